import { darken, lighten } from "./colour.ts";
import { ellipse, group, type Ink, path, type Point, polyline, tag } from "./svg.ts";

export const SIZE = 1200;
export const HORIZON = 905;
const SOOT = "#1A0C06";

/** A painted wall in morning light; alone, it also serves things seen from above. */
export function backdrop(ink: Ink, wall: string): string {
  const fill = ink.radial([
    [0, lighten(wall, 0.68)],
    [0.24, lighten(wall, 0.52)],
    [0.52, lighten(wall, 0.16)],
    [0.76, darken(wall, 0.02)],
    [1, darken(wall, 0.12)],
  ], { cx: 0.18, cy: 0.16, r: 1.16 });
  return tag("rect", { width: SIZE, height: SIZE, fill });
}

/** The table before the wall, down to `depth` below the picture's foot. */
export function table(ink: Ink, wall: string, depth = 0): string {
  const top = ink.linear([
    [0, darken(wall, 0.09)],
    [0.35, darken(wall, 0.035)],
    [1, darken(wall, 0.12)],
  ], { x1: 0, y1: 0, x2: 0.2, y2: 1 });
  const pool = ink.radial([[0, "#FFFDF5", 0.5], [1, "#FFFDF5", 0]]);
  return tag("rect", { y: HORIZON, width: SIZE, height: SIZE - HORIZON + depth, fill: top }) +
    ellipse([420, 985], [620, 110], { fill: pool }) +
    tag("rect", {
      y: HORIZON - 1.5,
      width: SIZE,
      height: 3,
      fill: lighten(wall, 0.5),
      opacity: 0.5,
    });
}

/** The dark line where a thing touches the table and the soft shade around it. */
export function ground(ink: Ink, at: Point, width: number): string {
  const deep = ink.radial([[0, SOOT, 0.66], [0.6, SOOT, 0.32], [1, SOOT, 0]]);
  const wide = ink.radial([[0, SOOT, 0.3], [0.5, SOOT, 0.12], [1, SOOT, 0]]);
  const [x, y] = at;
  const half = width / 2;
  return ellipse([x + half * 0.4, y + 4], [half * 1.6, half * 0.2 + 16], { fill: wide }) +
    ellipse([x + half * 0.05, y + 3], [half * 1.1, half * 0.11 + 11], { fill: deep });
}

/**
 * The shade a thing throws away from the window: along the table, then up the wall.
 * It is built of nested outlines, as a real blur takes three times as long.
 */
export function cast(ink: Ink, edge: readonly Point[], opacity = 0.15): string {
  const [dx, dy] = [62, 26];
  // A soft edge needs no fine line, and the wide strokes cost by the point.
  const outline = edge.length > 100 ? edge.filter((_, i) => i % 3 === 0) : edge;
  const near = (y: number) =>
    outline.filter((point) => Math.abs(point[1] - y) < 40).map(([x]) => x);
  const foot = Math.max(...outline.map(([, y]) => y));
  const wall = `M0 0H${SIZE}V${HORIZON}H0z`;
  const raised = outline.map(([x, y]): Point => [x + dx, y + dy]);
  const onWall = group(soft(polyline(raised, { closed: true }), opacity), {
    "clip-path": ink.clip(wall),
  });
  const [at, base] = [near(HORIZON - dy), near(foot - 14)];
  if (!at.length || foot < HORIZON) return onWall;
  const along: Point[] = [
    [Math.min(...base) + 6, foot - 8],
    [Math.min(...at) + dx, HORIZON - 60],
    [Math.max(...at) + dx, HORIZON - 60],
    [Math.max(...base) + 6, foot - 8],
  ];
  const table = `M0 ${HORIZON}H${SIZE}V${SIZE}H0z`;
  return onWall +
    group(soft(polyline(along, { closed: true }), opacity), { "clip-path": ink.clip(table) });
}

/** A shape with an edge that fades over some forty units. */
export function soft(d: string, opacity: number, reach = 78): string {
  const layers = [1, 0.82, 0.65, 0.5, 0.36, 0.23, 0.11, 0].map((part) =>
    path(d, { "stroke-width": reach * part, opacity: opacity / 6 })
  );
  return group(layers.join(""), { fill: SOOT, stroke: SOOT, "stroke-linejoin": "round" });
}
