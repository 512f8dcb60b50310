import type { FormErrors } from "@/lib/http/mod.ts";
import type { GoodsLine } from "./merchant_goods.ts";

/** The field that asks how many of a bought line. */
export function quantityField(itemId: string): string {
  return `quantity-${itemId}`;
}

/**
 * How many of each line a form names, at most as many as `left`, and one at least; messages go to
 * `errors`. `what` ends the sentence "There are 2 ...".
 */
export function readQuantities(
  fields: Record<string, string>,
  left: GoodsLine[],
  errors: FormErrors,
  what: string,
): GoodsLine[] {
  const lines = left.flatMap(({ itemId, quantity }): GoodsLine[] => {
    const name = quantityField(itemId);
    const typed = (fields[name] ?? "").trim();
    if (!/^\d{0,3}$/.test(typed)) errors[name] = "Write a whole number.";
    else if (Number(typed) > quantity) errors[name] = `There are ${quantity} ${what}.`;
    else if (Number(typed) > 0) return [{ itemId, quantity: Number(typed) }];
    return [];
  });
  if (lines.length === 0 && Object.keys(errors).length === 0) errors[""] = "Say how many of what.";
  return lines;
}
