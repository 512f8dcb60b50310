import type { LedgerEntry } from "./entries.ts";

/** How a transfer changes what the shop has: "+", "-", or "" for what only changed its place. */
export type Sign = "+" | "-" | "";

/** What moved, in words, of the books that it moved between. */
const MOVES: Record<string, [string, Sign]> = {
  "buyer>gateway": ["Came in", "+"],
  "buyer>hand": ["Came by hand", "+"],
  "gateway>fees": ["Fee", "-"],
  "gateway>returning": ["Set aside for a refund", ""],
  "returning>buyer": ["Went back", "-"],
  "returning>gateway": ["Refund failed, kept", ""],
  "hand>buyer": ["Given back by hand", "-"],
  "gateway>buyer": ["Went back after all", "-"],
  "gateway>disputed": ["Held back for a dispute", "-"],
  "disputed>gateway": ["Dispute won", "+"],
  "disputed>buyer": ["Dispute lost", ""],
};

export function moveWords({ from, to, kind }: Pick<LedgerEntry, "from" | "to" | "kind">): string {
  return MOVES[`${from}>${to}`]?.[0] ?? kind;
}

export function signOf({ from, to }: Pick<LedgerEntry, "from" | "to">): Sign {
  return MOVES[`${from}>${to}`]?.[1] ?? "";
}
