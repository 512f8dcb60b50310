import { createHash } from "node:crypto";

/** Chance that is the same again for the same seed and the same question, in whatever order they are asked. */
export interface Dice {
  chance(question: string, probability: number): boolean;
  /** A whole number, both ends included. */
  between(question: string, least: number, most: number): number;
  pick<Item>(question: string, items: readonly Item[]): Item;
}

export function createDice(seed: string): Dice {
  /** From 0 to below 1. */
  const roll = (question: string) =>
    createHash("sha256").update(`${seed} ${question}`).digest().readUInt32BE() / 2 ** 32;
  const between = (question: string, least: number, most: number) =>
    least + Math.floor(roll(question) * (most - least + 1));
  return {
    chance: (question, probability) => roll(question) < probability,
    between,
    pick: (question, items) => items[between(question, 0, items.length - 1)]!,
  };
}
