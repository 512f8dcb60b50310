import type { Ink } from "./svg.ts";

/** One product as it stands before the painter. */
export interface Still {
  /** Colour of the wall; each variant may ask for its own. */
  wall: string | ((colour: string | undefined) => string);
  /** Seen from above or hanging: no table. */
  flat?: boolean;
  /** How far we look down: low things on a table leave too much wall above them. */
  lift?: number;
  /** The thing itself, in the variant's colour if it comes in several. */
  draw: (ink: Ink, colour: string | undefined) => string;
  /** Middle and magnification of the close-up. */
  close: readonly [x: number, y: number, zoom: number];
}

export type Stills = Readonly<Record<string, Still>>;

/** Looks the variant's colours up; the first entry stands for the product as a whole. */
export function chosen<T>(table: Readonly<Record<string, T>>, colour: string | undefined): T {
  const found = (colour !== undefined && table[colour]) || Object.values(table)[0];
  if (found === undefined) throw new Error("A table of colours is empty");
  return found;
}
