import { darken, lighten } from "../colour.ts";
import { label } from "../label.ts";
import { cast, ground } from "../scene.ts";
import { group, type Ink, path, type Point, polyline, tag } from "../svg.ts";
import { hangingSurface } from "./sheet.ts";

export interface Pouch {
  colour: string;
  accent: string;
  mark: "bean" | "leaf" | "sun" | "flower";
}

/** A standing bag with a rolled top and a paper label, as roasters use. */
export function pouch(ink: Ink, { colour, accent, mark }: Pouch): string {
  const d =
    "M372 330Q370 300 388 296H812Q830 300 828 330L838 560C842 720 858 880 866 968Q868 996 838 1002C700 1020 500 1020 362 1002Q332 996 334 968C342 880 358 720 362 560z";
  const outline: Point[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].flatMap((
    s,
  ): Point[] => [[372 - 38 * s, 296 + 706 * s]])
    .concat(
      [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((
        s,
      ): Point => [866 - 38 * s, 1002 - 706 * s]),
    );
  const across = ink.linear([
    [0, "#1A0C06", 0.45],
    [0.1, "#FFF8EA", 0.2],
    [0.22, "#FFF8EA", 0.03],
    [0.5, "#FFF8EA", 0.1],
    [0.74, "#1A0C06", 0.08],
    [0.9, "#1A0C06", 0.42],
    [0.95, "#FFF8EA", 0.1],
    [1, "#1A0C06", 0.5],
  ]);
  const down = ink.linear([[0, "#FFF8EA", 0.14], [0.2, "#FFF8EA", 0], [0.8, "#1A0C06", 0], [
    1,
    "#1A0C06",
    0.4,
  ]], { x1: 0, x2: 0, y1: 0, y2: 1 });
  const face = hangingSurface({ top: 296, bottom: 1000, width: 500, pleats: 0, depth: 0 });
  return cast(ink, outline) + ground(ink, [600, 1004], 530) + path(d, { fill: colour }) +
    label(face, { box: [-0.86, 0.86, 0.4, 0.84], paper: "#F8F4EA", ink: "#3A2A1C", accent, mark }) +
    group(path(d, { fill: across }) + path(d, { fill: down }) + creases(), {
      "clip-path": ink.clip(d),
    }) +
    rolledTop(colour, accent) +
    tag("circle", { cx: 600, cy: 486, r: 17, fill: darken(colour, 0.4) }) +
    [0, 1, 2].map((i) =>
      tag("circle", { cx: 593 + i * 7, cy: 486, r: 2.6, fill: lighten(colour, 0.3) })
    ).join("");
}

function rolledTop(colour: string, accent: string): string {
  return path(polyline([[366, 292], [834, 292], [836, 372], [364, 372]], { closed: true }), {
    fill: darken(colour, 0.12),
  }) +
    path("M366 296H834", { stroke: lighten(colour, 0.45), "stroke-width": 6, opacity: 0.7 }) +
    path("M366 320H834M365 346H835", { stroke: "#1A0C06", "stroke-width": 3, opacity: 0.35 }) +
    path("M364 374H836", { stroke: "#1A0C06", "stroke-width": 8, opacity: 0.35 }) +
    path("M384 366V300M816 366V300", { stroke: accent, "stroke-width": 10, opacity: 0.9 });
}

/** Soft dents where the hand has held it. */
function creases(): string {
  return path(
    "M400 400C440 520 420 700 392 900M806 420C780 560 790 720 812 880M470 400Q600 450 730 400",
    {
      fill: "none",
      stroke: "#FFF8EA",
      "stroke-width": 9,
      opacity: 0.1,
      "stroke-linecap": "round",
    },
  ) + path("M412 404C452 520 432 700 404 900M794 424C768 560 778 720 800 880", {
    fill: "none",
    stroke: "#1A0C06",
    "stroke-width": 9,
    opacity: 0.18,
    "stroke-linecap": "round",
  });
}
