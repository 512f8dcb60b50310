import { darken, lighten } from "../colour.ts";
import { cast, ground } from "../scene.ts";
import { group, type Ink, path, type Point, polyline } from "../svg.ts";

/** A stripe across a cloth: where it begins and ends (0 to 1 along the fold) and its colour. */
export type Stripe = readonly [from: number, to: number, colour: string];

export interface Folded {
  colour: string;
  stripes: readonly Stripe[];
  /** Stripes the other way, for checks. */
  checks?: readonly Stripe[];
  fringe?: string;
}

export interface Pile {
  cloths: readonly Folded[];
  x?: number;
  foot?: number;
  width: number;
  /** Thickness of one folded cloth. */
  height: number;
  /** How far back the top reaches. */
  depth: number;
}

/** Folded cloths, one on another, the first one on top. */
export function pile(
  ink: Ink,
  { cloths, x = 600, foot = 1000, width, height, depth }: Pile,
): string {
  const top = foot - height * cloths.length;
  const half = width / 2;
  const outline: Point[] = steps(24).flatMap((s): Point[] => [[x - half, top + (foot - top) * s]])
    .concat(steps(24).map((s): Point => [x + half, foot + (top - foot) * s]))
    .concat([[x + half * 0.9, top - depth], [x - half * 0.9, top - depth]]);
  const layers = cloths.map((cloth, i) => {
    const shift = (i % 2 ? -1 : 1) * (i === 0 ? 0 : 7);
    const y = top + height * i;
    return slab(ink, cloth, {
      x: x + shift,
      y,
      half: half - (i % 3) * 5,
      height,
      depth,
      lidded: i === 0,
    });
  });
  return cast(ink, outline) + ground(ink, [x, foot], width) + layers.reverse().join("");
}

interface Slab {
  x: number;
  y: number;
  half: number;
  height: number;
  depth: number;
  lidded: boolean;
}

function slab(ink: Ink, cloth: Folded, at: Slab): string {
  const { x, y, half, height } = at;
  const r = height * 0.46;
  const front = `M${x - half + r * 0.4} ${y}H${x + half - r}a${r} ${height / 2} 0 0 1 0 ${height}H${
    x - half + r * 0.4
  }q${-r * 0.4} ${-height / 2} 0 ${-height}z`;
  const span = (s: number) => x - half + 2 * half * s;
  const stripes = cloth.stripes.map(([from, to, fill]) =>
    path(`M${span(from)} ${y}H${span(to)}V${y + height}H${span(from)}z`, { fill })
  ).join("");
  const checks = (cloth.checks ?? []).map(([from, to, fill]) =>
    path(`M${x - half} ${y + height * from}H${x + half}V${y + height * to}H${x - half}z`, {
      fill,
      opacity: 0.55,
    })
  ).join("");
  const round = ink.linear([[0, "#FFF8EA", 0.5], [0.16, "#FFF8EA", 0.1], [0.5, "#1A0C06", 0.06], [
    0.86,
    "#1A0C06",
    0.4,
  ], [1, "#1A0C06", 0.66]], { x1: 0, x2: 0, y1: 0, y2: 1 });
  const sides = ink.linear([[0, "#FFF8EA", 0.16], [0.4, "#FFF8EA", 0], [0.72, "#1A0C06", 0.04], [
    1,
    "#1A0C06",
    0.5,
  ]]);
  const inner = path(front, { fill: cloth.colour }) + stripes + checks + threads(at) +
    path(front, { fill: round }) + path(front, { fill: sides }) + folds(at);
  return fringe(cloth, at) + (at.lidded ? lid(ink, cloth, at) : "") +
    group(inner, { "clip-path": ink.clip(front) });
}

/** The top of the pile, going back; the fold on the right stays round all the way. */
function lid(ink: Ink, cloth: Folded, { x, y, half, height, depth }: Slab): string {
  const back = 0.92;
  const reach = (t: number) => half * (1 - (1 - back) * t);
  const put = (s: number, t: number): Point => [x - reach(t) + 2 * reach(t) * s, y - depth * t + 2];
  const patch = (s0: number, s1: number, t0: number, t1: number) =>
    polyline([put(s0, t0), put(s0, t1), put(s1, t1), put(s1, t0)], { closed: true });
  const stripes = cloth.stripes.map(([from, to, fill]) => path(patch(from, to, -0.1, 1), { fill }))
    .join("");
  const checks = (cloth.checks ?? []).map(([from, to, fill]) =>
    path(patch(0, 1, from, to), { fill, opacity: 0.55 })
  ).join("");
  const r = height * 0.46;
  const far = put(0, 1);
  const end = x + reach(1);
  const d = `M${x - half + r * 0.4} ${y + 4}L${far[0] + r * 0.4} ${far[1]}H${end - r}a${r} ${
    height / 2
  } 0 0 1 ${r} ${height / 2}L${x + half} ${y + height / 2}L${x + half - r} ${y + 4}z`;
  const light = ink.linear([[0, "#FFF8EA", 0.42], [0.7, "#FFF8EA", 0.22], [0.9, "#FFF8EA", 0], [
    1,
    "#1A0C06",
    0.5,
  ]]);
  const inner = path(d, { fill: cloth.colour }) + stripes + checks + path(d, { fill: light });
  return group(inner, { "clip-path": ink.clip(d) });
}

/** Two darker lines where the cloth lies in thirds. */
function folds({ x, y, half, height }: Slab): string {
  const line = (t: number, opacity: number) =>
    path(
      `M${x - half} ${y + height * t}C${x - half * 0.4} ${y + height * (t - 0.03)} ${
        x + half * 0.4
      } ${y + height * (t + 0.03)} ${x + half - height * 0.2} ${y + height * t}`,
      {
        fill: "none",
        stroke: "#1A0C06",
        "stroke-width": 3,
        opacity,
      },
    ) +
    path(
      `M${x - half} ${y + height * t + 4}C${x - half * 0.4} ${y + height * (t - 0.03) + 4} ${
        x + half * 0.4
      } ${y + height * (t + 0.03) + 4} ${x + half - height * 0.2} ${y + height * t + 4}`,
      {
        fill: "none",
        stroke: "#FFF8EA",
        "stroke-width": 3,
        opacity: opacity * 0.7,
      },
    );
  return line(0.36, 0.3) + line(0.68, 0.36);
}

/** The weave of the cloth: fine upright threads. */
function threads({ x, y, half, height }: Slab): string {
  const lines = Array.from(
    { length: Math.floor(2 * half / 7) },
    (_, i) => `M${x - half + i * 7} ${y}v${height}`,
  );
  return path(lines.join(""), { stroke: "#1A0C06", "stroke-width": 1.6, opacity: 0.1 });
}

function fringe({ fringe, colour }: Folded, { x, y, half, height }: Slab): string {
  if (!fringe) return "";
  const count = 11;
  const lines = Array.from({ length: count }, (_, i) => {
    const at = y + 8 + (height - 16) * i / (count - 1);
    const long = 34 + (i * 7 % 5) * 5;
    return `M${x - half + 14} ${at}q${-long * 0.5} ${i % 2 ? 5 : -3} ${-long} ${4 + i % 3 * 3}`;
  });
  const stroke = (tone: string, width: number) =>
    path(lines.join(""), {
      fill: "none",
      stroke: tone,
      "stroke-width": width,
      "stroke-linecap": "round",
    });
  return stroke(darken(fringe ?? colour, 0.35), 7) + stroke(lighten(fringe, 0.1), 4);
}

function steps(count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => i / count);
}
