import { darken } from "../colour.ts";
import { strap, tab } from "../leather.ts";
import { rope } from "../rope.ts";
import type { Lathe } from "../surface.ts";
import { group, type Point } from "../svg.ts";

export interface Handle {
  colour: string;
  width: number;
  /** How high it rises over the rim. */
  rise: number;
  /** Angle from the front at which it is fixed, in radians. */
  spread: number;
}

/** Two riveted leather handles: the far one goes in `within`, the near one in `upon`. */
export function leatherHandles({ colour, width, rise, spread }: Handle) {
  const far = (body: Lathe) => {
    const [a, b] = [body.at(-spread, 0), body.at(spread, 0)];
    const up = body.squash * body.top.radius * Math.cos(spread) * 2;
    const inner: Point[] = [[a[0] + 10, a[1] - up + 24], [b[0] - 10, b[1] - up + 24]];
    return strap(arch(inner, rise + 6, 0.9), { colour: darken(colour, 0.3), width: width * 0.86 });
  };
  const near = (body: Lathe) => {
    const [a, b] = [body.at(-spread, 0.045), body.at(spread, 0.045)];
    const drop = width * 2.5;
    return strap(arch([a, b], rise, 1), { colour, width }) +
      tab([a[0], a[1] - 4], { colour, width: width * 1.12, drop }) +
      tab([b[0], b[1] - 4], { colour, width: width * 1.12, drop });
  };
  return { within: far, upon: near };
}

/** Two handles of wrapped sisal. */
export function ropeHandles({ colour, width, rise, spread }: Handle) {
  const draw = (points: readonly Point[], colours: string[]) =>
    rope(archPoints(points, rise, 1), { width, colours, pitch: width * 0.55 });
  const far = (body: Lathe) => {
    const [a, b] = [body.at(-spread, 0), body.at(spread, 0)];
    const up = body.squash * body.top.radius * Math.cos(spread) * 2;
    return draw([[a[0], a[1] - up + 10], [b[0], b[1] - up + 10]], [
      darken(colour, 0.32),
      darken(colour, 0.42),
    ]);
  };
  const near = (body: Lathe) =>
    group(draw([body.at(-spread, 0.03), body.at(spread, 0.03)], [colour, darken(colour, 0.08)]));
  return { within: far, upon: near };
}

function arch([a, b]: readonly Point[], rise: number, lean: number): string {
  if (!a || !b) return "";
  const top = Math.min(a[1], b[1]) - rise * 1.32;
  const pull = (b[0] - a[0]) * 0.06 * lean;
  return `M${a[0]} ${a[1]}C${a[0] - pull} ${top} ${b[0] + pull} ${top} ${b[0]} ${b[1]}`;
}

function archPoints([a, b]: readonly Point[], rise: number, lean: number): Point[] {
  if (!a || !b) return [];
  const top = Math.min(a[1], b[1]) - rise * 1.32;
  const pull = (b[0] - a[0]) * 0.06 * lean;
  const bezier = (p: number, q: number, r: number, s: number, t: number) =>
    (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s;
  return Array.from({ length: 61 }, (_, i): Point => [
    bezier(a[0], a[0] - pull, b[0] + pull, b[0], i / 60),
    bezier(a[1], top, top, b[1], i / 60),
  ]);
}
