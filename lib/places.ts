/** Something that goes to another place of a list, counted from 1. */
export interface Move {
  id: string;
  place: number;
}

/**
 * Reads places typed beside the things of a list: `place.{id}`, with what it was in `was.{id}`. Only
 * those that changed; what is no number is as if it were left alone.
 */
export function readMoves(fields: Record<string, string | string[]>): Move[] {
  return Object.keys(fields).filter((name) => /^place\.[0-9a-f-]{36}$/.test(name))
    .map((name) => ({ id: name.slice("place.".length), typed: String(fields[name]).trim() }))
    .filter(({ id, typed }) => /^[1-9]\d{0,5}$/.test(typed) && typed !== fields[`was.${id}`])
    .map(({ id, typed }) => ({ id, place: Number(typed) }));
}
