import { randomFrom } from "./random.ts";
import { curve, path, type Point, polyline, tag } from "./svg.ts";
import type { Surface } from "./surface.ts";

type Look = Record<string, string | number>;

/** A spot on the surface, held inside what can be seen. */
export function spot(surface: Surface, u: number, v: number): Point {
  const [left, right] = surface.span(v);
  return surface.at(Math.max(left, Math.min(right, u)), v);
}

/** A closed figure given in (u, v), bent onto the surface. */
export function figure(surface: Surface, points: readonly Point[], look: Look): string {
  return path(polyline(points.map(([u, v]) => spot(surface, u, v)), { closed: true }), look);
}

/** A ring of colour from `top` to `bottom` (v). */
export function belt(
  surface: Surface,
  [top, bottom]: Point,
  fill: string,
  look: Look = {},
): string {
  return path(
    polyline([...across(surface, top), ...across(surface, bottom).reverse()], { closed: true }),
    {
      fill,
      ...look,
    },
  );
}

/** A scratched or brushed line all the way round at `v`. */
export function ring(surface: Surface, v: number, look: Look): string {
  return path(polyline(across(surface, v)), { fill: "none", ...look });
}

/** A line round the pot that swings `times` in a whole turn between two heights. */
export function swing(
  surface: Surface,
  { top, bottom, times, soft = false }: {
    top: number;
    bottom: number;
    times: number;
    soft?: boolean;
  },
  look: Look,
): string {
  const [left, right] = surface.span((top + bottom) / 2);
  const step = Math.PI / times;
  const first = Math.floor(left / step) - 1;
  const count = Math.ceil((right - left) / step) + 3;
  const points = Array.from(
    { length: count },
    (_, i) => spot(surface, (first + i) * step, (first + i) % 2 ? bottom : top),
  );
  return path(soft ? curve(points) : polyline(points), {
    fill: "none",
    "stroke-linejoin": "round",
    ...look,
  });
}

/** The same small figure repeated round the pot; points are in (u, v) about its middle. */
export function frieze(
  surface: Surface,
  { v, times, shape }: { v: number; times: number; shape: readonly Point[] },
  look: Look,
): string {
  const [left, right] = surface.span(v);
  const step = 2 * Math.PI / times;
  const first = Math.ceil((left + step * 0.2) / step);
  const last = Math.floor((right - step * 0.2) / step);
  const shapes = Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, i) =>
      polyline(shape.map(([du, dv]) => spot(surface, (first + i) * step + du, v + dv)), {
        closed: true,
      }),
  );
  return path(shapes.join(""), look);
}

/** Flecks of iron or glaze, small and uneven. */
export function speckle(
  surface: Surface,
  { count, colour, size, seed, from = 0, to = 1 }: {
    count: number;
    colour: string;
    size: number;
    seed: string;
    from?: number;
    to?: number;
  },
): string {
  const random = randomFrom(seed);
  const flecks = Array.from({ length: count }, () => {
    const v = from + (to - from) * random();
    const [left, right] = surface.span(v);
    const [cx, cy] = surface.at(left + (right - left) * (0.06 + 0.88 * random()), v);
    const r = size * (0.35 + random() ** 3 * 1.2);
    return tag("ellipse", { cx, cy, rx: r, ry: r * 0.85 });
  });
  return tag("g", { fill: colour, opacity: 0.75 }, flecks.join(""));
}

function across(surface: Surface, v: number): Point[] {
  const [left, right] = surface.span(v);
  return Array.from({ length: 41 }, (_, i) => surface.at(left + (right - left) * i / 40, v));
}
