import { z } from "zod";
import { errors } from "@/lib/i18n/en/errors.ts";
import { MAX_QUANTITY } from "./cart.ts";
import { normalizeCode } from "./code.ts";
import { MAX_NOTE } from "./note.ts";

const quantity = z.string().regex(/^\d{1,9}$/).transform(Number)
  .pipe(z.number().min(1).max(MAX_QUANTITY));
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(120);
const option = z.string().max(200).optional();

/** Puts something into the cart: a variant by its id, or a product by its slug and chosen options. */
export const AddToCart = z.union([
  z.object({ variant: z.uuid(), quantity, price: z.string().regex(/^\d{1,12}$/).optional() }),
  z.object({ product: slug, o0: option, o1: option, o2: option, quantity }),
]);

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The cart as a form: how many of each line (`q.{id}`, beside what it was, `was.{id}`, so that only
 * what was changed here is changed), a line to take away, the note, the area, and what comes next.
 */
export const CartForm = z.looseObject({
  intent: z.enum(["update", "checkout", "share"]).catch("update"),
  takeOut: z.string().regex(id).optional().catch(undefined),
  note: z.string().max(MAX_NOTE, errors.noteLong).default(""),
  area: z.string().max(120).default(""),
  /** Left out by forms that do not ask for it: then it stays. */
  discount: z.string().max(40, errors.tooLong).overwrite(normalizeCode).optional(),
}).transform(({ intent, takeOut, note, area, discount, ...fields }) => ({
  intent,
  takeOut,
  note: note.trim(),
  area,
  discount,
  quantities: readQuantities(fields),
}));

export interface TypedQuantity {
  variantId: string;
  /** Null when it is no number from 1 to 999. */
  quantity: number | null;
}

/** Those that were changed. */
function readQuantities(fields: Record<string, unknown>): TypedQuantity[] {
  return Object.keys(fields)
    .filter((name) => name.startsWith("q.") && id.test(name.slice(2)))
    .filter((name) => fields[name] !== fields[`was.${name.slice(2)}`])
    .map((name) => ({
      variantId: name.slice(2),
      quantity: quantity.safeParse(fields[name]).data ?? null,
    }));
}
