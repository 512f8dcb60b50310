import type { z } from "zod";
import type { CartForm } from "@/lib/carts/input.ts";
import {
  type Cart,
  cartCodeCookie,
  cartCookie,
  cartNoteCookie,
  DISCOUNT_CODE,
  quantityOf,
  setQuantity,
  shareCart,
} from "@/lib/carts/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

type Sent = z.output<typeof CartForm>;

/** Takes what the form of the cart says, and leads to what was asked for. */
export async function answerCart(state: StorefrontState, sent: Sent): Promise<Response> {
  const { base, root, cart, cartNote, cartCode } = state;
  const query = new URLSearchParams();
  if (sent.area) query.set("area", sent.area);
  const next = withQuantities(cart, sent, query);
  const headers = new Headers();
  if (next !== cart) headers.append("set-cookie", cartCookie(next, root));
  if (sent.note !== cartNote) headers.append("set-cookie", cartNoteCookie(sent.note, root));
  const code = sent.discount ?? cartCode;
  if (code !== cartCode) headers.append("set-cookie", cartCodeCookie(code, root));
  // What is no code at all is not kept, but shown again with what is wrong with it.
  if (code && !DISCOUNT_CODE.test(code)) query.set("code", code);

  const isInOrder = !query.has("problem") && !query.has("code") && !sent.takeOut;
  if (sent.intent === "checkout" && isInOrder) {
    return seeOther(withQuery(`${base}/checkout`, query), headers);
  }
  if (sent.intent === "share" && isInOrder && next.lines.length > 0) {
    await share(state, next, query);
  }
  return seeOther(withQuery(`${base}/cart`, query), headers);
}

function withQuantities(
  cart: Cart,
  { quantities, takeOut }: Sent,
  query: URLSearchParams,
): Cart {
  let next = cart;
  for (const { variantId, quantity } of quantities) {
    // Taken out in another tab, it stays out.
    if (quantityOf(cart, variantId) === 0 || variantId === takeOut) continue;
    if (quantity === null) query.set("problem", "quantity");
    else next = setQuantity(next, variantId, quantity);
  }
  const line = takeOut && cart.lines.find(({ variantId }) => variantId === takeOut);
  if (!line) return next;
  query.set("removed", line.variantId);
  query.set("quantity", String(line.quantity));
  if (line.priceMinor !== undefined) query.set("price", String(line.priceMinor));
  return setQuantity(next, line.variantId, 0);
}

async function share(
  { app, client, slug }: StorefrontState,
  cart: Cart,
  query: URLSearchParams,
): Promise<void> {
  const shared = await shareCart(app.db, client, { slug, cart });
  if (shared.ok) query.set("shared", shared.value);
  else query.set("problem", shared.code);
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size > 0 ? `${path}?${query}` : path;
}
