import { outlineOf, type Surface } from "../surface.ts";

const HALF = Math.PI / 2;

/** A stuffed cushion seen from the front; `u` runs from -π/2 to π/2 so that friezes repeat as on a pot. */
export function cushionSurface({ x = 600, y = 640, width = 760, height = 740 } = {}): Surface {
  const at = (u: number, v: number): [number, number] => {
    const [a, b] = [u / HALF, 2 * v - 1];
    const pinch = 0.075;
    return [
      x + width / 2 * a * (1 - pinch * (1 - b * b)),
      y + height / 2 * b * (1 - pinch * (1 - a * a)),
    ];
  };
  const span = () => [-HALF, HALF] as const;
  const normal = (u: number, v: number) => {
    const [a, b] = [u / HALF, 2 * v - 1];
    const swell = 0.42;
    return unit(4 * swell * a ** 3 * (1 - b ** 4), 4 * swell * b ** 3 * (1 - a ** 4), 1.2);
  };
  return { at, span, normal, length: height, outline: outlineOf({ at, span }) };
}

export interface Hang {
  x?: number;
  top: number;
  bottom: number;
  width: number;
  /** How many folds, and how deep (0 is a board). */
  pleats: number;
  depth: number;
  /** How much wider the hem is than the top. */
  flare?: number;
}

/** A cloth that hangs in soft folds. */
export function hangingSurface(
  { x = 600, top, bottom, width, pleats, depth, flare = 0.04 }: Hang,
): Surface {
  const fold = (u: number) =>
    Math.sin(u * pleats * 2 + 0.6) + 0.35 * Math.sin(u * pleats * 3.1 + 2);
  const at = (u: number, v: number): [number, number] => [
    x + width / 2 * (u / HALF) * (1 + flare * v) + depth * 7 * Math.cos(u * pleats * 2 + 0.6) * v,
    top + (bottom - top) * v + depth * 12 * v * fold(u),
  ];
  const span = () => [-HALF, HALF] as const;
  const normal = (u: number, v: number) => {
    const lean = depth * (0.35 + 0.65 * v);
    const bend = Math.cos(u * pleats * 2 + 0.6) + 0.5 * Math.cos(u * pleats * 3.1 + 2);
    return unit(-bend * lean, -0.05, 1);
  };
  return { at, span, normal, length: bottom - top, outline: outlineOf({ at, span }) };
}

function unit(x: number, y: number, z: number): readonly [number, number, number] {
  const size = Math.hypot(x, y, z);
  return [x / size, y / size, z / size];
}
