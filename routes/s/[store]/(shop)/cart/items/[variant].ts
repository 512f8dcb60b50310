import { type Handlers, HttpError } from "$fresh/server.ts";
import { ChangeLine } from "@/lib/carts/input.ts";
import { cartCookie, quantityOf, setQuantity } from "@/lib/carts/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  async POST(req, ctx) {
    const { base, root, cart } = ctx.state;
    const variantId = ctx.params.variant!.toLowerCase();
    const form = await readForm(req, ChangeLine);
    if (!form.ok && form.status !== 422) throw new HttpError(form.status, form.errors[""]);
    if (!form.ok) return seeOther(`${base}/cart?problem=quantity`);

    const before = quantityOf(cart, variantId);
    if (before === 0) return seeOther(`${base}/cart`);
    const { quantity } = form.value;
    const removed = quantity === 0 ? `?removed=${variantId}&quantity=${before}` : "";
    return seeOther(`${base}/cart${removed}`, {
      "set-cookie": cartCookie(setQuantity(cart, variantId, quantity), root),
    });
  },
};
