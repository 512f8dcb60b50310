import { darken } from "../colour.ts";
import { rope } from "../rope.ts";
import { soft } from "../scene.ts";
import type { Surface } from "../surface.ts";
import { ellipse, group, type Ink, type Point, polyline } from "../svg.ts";
import { type Draft, weave } from "../weave.ts";

export interface Tray {
  at: Point;
  radius: number;
  rows: number;
  draft: Draft;
  rim: readonly string[];
  /** Stitches of one rim colour before the next. */
  run?: number;
  seed: string;
}

/** A coiled tray hung flat on the wall, with light in its shallow bowl. */
export function tray(ink: Ink, { at, radius, rows, draft, rim, run = 5, seed }: Tray): string {
  const disc = discSurface(at, radius);
  const rope_ = Math.max(12, radius * 0.05);
  const edge = circle(at, radius + rope_ * 0.2);
  const columns = (row: number) => Math.max(8, 4 * Math.round((row + 0.7) * 1.75));
  return group(soft(polyline(edge, { closed: true }), 0.2, radius * 0.16), {
    transform: `translate(${radius * 0.11} ${radius * 0.13})`,
  }) +
    ellipse(at, [radius, radius], { fill: darken(draft(rows - 1, 0), 0.4) }) +
    weave(disc, { rows, columns, draft, seed, lean: 0.35 }) +
    bowl(ink, at, radius) +
    rope(edge, { width: rope_, colours: rim, run, closed: true, pitch: rope_ * 0.5 }) +
    ellipse([at[0] - rope_ * 0.12, at[1] - rope_ * 0.15], [
      radius + rope_ * 0.2,
      radius + rope_ * 0.2,
    ], {
      fill: "none",
      stroke: "#FFF8EA",
      "stroke-width": rope_ * 0.25,
      opacity: 0.3,
    });
}

/** Inside a dish the side under the window lies in shade and the far side is lit. */
function bowl(ink: Ink, at: Point, radius: number): string {
  const shade = ink.radial([[0, "#1A0C06", 0], [0.62, "#1A0C06", 0.03], [0.86, "#1A0C06", 0.2], [
    1,
    "#1A0C06",
    0.46,
  ]], {
    cx: 0.6,
    cy: 0.62,
    r: 0.66,
  });
  const sun = ink.linear([[0, "#FFF8EA", 0.18], [0.45, "#FFF8EA", 0.06], [1, "#1A0C06", 0.14]], {
    x2: 0.8,
    y2: 1,
  });
  const edge = ink.radial([[0, "#FFF8EA", 0], [0.8, "#FFF8EA", 0], [1, "#FFF8EA", 0.28]], {
    cx: 0.42,
    cy: 0.4,
    r: 0.62,
  });
  return [sun, shade, edge].map((fill) => ellipse(at, [radius, radius], { fill })).join("");
}

function discSurface(at: Point, radius: number): Surface {
  // Past a whole turn, so that no stitch is cut where the coil closes.
  const span = () => [-4, 4] as const;
  const put = (u: number, v: number): Point => [
    at[0] + radius * v * Math.sin(u),
    at[1] - radius * v * Math.cos(u),
  ];
  return { at: put, span, normal: () => [0, 0, 1], length: radius, outline: circle(at, radius) };
}

export function circle([x, y]: Point, radius: number): Point[] {
  return Array.from({ length: 120 }, (_, i) => {
    const angle = i * Math.PI / 60;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}
