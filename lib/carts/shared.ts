import type { Client, Db, Sql } from "@/lib/db/mod.ts";
import { fromClient, mayGoOn, SHARED_CARTS } from "@/lib/limits/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { Cart } from "./cart.ts";

/** Of a link to a cart: 20 hex digits. */
export const CART_TOKEN = /^[0-9a-f]{20}$/;

/** Keeps what is in the cart under a link that works for 30 days; resolves with its token. */
export async function shareCart(
  db: Db,
  client: Client,
  { slug, cart }: { slug: string; cart: Cart },
): Promise<Result<string, "store_not_found" | "too_many_carts">> {
  if (!await mayGoOn(db.own, [fromClient(SHARED_CARTS, client)])) return refuse("too_many_carts");
  const lines = cart.lines.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity }));
  const [row] = await db.own<{ answer: { ok: boolean; token: string } }[]>`
    select shoppers.share_cart(${slug}, ${db.own.json(lines)}) as answer`;
  return row!.answer.ok ? ok(row!.answer.token) : refuse("store_not_found");
}

/** Lines of a shared cart as a list of rows, for a statement as a visitor; null when it is over. */
export function sharedLinesJson(sql: Sql, { slug, token }: { slug: string; token: string }) {
  return sql`public.get_shared_cart(${slug}, ${token})`;
}
