import { ENGLISH_NUMBERS, type NumberStyle } from "@/lib/money.ts";

/** How a page writes prices, as its islands are told. */
export interface PriceStyle extends NumberStyle {
  /** Read out before the price that was. */
  was: string;
}

export const ENGLISH_PRICES: PriceStyle = { ...ENGLISH_NUMBERS, was: "was" };
