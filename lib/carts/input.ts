import { z } from "zod";
import { MAX_QUANTITY } from "./cart.ts";

const quantity = z.string().regex(/^\d{1,9}$/).transform(Number)
  .pipe(z.number().min(1).max(MAX_QUANTITY));
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(120);
const option = z.string().max(200).optional();

/** Puts something into the cart: a variant by its id, or a product by its slug and chosen options. */
export const AddToCart = z.union([
  z.object({ variant: z.uuid(), quantity }),
  z.object({ product: slug, o0: option, o1: option, o2: option, quantity }),
]);

/** Changes one line. `remove` is the button beside the quantity. */
export const ChangeLine = z.union([
  z.object({ remove: z.literal("1") }).transform(() => ({ quantity: 0 })),
  z.object({ quantity }),
]);
