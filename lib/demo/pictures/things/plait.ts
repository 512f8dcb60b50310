import { darken, lighten } from "../colour.ts";
import { randomFrom } from "../random.ts";
import { path, type Point, polyline } from "../svg.ts";
import type { Surface } from "../surface.ts";

export interface Plait {
  rows: number;
  columns: number;
  /** Colour of the strip at this crossing. */
  strip: (row: number, column: number) => string;
  seed: string;
}

/** Broad palm strips that cross on the slant, over one and under one. */
export function plait(surface: Surface, { rows, columns, strip, seed }: Plait): string {
  const random = randomFrom(seed);
  const turn = 2 * Math.PI / columns;
  const cells: string[] = [];
  for (let row = -1; row <= rows; row++) {
    for (let column = 0; column < columns; column++) {
      const u = (column + (row & 1) / 2) * turn - Math.PI;
      const [left, right] = surface.span(Math.max(0, Math.min(1, (row + 0.5) / rows)));
      if (u < left - turn || u > right + turn) continue;
      const over = row % 2 === 0;
      const colour = strip(row, column);
      const tone = over ? lighten(colour, 0.08 * random()) : darken(colour, 0.1 + 0.08 * random());
      const put = (across: number, down: number): Point =>
        surface.at(
          Math.max(left, Math.min(right, u + across * turn)),
          Math.max(0, Math.min(1, (row + 0.5 + down) / rows)),
        );
      const d = polyline([put(-0.5, 0), put(0, -1), put(0.5, 0), put(0, 1)], { closed: true });
      const fibre = over
        ? polyline([put(-0.34, 0.1), put(0.1, -0.72)]) +
          polyline([put(-0.12, 0.56), put(0.34, -0.3)])
        : polyline([put(-0.1, -0.7), put(0.36, 0.12)]) +
          polyline([put(-0.34, -0.2), put(0.1, 0.66)]);
      cells.push(
        path(d, { fill: tone, stroke: darken(colour, 0.5), "stroke-width": 2.2 }) +
          path(fibre, {
            fill: "none",
            stroke: darken(colour, 0.4),
            "stroke-width": 1.4,
            opacity: 0.4,
          }),
      );
    }
  }
  return cells.join("");
}
