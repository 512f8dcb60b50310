import { type Cart, type CartLine, EMPTY_CART, MAX_LINES, MAX_QUANTITY } from "./cart.ts";

/*
 * A cart as a cookie: "1.<time>.<id><quantity>_<price>.<id><quantity>", numbers in base 36, ids as 32
 * hex digits, the price of one where it is known. Bytes in base64 would be a quarter shorter, but cost
 * every phone more code than they save. Fifty lines are 2.2 kB, well inside what browsers keep.
 */
const LINE = /^([\da-f]{32})([\da-z]{1,2})(?:_([\da-z]{1,9}))?$/;
const ID = /(.{8})(.{4})(.{4})(.{4})/;

export function encodeCart({ lines, changedAt }: Cart): string {
  const parts = lines.map(({ variantId, quantity, priceMinor }) =>
    variantId.replaceAll("-", "") + quantity.toString(36) +
    (priceMinor === undefined ? "" : `_${priceMinor.toString(36)}`)
  );
  return ["1", changedAt.toString(36), ...parts].join(".");
}

/** The cart of a cookie; whatever is not one is an empty cart, whatever is no line is left out. */
export function decodeCart(text: string | null | undefined): Cart {
  const [version, time = "", ...parts] = (text ?? "").split(".");
  const changedAt = parseInt(time, 36);
  if (version !== "1" || !(changedAt >= 0 && changedAt < 2 ** 48)) return EMPTY_CART;
  const lines = new Map<string, CartLine>();
  for (const part of parts.slice(0, MAX_LINES)) {
    const [, id = "", count = "", price] = LINE.exec(part) ?? [];
    const variantId = id.replace(ID, "$1-$2-$3-$4-");
    const quantity = parseInt(count, 36);
    const seen = price ? { priceMinor: parseInt(price, 36) } : null;
    if (quantity >= 1 && quantity <= MAX_QUANTITY) {
      lines.set(variantId, { variantId, quantity, ...seen });
    }
  }
  return { lines: [...lines.values()], changedAt };
}
