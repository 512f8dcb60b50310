import { darken, lighten } from "../colour.ts";
import { shade } from "../light.ts";
import { belt } from "../paint.ts";
import { soft } from "../scene.ts";
import { ellipse, group, type Ink, path, type Point, polyline, tag } from "../svg.ts";
import { tube } from "../tube.ts";
import type { Print } from "./paper.ts";
import { type Hang, hangingSurface } from "./sheet.ts";

export interface Draped extends Omit<Hang, "top" | "bottom"> {
  colour: string;
  /** [top, bottom, colour] of the bands across, 0 to 1. */
  belts: readonly (readonly [number, number, string])[];
  fringe?: string;
  rail: string;
}

/** A length of cloth over a wooden rail. */
export function draped(ink: Ink, { colour, belts, fringe, rail, ...hang }: Draped): string {
  const [top, bottom] = [226, 960];
  const cloth = hangingSurface({ ...hang, top, bottom });
  const outline = polyline(cloth.outline, { closed: true });
  const back = hangingSurface({
    ...hang,
    x: (hang.x ?? 600) + 24,
    top,
    bottom: bottom - 130,
    width: hang.width * 0.98,
  });
  const rod = "M130 222H1070";
  return group(soft(polyline(cloth.outline, { closed: true }), 0.15, 60), {
    transform: "translate(50 34)",
  }) +
    group(
      path(rod, {
        stroke: "#1A0C06",
        "stroke-width": 30,
        opacity: 0.12,
        "stroke-linecap": "round",
      }),
      { transform: "translate(34 40)" },
    ) +
    path(polyline(back.outline, { closed: true }), { fill: darken(colour, 0.4) }) +
    tube(rod, { colour: rail, width: 32, gloss: 0.3 }) +
    tassels(cloth.outline, { fringe, bottom }) +
    path(outline, { fill: colour }) +
    group(belts.map(([from, to, fill]) => belt(cloth, [from, to], fill)).join("") + weft(), {
      "clip-path": ink.clip(outline),
    }) +
    shade(ink, cloth, { gloss: 0.03, depth: 0.62, steps: 40 }) +
    path(`M${600 - hang.width / 2} ${top + 12}H${600 + hang.width / 2}`, {
      stroke: "#FFF8EA",
      "stroke-width": 18,
      opacity: 0.25,
    });
}

/** Knotted threads along the hem. */
function tassels(
  outline: readonly Point[],
  { fringe, bottom }: { fringe?: string; bottom: number },
): string {
  if (!fringe) return "";
  const hem = outline.filter(([, y]) => y > bottom - 40).toSorted((a, b) => a[0] - b[0]);
  const [left, right] = [hem[0]?.[0] ?? 0, hem.at(-1)?.[0] ?? 0];
  const lines: string[] = [];
  for (let x = left + 8, i = 0; x < right - 4; x += 15, i++) {
    const y = hem.reduce((best, point) =>
      Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best
    )[1];
    lines.push(`M${x} ${y - 8}q${i % 2 ? 5 : -4} 34 ${i % 3 - 1} ${58 + (i * 5) % 9}`);
  }
  const d = lines.join("");
  const line = { fill: "none", "stroke-linecap": "round" };
  return path(d, { ...line, stroke: darken(fringe, 0.4), "stroke-width": 9 }) +
    path(d, { ...line, stroke: fringe, "stroke-width": 5.5 });
}

function weft(): string {
  const lines = Array.from({ length: 110 }, (_, i) => `M150 ${200 + i * 8}H1050`);
  return path(lines.join(""), { stroke: "#1A0C06", "stroke-width": 1.5, opacity: 0.07 });
}

/** A flat canvas bag hung on a peg, with a printed picture. */
export function tote(
  ink: Ink,
  { canvas, handles, art }: { canvas: string; handles: string; art: string },
): string {
  const d =
    "M322 470Q322 458 336 458H864Q878 458 878 470C886 640 892 860 896 1006Q896 1024 878 1026C700 1034 500 1034 322 1026Q304 1024 304 1006C308 860 314 640 322 470z";
  const folds = hangingSurface({
    top: 450,
    bottom: 1040,
    width: 600,
    pleats: 1.2,
    depth: 0.22,
    flare: 0,
  });
  const loop = (from: number, to: number, top: number) =>
    `M${from} 470C${from + 30} ${top} ${to - 30} ${top} ${to} 470`;
  const strap = (line: string, colour: string) =>
    path(line, { fill: "none", stroke: darken(colour, 0.4), "stroke-width": 40 }) +
    path(line, { fill: "none", stroke: colour, "stroke-width": 36 }) +
    path(line, {
      fill: "none",
      stroke: lighten(colour, 0.4),
      "stroke-width": 27,
      "stroke-dasharray": "9 7",
      opacity: 0.18,
    }) +
    path(line, { fill: "none", stroke: colour, "stroke-width": 22 });
  const seam = path("M326 520C500 528 700 528 876 520", {
    fill: "none",
    stroke: darken(canvas, 0.35),
    "stroke-width": 3,
    "stroke-dasharray": "11 7",
    opacity: 0.6,
  });
  return group(soft(d, 0.18, 66), { transform: "translate(44 30)" }) +
    peg() + strap(loop(450, 750, 20), darken(handles, 0.2)) + strap(loop(430, 770, -14), handles) +
    path(d, { fill: canvas }) + group(weave(), { "clip-path": ink.clip(d) }) + seam + art +
    group(shade(ink, folds, { depth: 0.5, steps: 30 }), { "clip-path": ink.clip(d) }) +
    strap("M430 462V548M770 462V548", handles) +
    [430, 770].map((x) =>
      path(`M${x - 14} 492L${x + 14} 540M${x + 14} 492L${x - 14} 540`, {
        stroke: lighten(handles, 0.6),
        "stroke-width": 3,
        opacity: 0.7,
      })
    ).join("");
}

function weave(): string {
  const lines = Array.from(
    { length: 90 },
    (_, i) => `M300 ${450 + i * 7}H900M${300 + i * 7} 450V1040`,
  );
  return path(lines.join(""), { stroke: "#3A2A14", "stroke-width": 1.6, opacity: 0.08 });
}

function peg(): string {
  return ellipse([628, 118], [30, 30], { fill: "#1A0C06", opacity: 0.14 }) +
    tag("circle", { cx: 600, cy: 92, r: 27, fill: "#6B4526" }) +
    tag("circle", { cx: 596, cy: 88, r: 22, fill: "#A9743F" }) +
    tag("circle", { cx: 590, cy: 82, r: 8, fill: "#E2BD8A", opacity: 0.7 });
}

/** A kitchen apron in a printed cloth, hung by its neck strap. */
export function apron(ink: Ink, { print, edge }: { print: Print; edge: string }): string {
  const d =
    "M452 300C520 316 680 316 748 300C752 400 780 470 862 520L884 1030C700 1052 500 1052 316 1030L338 520C420 470 448 400 452 300z";
  const box = [310, 290, 890, 1060] as const;
  const folds = hangingSurface({
    top: 290,
    bottom: 1060,
    width: 600,
    pleats: 1.9,
    depth: 0.34,
    flare: 0,
  });
  const tape = (line: string) =>
    path(line, {
      fill: "none",
      stroke: darken(edge, 0.35),
      "stroke-width": 21,
      "stroke-linecap": "round",
    }) +
    path(line, { fill: "none", stroke: edge, "stroke-width": 16, "stroke-linecap": "round" });
  const pocket = "M446 690H754V846Q754 872 728 874H472Q446 872 446 846z";
  const inside = print(box) +
    path(pocket, {
      fill: "none",
      stroke: "#1A0C06",
      "stroke-width": 12,
      opacity: 0.18,
      transform: "translate(3 5)",
    }) +
    group(group(print(box), { transform: "translate(40 26)" }), { "clip-path": ink.clip(pocket) }) +
    path("M446 700H754", { stroke: edge, "stroke-width": 20 }) +
    path(pocket, {
      fill: "none",
      stroke: lighten(edge, 0.5),
      "stroke-width": 3,
      "stroke-dasharray": "10 7",
      opacity: 0.8,
    });
  return group(soft(d, 0.18, 66), { transform: "translate(44 30)" }) +
    peg() + tape("M462 306C500 160 540 108 600 104C660 108 700 160 738 306") +
    tape("M340 540C270 600 250 700 268 820") + tape("M860 540C930 600 944 720 930 860") +
    group(inside + shade(ink, folds, { depth: 0.6, steps: 40 }), { "clip-path": ink.clip(d) }) +
    path(d, { fill: "none", stroke: edge, "stroke-width": 11, "stroke-linejoin": "round" });
}
