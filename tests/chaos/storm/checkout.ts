import type postgres from "postgres";
import { encodeCart } from "@/lib/carts/mod.ts";
import type { Gateway } from "@/lib/enums.ts";
import type { Shop } from "@/tests/fixtures/shop.ts";
import { delivery } from "@/tests/fixtures/shopper.ts";
import type { PlacedOrder } from "@/tests/payments/stage.ts";
import { aMoment, type Crew } from "./crew.ts";

/** The shops as their shoppers reach them. */
export interface Site {
  sql: postgres.Sql;
  crew: Pick<Crew, "url">;
  /** How often a form was sent, and how often nobody said what became of it. */
  counts: { tries: number; unanswered: number };
}

/** Of one in delivery to Kilimani, as shops of tests price it: the checkout says so beside its button. */
const TOTAL_MINOR = 265_000;
const PATIENCE_MS = 60_000;

/**
 * Fills the checkout's form in and sends it, the very same again until somebody answers: shoppers whose
 * shop died do not know whether they have ordered.
 */
export async function checkOut(
  site: Site,
  { shop, gateway, country, phone }: {
    shop: Shop;
    gateway: Gateway;
    /** Of the phone. */
    country: string;
    /** With its plus. */
    phone: string;
  },
): Promise<PlacedOrder> {
  const lines = [{ variantId: shop.variantIds[0]!, quantity: 1 }];
  const form = new URLSearchParams({
    ...delivery(phone),
    country,
    gateway,
    key: crypto.randomUUID(),
    cart: encodeCart({ lines, changedAt: 0 }),
    shownTotal: String(TOTAL_MINOR),
  });
  const path = await send(site, `/s/${shop.slug}/checkout`, form);
  const [, token] = /\/orders\/([0-9a-f]{32})\/pay/.exec(path) ?? [];
  const [order] = await site.sql`
    select o.id, o.token, o.total_minor::int as total, a.id as attempt, a.phone
    from orders o join payment_attempts a on a.order_id = o.id where o.token = ${token ?? ""}`;
  return {
    id: order!.id,
    token: order!.token,
    attemptId: order!.attempt,
    phone: phone.slice(1),
    shillings: order!.total / 100,
  };
}

/** Where the answer leads to. */
async function send(site: Site, path: string, body: URLSearchParams): Promise<string> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const { url } = site.crew;
    if (url !== null) site.counts.tries++;
    const answer = url === null
      ? null
      : await fetch(url + path, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (answer && answer.status < 500) {
      const text = await answer.text();
      if (answer.status === 303) return answer.headers.get("location")!;
      throw new Error(`The checkout refuses: ${answer.status} ${text.slice(0, 4_000)}`);
    }
    await answer?.body?.cancel();
    if (url !== null) site.counts.unanswered++;
    await aMoment(50);
  }
  throw new Error(`Nobody answers at ${path}`);
}
