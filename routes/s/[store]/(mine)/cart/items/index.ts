import { type FreshContext, type Handlers, HttpError } from "$fresh/server.ts";
import type { z } from "zod";
import { AddToCart } from "@/lib/carts/input.ts";
import { addToCart, cartCookie } from "@/lib/carts/mod.ts";
import { findVariant, isInStock } from "@/lib/catalog/storefront.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

type Added = z.output<typeof AddToCart>;

export const handler: Handlers<unknown, StorefrontState> = {
  async POST(req, ctx) {
    const { base, root, cart } = ctx.state;
    const form = await readForm(req, AddToCart);
    if (!form.ok && form.status !== 422) throw new HttpError(form.status, form.errors[""]);
    const refuse = (problem: string) =>
      seeOther(base + addressOf(form.ok ? form.value : form.values, problem));
    if (!form.ok) return refuse("quantity");

    const variant = await findAdded(ctx, form.value);
    if (!variant) return refuse("gone");
    if (!isInStock(variant)) return refuse("out_of_stock");
    const fuller = addToCart(cart, variant.id, form.value.quantity, variant.priceMinor);
    if (fuller === cart) return refuse("cart_full");
    return seeOther(`${base}/cart`, { "set-cookie": cartCookie(fuller, root) });
  },
};

/** A variant named by its id is checked by the cart page, which shows what became of it. */
async function findAdded({ state }: FreshContext<StorefrontState>, added: Added) {
  if ("variant" in added) {
    const priceMinor = added.price === undefined ? undefined : Number(added.price);
    return { id: added.variant, stock: null, priceMinor };
  }
  const { product, o0, o1, o2 } = added;
  const options = [o0, o1, o2].filter((option) => option !== undefined);
  return await findVariant(state.app.db.public, { slug: state.slug, product, options });
}

/** Back to the product with what was chosen and what is wrong with it. */
function addressOf(sent: Record<string, unknown>, problem: string): string {
  const query = new URLSearchParams({ problem });
  for (const name of ["o0", "o1", "o2"]) {
    const value = sent[name];
    if (typeof value === "string") query.set(name, value);
  }
  const product = encodeURIComponent(String(sent.product ?? ""));
  return product ? `/p/${product}?${query}#buy` : `/cart?${query}`;
}
