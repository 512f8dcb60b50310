import { darken, lighten } from "../colour.ts";
import { soft } from "../scene.ts";
import type { Surface } from "../surface.ts";
import { group, type Ink, path, type Point, polyline } from "../svg.ts";
import { type Draft, weave } from "../weave.ts";

export interface Rug {
  draft: Draft;
  fringe: string;
  rows: number;
  columns: number;
  box: readonly [left: number, top: number, right: number, bottom: number];
  turn?: number;
  seed: string;
}

/** A flat-woven rug seen from above, its warp knotted at both ends. */
export function rug(ink: Ink, { draft, fringe, rows, columns, box, turn = 0, seed }: Rug): string {
  const [left, top, right, bottom] = box;
  const flat: Surface = {
    at: (
      u,
      v,
    ): Point => [left + (right - left) * (u / (2 * Math.PI) + 0.5), top + (bottom - top) * v],
    span: () => [-Math.PI, Math.PI],
    normal: () => [0, 0, 1],
    length: bottom - top,
    outline: [[left, top], [right, top], [right, bottom], [left, bottom]],
  };
  const d = polyline(flat.outline, { closed: true });
  const light = ink.linear([[0, "#FFF8EA", 0.22], [0.5, "#FFF8EA", 0], [1, "#1A0C06", 0.24]], {
    x2: 0.9,
    y2: 1,
  });
  const body = knots(box, fringe) + weave(flat, { rows, columns, draft, seed, lean: 0.18 }) +
    path(d, { fill: light });
  const place = { transform: `rotate(${turn} 600 600)` };
  return group(group(soft(d, 0.24, 44), place), { transform: "translate(16 22)" }) +
    group(body, place);
}

function knots([left, top, right, bottom]: Rug["box"], fringe: string): string {
  const count = Math.round((right - left) / 17);
  const lines = Array.from({ length: count }, (_, i) => {
    const x = left + (right - left) * (i + 0.5) / count;
    const sway = ((i * 7) % 5 - 2) * 2;
    return `M${x} ${bottom - 4}q${sway} 26 ${sway * 0.6} ${46 + (i * 3) % 7}M${x} ${
      top + 4
    }q${-sway} -26 ${-sway * 0.6} ${-46 - (i * 5) % 7}`;
  }).join("");
  const line = { fill: "none", "stroke-linecap": "round" };
  return path(lines, { ...line, stroke: darken(fringe, 0.4), "stroke-width": 8 }) +
    path(lines, { ...line, stroke: lighten(fringe, 0.1), "stroke-width": 5 });
}
