import { z } from "zod";
import type { Currency } from "@/lib/money.ts";
import { priceField } from "@/lib/price_field.ts";
import { splitValues } from "./merchant_variants.ts";

const MAX_TAGS = 30;

/** "Gift, New" as the words "gift" and "new". */
export const tagList = z.string().transform((text, ctx) => {
  const tags = splitValues(text).map((tag) => tag.toLowerCase());
  const message = tags.length > MAX_TAGS
    ? `Use at most ${MAX_TAGS} tags.`
    : "Keep each tag under 40 letters.";
  if (tags.length <= MAX_TAGS && tags.every((tag) => tag.length <= 40)) return tags;
  ctx.issues.push({ code: "custom", message, input: text });
  return z.NEVER;
});

/** Centimetres as typed, "32.5", in whole millimetres. */
export const side = z.string().trim().regex(
  /^(\d{1,4}([.,]\d)?)?$/,
  "Write centimetres, such as 32.5.",
)
  .transform((text) => text === "" ? null : Math.round(Number(text.replace(",", ".")) * 10))
  .refine((mm) => mm !== 0, "Write centimetres, such as 32.5.");

/** A whole number from 1 up to this; null when it is left empty. */
export const upTo = (max: number) =>
  z.string().trim().transform((text) => text === "" ? null : Number(text))
    .refine((count) => count === null || (Number.isInteger(count) && count >= 1 && count <= max), {
      error: `Write a whole number from 1 to ${max.toLocaleString("en")}, or leave it empty.`,
    });

/** A SKU or barcode; null when it is left empty. */
export const code = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} letters.`).transform((text) => text || null);

/** An amount, or null where nothing is typed. */
export function optionalAmount(currency: Currency) {
  return z.string().trim().transform((text) => text || null).pipe(priceField(currency).nullable());
}
