import type { DemoPicture, DemoVariant } from "./types.ts";

interface Facts {
  /** Whole shillings, as are `was` and `cost`. */
  price: number;
  was?: number;
  cost: number;
  grams: number;
  stock: number;
  lowAt?: number;
}

/** A variant from what a shopkeeper would write on its card. */
export function variant(sku: string, values: readonly string[], facts: Facts): DemoVariant {
  const { price, was, cost, grams, stock, lowAt = 3 } = facts;
  return {
    sku,
    values,
    priceMinor: price * 100,
    ...(was !== undefined && { compareAtMinor: was * 100 }),
    costMinor: cost * 100,
    weightGrams: grams,
    stock,
    lowStockAt: lowAt,
  };
}

export function whole(alt: string, colour?: string): DemoPicture {
  return colour === undefined ? { crop: "whole", alt } : { crop: "whole", alt, colour };
}

export function close(alt: string): DemoPicture {
  return { crop: "close", alt };
}
