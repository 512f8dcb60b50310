import type { Point } from "./svg.ts";

/** x to the right, y down, z toward the viewer; of length 1. */
export type Normal = readonly [x: number, y: number, z: number];

/** A bent sheet that patterns and light are laid on. */
export interface Surface {
  /** Where the spot (u across, v down, 0 to 1) lies in the picture. */
  at(u: number, v: number): Point;
  normal(u: number, v: number): Normal;
  /** The part of row `v` that can be seen, in u. */
  span(v: number): readonly [number, number];
  /** Length from v = 0 to v = 1, in picture units. */
  length: number;
  /** The visible shape, as points of a closed line. */
  outline: readonly Point[];
}

export interface Lathe extends Surface {
  x: number;
  squash: number;
  top: Ring;
  bottom: Ring;
}

export interface Ring {
  radius: number;
  y: number;
}

const SAMPLES = 96;

/**
 * What a potter's wheel makes: a profile of [radius, y] from lip to foot, turned about the line at
 * `x`. `u` is the angle in radians (0 faces us); `squash` is how far from above we look, as the
 * height of a ring over its width.
 */
export function lathe(
  profile: readonly (readonly [radius: number, y: number])[],
  { x = 600, squash = 0.17 }: { x?: number; squash?: number } = {},
): Lathe {
  const { rings, length } = resample(profile);
  const ring = (v: number): Ring => {
    const at = Math.max(0, Math.min(1, v)) * SAMPLES;
    const i = Math.min(SAMPLES - 1, Math.floor(at));
    const [a, b] = [rings[i]!, rings[i + 1]!];
    return { radius: a.radius + (b.radius - a.radius) * (at - i), y: a.y + (b.y - a.y) * (at - i) };
  };
  const slope = (v: number) => {
    const [a, b] = [ring(v - 0.012), ring(v + 0.012)];
    const [dr, dy] = [b.radius - a.radius, b.y - a.y];
    const size = Math.hypot(dr, dy) || 1;
    return { dr: dr / size, dy: dy / size };
  };
  const at = (u: number, v: number): Point => {
    const { radius, y } = ring(v);
    return [x + radius * Math.sin(u), y + squash * radius * Math.cos(u)];
  };
  // The silhouette is the envelope of the rings: cos(u) = -squash * r' / y'.
  const span = (v: number): readonly [number, number] => {
    const { dr, dy } = slope(v);
    const cosine = Math.max(-1, Math.min(1, -squash * dr / Math.max(dy, 1e-6)));
    const edge = Math.acos(cosine);
    return [-edge, edge];
  };
  const normal = (u: number, v: number): Normal => {
    const { dr, dy } = slope(v);
    return [dy * Math.sin(u), -dr, dy * Math.cos(u)];
  };
  return {
    at,
    normal,
    span,
    length,
    x,
    squash,
    top: ring(0),
    bottom: ring(1),
    outline: outlineOf({ at, span }),
  };
}

/** The edge of a surface: down the left, along the foot, up the right, back along the lip. */
export function outlineOf(
  { at, span }: Pick<Surface, "at" | "span">,
  steps = 48,
): Point[] {
  const along = (from: (i: number) => Point) =>
    Array.from({ length: steps + 1 }, (_, i) => from(i / steps));
  const across = (v: number, i: number) => {
    const [left, right] = span(v);
    return at(left + (right - left) * i, v);
  };
  return [
    ...along((i) => at(span(i)[0], i)),
    ...along((i) => across(1, i)),
    ...along((i) => at(span(1 - i)[1], 1 - i)),
    ...along((i) => across(0, 1 - i)),
  ];
}

/** Spaces a rounded profile evenly along its length, so that rows of weave are of one height. */
function resample(profile: readonly (readonly [number, number])[]) {
  const fine = profile.slice(1).flatMap((_, i) => {
    const at = (k: number) => profile[Math.max(0, Math.min(profile.length - 1, k))]!;
    return Array.from(
      { length: 24 },
      (_, s) => spline(at(i - 1), at(i), at(i + 1), at(i + 2), s / 24),
    );
  });
  fine.push([...profile.at(-1)!]);
  const lengths = [0];
  for (let i = 1; i < fine.length; i++) {
    const [a, b] = [fine[i - 1]!, fine[i]!];
    lengths.push(lengths[i - 1]! + Math.hypot(b[0] - a[0], b[1] - a[1]));
  }
  const length = lengths.at(-1)!;
  let k = 0;
  const rings: Ring[] = Array.from({ length: SAMPLES + 1 }, (_, i) => {
    const want = (i / SAMPLES) * length;
    while (k < fine.length - 2 && lengths[k + 1]! < want) k++;
    const part = (want - lengths[k]!) / ((lengths[k + 1]! - lengths[k]!) || 1);
    const [a, b] = [fine[k]!, fine[k + 1]!];
    return { radius: a[0] + (b[0] - a[0]) * part, y: a[1] + (b[1] - a[1]) * part };
  });
  return { rings, length };
}

function spline(
  a: readonly [number, number],
  b: readonly [number, number],
  c: readonly [number, number],
  d: readonly [number, number],
  t: number,
): [number, number] {
  // Tangents are cut short so that a straight wall next to a tight corner does not bulge.
  const reach = Math.hypot(c[0] - b[0], c[1] - b[1]);
  const tangent = (from: readonly [number, number], to: readonly [number, number]) => {
    const size = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    return [(to[0] - from[0]) / size * reach, (to[1] - from[1]) / size * reach] as const;
  };
  const [m1, m2] = [tangent(a, c), tangent(b, d)];
  const [t2, t3] = [t * t, t * t * t];
  const blend = (i: 0 | 1) =>
    (2 * t3 - 3 * t2 + 1) * b[i] + (t3 - 2 * t2 + t) * m1[i] + (3 * t2 - 2 * t3) * c[i] +
    (t3 - t2) * m2[i];
  return [blend(0), blend(1)];
}
