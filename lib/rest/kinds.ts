import { z } from "zod";
import { MAX_MINOR } from "@/lib/money.ts";

/** Kinds of fields, the same in everything that the API says. */
export const id = z.uuid();
export const moment = z.iso.datetime().describe("ISO 8601, in UTC.");
export const minor = z.int().min(-MAX_MINOR).max(MAX_MINOR)
  .describe("An amount in the smallest unit of its currency: 1 KES is 100.");
export const currency = z.string().length(3).describe("ISO 4217");
export const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "Write it as +254712345678.")
  .describe("E.164: +254712345678");

/** An amount that somebody is asked for. */
export const price = z.int().min(0).max(MAX_MINOR)
  .describe("In the smallest unit of the store's currency.");

/** Text without the character that a database keeps none of. */
export const text = (max: number, min = 0) =>
  z.string().trim().min(min).max(max).regex(/^[^\0]*$/, "It has a character that cannot be kept.");

/** Moments in one form, wherever in an answer they stand: as columns and in JSON the database writes two. */
export function sameMoments(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value),
    (key, inner) =>
      // Whatever else ends like that, such as a header of somebody's answer, is left as it is.
      key.endsWith("_at") && typeof inner === "string" && !Number.isNaN(Date.parse(inner))
        ? new Date(inner).toISOString()
        : inner,
  );
}
