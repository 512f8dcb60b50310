import { group, type Ink, path, type Point, polyline, type Stop } from "./svg.ts";
import type { Normal, Surface } from "./surface.ts";

export interface Material {
  /** 0 is chalk, 1 is wet glaze. */
  gloss?: number;
  /** How deep the shadow side goes, 0 to 1. */
  depth?: number;
  /** Colour of the shadow side. */
  shadow?: string;
  /** Places across at which the light is taken; cloth in folds needs more than a pot. */
  steps?: number;
}

// One window, high on the left; a pale wall on the right gives a little back.
const WINDOW: Normal = unit([-0.6, -0.5, 0.66]);
const HALFWAY: Normal = unit([-0.82, -0.72, 1.25]);
const BANDS = 64;

/**
 * Light and shade of the window over a surface, to lay over its colours. Each thin band is one
 * gradient across: exact on a turned form, and many times cheaper to draw than a blur.
 */
export function shade(ink: Ink, surface: Surface, material: Material = {}): string {
  const bands = Array.from({ length: BANDS }, (_, row) => band(ink, surface, { row, material }));
  // Without crisp edges each seam between two see-through bands would show as a hairline.
  const lit = group(bands.reverse().join(""), { "shape-rendering": "crispEdges" });
  return group(lit, { "clip-path": ink.clip(polyline(surface.outline, { closed: true })) });
}

function band(
  ink: Ink,
  surface: Surface,
  { row, material }: { row: number; material: Material },
): string {
  const v = (row + 0.5) / BANDS;
  const [left, right] = front(surface.span(v));
  const [x1, x2] = [surface.at(left, v)[0], surface.at(right, v)[0]];
  const { steps = 14 } = material;
  const stops = Array.from({ length: steps + 1 }, (_, i): Stop => {
    const u = left + (right - left) * i / steps;
    const offset = (surface.at(u, v)[0] - x1) / ((x2 - x1) || 1);
    return toStop(toneAt(surface.normal(u, v), material), offset, material);
  });
  const fill = ink.linear(stops, { x1, y1: 0, x2, y2: 0, gradientUnits: "userSpaceOnUse" });
  return path(polyline(ribbon(surface, row), { closed: true }), { fill });
}

/** -1 in the deepest shade, 0 where the colour is itself, 1 in the highlight. */
function toneAt([x, y, z]: Normal, { gloss = 0.12 }: Material): number {
  const facing = x * WINDOW[0] + y * WINDOW[1] + z * WINDOW[2];
  const lit = Math.max(0, (facing + 0.4) / 1.4);
  const bounce = 0.2 * Math.max(0, x) ** 3 * (1 - Math.abs(z));
  const glint = Math.max(0, x * HALFWAY[0] + y * HALFWAY[1] + z * HALFWAY[2]);
  const shine = gloss * glint ** (8 + 60 * gloss);
  return Math.max(-1, Math.min(1, (lit + bounce - 0.76) / 0.76 + shine));
}

function toStop(
  tone: number,
  offset: number,
  { gloss = 0.12, depth = 0.62, shadow }: Material,
): Stop {
  if (tone < 0) return [offset, shadow ?? "#2D170C", -tone * depth];
  return [offset, "#FFF6E4", tone * (0.4 + 0.5 * gloss)];
}

/** A band of the surface; at the ends it reaches past the outline, which cuts it. */
function ribbon(surface: Surface, row: number): Point[] {
  const edge = (v: number): Point[] => {
    const [left, right] = surface.span(v);
    const line = Array.from(
      { length: 25 },
      (_, i) => surface.at(left + (right - left) * i / 24, v),
    );
    const [first, last] = [line[0]!, line.at(-1)!];
    return [[first[0] - 6, first[1]], ...line, [last[0] + 6, last[1]]];
  };
  const [top, bottom] = [edge(row / BANDS), edge((row + 1) / BANDS)];
  if (row === BANDS - 1) return [...top, ...bottom.map(([x, y]): Point => [x, y + 6]).reverse()];
  return [...top, ...bottom.reverse()];
}

function front([left, right]: readonly [number, number]): [number, number] {
  return [Math.max(left, -Math.PI / 2), Math.min(right, Math.PI / 2)];
}

function unit([x, y, z]: Normal): Normal {
  const size = Math.hypot(x, y, z);
  return [x / size, y / size, z / size];
}
