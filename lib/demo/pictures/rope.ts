import { darken, lighten } from "./colour.ts";
import { path, type Point, polyline } from "./svg.ts";

export interface Rope {
  width: number;
  /** Colours of the wrapping, taken in turn along the line. */
  colours: readonly string[];
  /** Stitches of one colour before the next begins. */
  run?: number;
  closed?: boolean;
  /** Distance from stitch to stitch. */
  pitch?: number;
}

/** A wrapped or twisted cord along a line: rims, handles, hanging loops. */
export function rope(line: readonly Point[], rope: Rope): string {
  const { width, colours, run = 1, closed = false, pitch = width * 0.62 } = rope;
  const first = colours[0] ?? "#D9B77E";
  const shapes = new Map<string, string[]>();
  walk(line, pitch, closed).forEach(({ at, along }, i) => {
    const colour = colours[Math.floor(i / run) % colours.length] ?? first;
    const tone = i % 3 === 0 ? lighten(colour, 0.1) : i % 3 === 1 ? colour : darken(colour, 0.05);
    const d = polyline(leaf(at, along, { width, pitch }), { closed: true });
    shapes.set(tone, [...(shapes.get(tone) ?? []), d]);
  });
  const d = polyline(line, { closed });
  const stroke = { fill: "none", "stroke-linejoin": "round", "stroke-linecap": "round" };
  return path(d, { ...stroke, stroke: darken(first, 0.45), "stroke-width": width }) +
    [...shapes].map(([fill, leaves]) => path(leaves.join(""), { fill })).join("");
}

/** Points at even steps along a line, with the direction there. */
function walk(line: readonly Point[], step: number, closed = false) {
  const points = closed ? [...line, line[0]!] : line;
  const stops: { at: Point; along: Point }[] = [];
  let left = 0;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (!length) continue;
    const along: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    for (; left < length; left += step) {
      stops.push({ at: [a[0] + along[0] * left, a[1] + along[1] * left], along });
    }
    left -= length;
  }
  return stops;
}

function leaf(
  at: Point,
  [dx, dy]: Point,
  { width, pitch }: { width: number; pitch: number },
): Point[] {
  const spot = (along: number, across: number): Point => [
    at[0] + dx * along * pitch - dy * across * width,
    at[1] + dy * along * pitch + dx * across * width,
  ];
  return [
    spot(0.35, -0.5),
    spot(0.72, -0.3),
    spot(0.1, 0.34),
    spot(-0.35, 0.5),
    spot(-0.72, 0.3),
    spot(-0.1, -0.34),
  ];
}
