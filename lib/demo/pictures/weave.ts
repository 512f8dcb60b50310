import { darken, lighten, mix } from "./colour.ts";
import { randomFrom } from "./random.ts";
import { path, type Point, polyline } from "./svg.ts";
import type { Surface } from "./surface.ts";

/** Colour of the stitch in this row (from the lip) and this part of the turn (0 to 1). */
export type Draft = (row: number, turn: number) => string;

export interface Weave {
  rows: number;
  /** Stitches around the whole ring, seen and unseen; a flat coil has more in its outer rows. */
  columns: number | ((row: number) => number);
  draft: Draft;
  seed: string;
  /** How far a stitch leans, in rows; twined baskets lean, coiled ones stand. */
  lean?: number;
}

/** Covers a turned surface with stitches, each a little different from its neighbour, as hand dye is. */
export function weave(surface: Surface, weave: Weave): string {
  const { rows, draft } = weave;
  const random = randomFrom(weave.seed);
  const grounds: string[] = [];
  const threads = new Map<string, string[]>();
  // From the foot up: where a shoulder turns away, the nearer row covers the farther one.
  for (let row = rows - 1; row >= 0; row--) {
    const columns = columnsIn(weave, row);
    for (let column = 0; column < columns; column++) {
      const shape = stitch(surface, weave, { row, column, columns });
      if (!shape) continue;
      const colour = draft(row, turnOf(row, column, columns));
      add(threads, handDyed(colour, random()), polyline(shape, { closed: true }));
    }
    grounds.push(...ground(surface, weave, row));
  }
  return grounds.join("") +
    [...threads].map(([fill, shapes]) => path(shapes.join(""), { fill })).join("");
}

/** One leaf-shaped bulge of thread, wider in its middle. */
function stitch(
  surface: Surface,
  { rows, lean = 0.5 }: Weave,
  { row, column, columns }: { row: number; column: number; columns: number },
): Point[] | undefined {
  const turn = 2 * Math.PI / columns;
  const u = turnOf(row, column, columns) * 2 * Math.PI - Math.PI;
  const v = (row + 0.5) / rows;
  const [left, right] = surface.span(v);
  if (u < left - turn / 2 || u > right + turn / 2) return undefined;
  const spot = (across: number, down: number): Point =>
    surface.at(
      Math.max(left, Math.min(right, u + across * turn)),
      v + (down + across * lean) / rows,
    );
  return [
    spot(-0.52, 0.02),
    spot(-0.3, -0.36),
    spot(0.26, -0.42),
    spot(0.52, -0.02),
    spot(0.3, 0.36),
    spot(-0.26, 0.42),
  ];
}

/** The dark between the threads of a row, in the colours of the row. */
function ground(surface: Surface, weave: Weave, row: number): string[] {
  const { rows, draft } = weave;
  const columns = columnsIn(weave, row);
  const turn = 2 * Math.PI / columns;
  const [left, right] = surface.span((row + 0.5) / rows);
  const runs: { colour: string; from: number; to: number }[] = [];
  for (let column = 0; column < columns; column++) {
    const from = Math.max(left, turnOf(row, column - 0.5, columns) * 2 * Math.PI - Math.PI);
    const to = Math.min(right, from + turn);
    if (to <= from) continue;
    const colour = draft(row, turnOf(row, column, columns));
    const last = runs.at(-1);
    if (last?.colour === colour) last.to = to;
    else runs.push({ colour, from, to });
  }
  return runs.map(({ colour, from, to }) => {
    const steps = Math.max(2, Math.ceil((to - from) / 0.12));
    const edge = (v: number) =>
      Array.from({ length: steps + 1 }, (_, i) => surface.at(from + (to - from) * i / steps, v));
    const shape = [...edge((row - 0.15) / rows), ...edge((row + 1.15) / rows).reverse()];
    return path(polyline(shape, { closed: true }), { fill: darken(colour, 0.38) });
  });
}

function columnsIn({ columns }: Weave, row: number): number {
  return typeof columns === "number" ? columns : columns(row);
}

/** Every other row is set half a stitch on, as bricks are. */
function turnOf(row: number, column: number, columns: number): number {
  return (column + (row % 2) / 2) / columns;
}

function handDyed(colour: string, chance: number): string {
  if (chance < 0.3) return darken(colour, 0.06);
  if (chance > 0.72) return lighten(colour, 0.07);
  return chance > 0.55 ? mix(colour, "#C98A2E", 0.07) : colour;
}

function add(groups: Map<string, string[]>, key: string, d: string): void {
  const lines = groups.get(key);
  if (lines) lines.push(d);
  else groups.set(key, [d]);
}
