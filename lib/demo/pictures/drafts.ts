import type { Draft } from "./weave.ts";

/** Rings of colour: [first row, last row, colour], over a ground. */
export function bands(
  ground: string,
  rings: readonly (readonly [number, number, string])[],
): Draft {
  return (row) => rings.find(([from, to]) => row >= from && row <= to)?.[2] ?? ground;
}

export interface Figure {
  /** The row that the figure hangs from. */
  top: number;
  rows: number;
  /** How often it comes round the whole turn. */
  times: number;
  colour: string;
  /** Rows of thread in a line. */
  line?: number;
}

/** A line that goes up and down. */
export function zigzag(under: Draft, { top, rows, times, colour, line = 2 }: Figure): Draft {
  return (row, turn) => {
    const depth = (row - top) - wave(turn * times) * (rows - line);
    return depth >= 0 && depth < line ? colour : under(row, turn);
  };
}

/** A row of mountains, points up. */
export function peaks(under: Draft, { top, rows, times, colour }: Figure): Draft {
  return (row, turn) => {
    const inside = row >= top && row < top + rows;
    return inside && (row - top + 0.5) / rows > wave(turn * times) ? colour : under(row, turn);
  };
}

/** A row of lozenges, touching at their sides. */
export function lozenges(under: Draft, { top, rows, times, colour, line }: Figure): Draft {
  return (row, turn) => {
    const height = Math.abs((row - top + 0.5) / rows * 2 - 1);
    const reach = height + 1 - wave(turn * times);
    const hollow = line ? 1 - (line * 2) / rows : 0;
    const inside = row >= top && row < top + rows && reach <= 1 && reach >= hollow;
    return inside ? colour : under(row, turn);
  };
}

/** Upright blocks, every other one in the colour. */
export function blocks(under: Draft, { top, rows, times, colour }: Figure): Draft {
  return (row, turn) => {
    const inside = row >= top && row < top + rows;
    return inside && (turn * times) % 1 < 0.5 ? colour : under(row, turn);
  };
}

/** 0 at whole turns, 1 half way between. */
function wave(turns: number): number {
  return 1 - Math.abs((((turns % 1) + 1) % 1) * 2 - 1);
}
