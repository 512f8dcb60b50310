import { hash } from "node:crypto";

/** Registers of a sketch, as the table `traffic_visitors` has them. */
const REGISTERS = 1024;

/**
 * A sketch of who came (HyperLogLog): of each visitor it may remember one number below 40, which
 * thousands of others would have left as well. It tells how many there were and not who.
 */
export class VisitorSketch {
  /** The highest rank seen, by index; what is absent is 0. */
  readonly ranks = new Map<number, number>();

  /** Takes a visitor in; the same one again changes nothing. */
  add({ index, rank }: Mark): void {
    if (rank > (this.ranks.get(index) ?? 0)) this.ranks.set(index, rank);
  }

  /** Takes in all that another has. */
  merge(other: VisitorSketch): void {
    for (const [index, rank] of other.ranks) this.add({ index, rank });
  }
}

/** What a sketch may keep of one visitor. */
export interface Mark {
  index: number;
  rank: number;
}

/** What is known of a visitor while they are answered, and never written down. */
export interface Visitor {
  storeId: string;
  ip: string | null;
  userAgent: string;
}

/** The mark of a visitor of one shop on the day of this salt. Another shop or day gives another. */
export function markOf({ storeId, ip, userAgent }: Visitor, salt: string): Mark {
  // An address has no space in it, nor has an id: nothing else reads the same. In hex, as that takes
  // an eighth of the time that bytes do.
  const digest = hash("sha256", `${salt} ${storeId} ${ip} ${userAgent}`, "hex");
  const index = parseInt(digest.slice(0, 4), 16) % REGISTERS;
  // 32 bits beyond the index: zeros at their front, and one.
  const rank = Math.clz32(parseInt(digest.slice(4, 12), 16)) + 1;
  return { index, rank };
}
