import { figure, spot } from "./paint.ts";
import { curve, path, type Point, polyline } from "./svg.ts";
import type { Surface } from "./surface.ts";

export interface Label {
  /** Left and right edge (u), top and bottom edge (v). */
  box: readonly [left: number, right: number, top: number, bottom: number];
  paper: string;
  ink: string;
  accent: string;
  mark: keyof typeof MARKS;
}

/** Small printed signs, drawn in a square from -1 to 1; each line is one stroke, each leaf one fill. */
const MARKS = {
  leaf: {
    fills: [lens([0, 0.9], [0, -0.95], 0.55)],
    lines: [[[0, 0.9], [0, -0.5]], [[0, 0.3], [0.3, 0.02]], [[0, 0.3], [-0.3, 0.02]], [[0, -0.1], [
      0.24,
      -0.34,
    ]], [[0, -0.1], [-0.24, -0.34]]],
  },
  bean: {
    fills: [lens([-0.55, 0.85], [0.55, -0.85], 0.72)],
    lines: [[[-0.5, 0.78], [-0.22, 0.2], [0.22, -0.2], [0.5, -0.78]]],
  },
  bee: {
    fills: [
      lens([0, 0.8], [0, -0.25], 0.36),
      lens([0.1, 0], [0.95, -0.75], 0.28),
      lens([-0.1, 0], [-0.95, -0.75], 0.28),
    ],
    lines: [[[-0.28, 0.28], [0.28, 0.28]], [[-0.24, 0.5], [0.24, 0.5]], [[-0.24, 0.06], [
      0.24,
      0.06,
    ]]],
  },
  sun: {
    fills: [circle(0.45)],
    lines: rays(12, 0.62, 0.95),
  },
  flower: {
    fills: [0, 1, 2, 3, 4].map((i) => petal(i * 72)),
    lines: [],
  },
  drop: {
    fills: [[
      [0, -0.95],
      [0.34, -0.3],
      [0.55, 0.2],
      [0.4, 0.7],
      [0, 0.9],
      [-0.4, 0.7],
      [-0.55, 0.2],
      [-0.34, -0.3],
    ]],
    lines: [[[-0.26, 0.25], [-0.18, 0.5], [0, 0.6]]],
  },
  basket: {
    fills: [[[-0.8, -0.1], [0.8, -0.1], [0.55, 0.85], [-0.55, 0.85]]],
    lines: [[[-0.5, -0.1], [-0.4, -0.7], [0, -0.92], [0.4, -0.7], [0.5, -0.1]], [[-0.72, 0.2], [
      0.72,
      0.2,
    ]], [[-0.62, 0.52], [0.62, 0.52]]],
  },
} as const satisfies Record<
  string,
  { fills: readonly (readonly Point[])[]; lines: readonly (readonly Point[])[] }
>;

/** A paper label on a turned pot, with a sign, a rule and lines that stand for words. */
export function label(surface: Surface, { box, paper, ink, accent, mark }: Label): string {
  const [left, right, top, bottom] = box;
  const at = (x: number, y: number): Point => [left + (right - left) * x, top + (bottom - top) * y];
  const frame = (inset: number): Point[] => {
    const steps = [0, 0.2, 0.4, 0.6, 0.8, 1].map((s) => inset + (1 - 2 * inset) * s);
    return [...steps.map((x) => at(x, inset)), ...steps.map((x) => at(1 - x, 1 - inset))];
  };
  const line = (x: number, y: number, width: number, look: Record<string, string | number>) => {
    const points = [0, 0.25, 0.5, 0.75, 1].map((s) => at(x - width / 2 + width * s, y));
    return path(polyline(points.map(([u, v]) => spot(surface, u, v))), {
      fill: "none",
      stroke: ink,
      ...look,
    });
  };
  // The sign keeps its proportions whatever the label's are.
  const corner = surface.at(left, top);
  const wide = Math.abs(surface.at(right, top)[0] - corner[0]);
  const tall = Math.abs(surface.at(left, bottom)[1] - corner[1]);
  const size = Math.min(wide, tall * 0.9) * 0.24;
  const put = ([x, y]: Point): Point => {
    const [u, v] = at(0.5 + x * size / wide, 0.36 + y * size / tall);
    return spot(surface, u, v);
  };
  const { fills, lines }: {
    fills: readonly (readonly Point[])[];
    lines: readonly (readonly Point[])[];
  } = MARKS[mark];
  return figure(surface, frame(0), { fill: paper }) +
    figure(surface, frame(0.05), { fill: "none", stroke: accent, "stroke-width": 2.5 }) +
    fills.map((points) => path(curve(points.map(put), { closed: true }), { fill: accent })).join(
      "",
    ) +
    lines.map((points) =>
      path(curve(points.map(put)), {
        fill: "none",
        stroke: mark === "sun" || mark === "basket" ? accent : paper,
        "stroke-width": size * 0.09,
        "stroke-linecap": "round",
      })
    ).join("") +
    line(0.5, 0.7, 0.6, { "stroke-width": tall * 0.05 }) +
    line(0.5, 0.8, 0.42, { "stroke-width": tall * 0.028, opacity: 0.7 }) +
    line(0.5, 0.88, 0.5, { "stroke-width": tall * 0.02, opacity: 0.5 });
}

function lens(from: Point, to: Point, belly: number): Point[] {
  const [mx, my] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [nx, ny] = [-(to[1] - from[1]) / length * belly, (to[0] - from[0]) / length * belly];
  const near = (
    p: Point,
    s: number,
  ): Point => [(p[0] + mx) / 2 + nx * 0.78 * s, (p[1] + my) / 2 + ny * 0.78 * s];
  return [from, near(from, 1), [mx + nx, my + ny], near(to, 1), to, near(to, -1), [
    mx - nx,
    my - ny,
  ], near(from, -1)];
}

function circle(radius: number): Point[] {
  return Array.from({ length: 12 }, (_, i): Point => [
    radius * Math.cos(i * Math.PI / 6),
    radius * Math.sin(i * Math.PI / 6),
  ]);
}

function rays(count: number, from: number, to: number): Point[][] {
  return Array.from({ length: count }, (_, i) => {
    const angle = i * 2 * Math.PI / count;
    return [from, to].map((r): Point => [r * Math.cos(angle), r * Math.sin(angle)]);
  });
}

function petal(degrees: number): Point[] {
  const angle = (degrees - 90) * Math.PI / 180;
  return lens([0.12 * Math.cos(angle), 0.12 * Math.sin(angle)], [
    0.95 * Math.cos(angle),
    0.95 * Math.sin(angle),
  ], 0.27);
}
