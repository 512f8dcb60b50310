import { darken, lighten } from "../colour.ts";
import { randomFrom } from "../random.ts";
import { soft } from "../scene.ts";
import { curve, ellipse, group, type Ink, path, type Point, tag } from "../svg.ts";

export interface Plank {
  /** The cut shape. */
  d: string;
  /** Left, top, right and bottom of the shape. */
  box: readonly [number, number, number, number];
  colour: string;
  seed: string;
  /** Thickness that shows at the lower edge. */
  thick?: number;
}

/** A flat piece of wood: its edge, its grain along the upright, and light across it. */
export function plank(ink: Ink, { d, box, colour, seed, thick = 14 }: Plank): string {
  const light = ink.linear([[0, "#FFF8EA", 0.34], [0.4, "#FFF8EA", 0.04], [1, "#1A0C06", 0.26]], {
    x2: 0.7,
    y2: 1,
  });
  const edge = path(d, {
    fill: darken(colour, 0.42),
    transform: `translate(${thick * 0.45} ${thick})`,
  });
  const rim = path(d, {
    fill: "none",
    stroke: "#FFF8EA",
    "stroke-width": 5,
    opacity: 0.35,
    transform: "translate(1.5 1.5)",
  });
  return group(soft(d, 0.2, 56), { transform: `translate(${26 + thick} ${34 + thick})` }) + edge +
    path(d, { fill: colour }) +
    group(grain(box, colour, seed) + rim, { "clip-path": ink.clip(d) }) +
    path(d, { fill: light });
}

/** Flowing lines of growth, wider apart in one place than in another, with a knot. */
export function grain(
  [left, top, right, bottom]: Plank["box"],
  colour: string,
  seed: string,
): string {
  const random = randomFrom(seed);
  const height = bottom - top;
  const knot: Point = [
    left + (right - left) * (0.3 + 0.4 * random()),
    top + height * (0.3 + 0.35 * random()),
  ];
  const lines: string[] = [];
  for (let x = left - 20; x < right + 20; x += 9 + random() * 22) {
    const side = x < knot[0] ? -1 : 1;
    const near = Math.exp(-Math.abs(x - knot[0]) / 46);
    const points = Array.from({ length: 9 }, (_, i): Point => {
      const y = top - 20 + (height + 40) * i / 8;
      const around = near * 40 * side * Math.exp(-(((y - knot[1]) / (height * 0.13)) ** 2));
      return [x + around + Math.sin(y / 140 + x / 60) * 9, y];
    });
    const dark = random() > 0.3;
    lines.push(path(curve(points), {
      fill: "none",
      stroke: dark ? darken(colour, 0.5) : lighten(colour, 0.4),
      "stroke-width": 1.5 + random() * (random() > 0.78 ? 15 : 4),
      opacity: 0.2 + random() * 0.3,
    }));
  }
  const eye = ellipse(knot, [12, 24], { fill: darken(colour, 0.5), opacity: 0.55 }) +
    ellipse(knot, [20, 40], {
      fill: "none",
      stroke: darken(colour, 0.5),
      "stroke-width": 3,
      opacity: 0.35,
    });
  return lines.join("") + eye;
}

/** A hollow in wood: the side under the window is dark, the far side lit. */
export function pit(ink: Ink, at: Point, radii: Point, colour: string): string {
  const fill = ink.linear([[0, darken(colour, 0.66)], [0.5, darken(colour, 0.34)], [
    1,
    lighten(colour, 0.05),
  ]], { x2: 0.7, y2: 1 });
  return ellipse(at, radii, { fill }) +
    ellipse([at[0] + 2, at[1] + 2.5], radii, {
      fill: "none",
      stroke: lighten(colour, 0.5),
      "stroke-width": 3,
      opacity: 0.5,
    });
}

export interface Spoon {
  at: Point;
  /** Degrees, clockwise from upright. */
  turn: number;
  colour: string;
  seed: string;
  /** Cuts the bowl into tines. */
  fork?: boolean;
}

/** A long-handled server, carved in one piece. */
export function spoon(ink: Ink, { at, turn, colour, seed, fork = false }: Spoon): string {
  const handle = "C18 90 30 280 34 420Q30 462 0 464Q-30 462 -34 420C-30 280 -18 90 -22 -40z";
  const head = fork
    ? "C-112 -330 -96 -392 -72 -412Q-50 -424 -48 -396V-276a11 11 0 0 0 22 0V-420Q-24 -438 0 -438Q24 -438 26 -420V-276a11 11 0 0 0 22 0V-396Q50 -424 72 -412C96 -392 112 -330 112 -262"
    : "C-112 -372 -60 -430 0 -430S112 -372 112 -262";
  const d = `M-22 -40C-26 -92 -112 -150 -112 -262${head}C112 -150 26 -92 22 -40${handle}`;
  const hollow = fork ? "" : pit(ink, [4, -268], [78, 124], colour);
  const light = ink.linear([[0, "#FFF8EA", 0.4], [0.45, "#FFF8EA", 0], [1, "#1A0C06", 0.42]], {
    x2: 1,
    y2: 0.25,
  });
  const body = path(d, { fill: darken(colour, 0.4), transform: "translate(7 6)" }) +
    path(d, { fill: colour }) +
    group(grain([-115, -440, 115, 470], colour, seed), { "clip-path": ink.clip(d) }) +
    path(d, { fill: light }) + hollow +
    path("M-96 -270Q-98 -330 -76 -370", {
      fill: "none",
      stroke: "#FFF8EA",
      "stroke-width": 8,
      opacity: 0.4,
      "stroke-linecap": "round",
    }) +
    path("M-13 -20C-12 120 -22 300 -24 410", {
      fill: "none",
      stroke: "#FFF8EA",
      "stroke-width": 6,
      opacity: 0.3,
      "stroke-linecap": "round",
    });
  const place = `translate(${at[0]} ${at[1]}) rotate(${turn})`;
  return group(group(soft(d, 0.2, 40), { transform: place }), { transform: "translate(24 34)" }) +
    group(body, { transform: place });
}

/** A hole through a board, with a cord to hang it by. */
export function hangingHole([x, y]: Point, cord: string): string {
  const loop = `M${x} ${y}C${x - 70} ${y - 120} ${x + 80} ${y - 130} ${x + 4} ${y}`;
  return tag("circle", { cx: x, cy: y, r: 20, fill: "#2A170B" }) +
    path(loop, {
      fill: "none",
      stroke: darken(cord, 0.45),
      "stroke-width": 13,
      "stroke-linecap": "round",
    }) +
    path(loop, {
      fill: "none",
      stroke: cord,
      "stroke-width": 8,
      "stroke-linecap": "round",
      "stroke-dasharray": "12 3",
    });
}
