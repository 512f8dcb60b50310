import { sharedLinesJson } from "@/lib/carts/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Way } from "@/lib/enums.ts";
import { type Shopper, shopperJson, toShopper } from "@/lib/shoppers/mod.ts";
import {
  type DeliveryZone,
  type PickupPoint,
  pickupPointsJson,
  type Shell,
  shellColumns,
  type ShopRequest,
  zonesJson,
} from "@/lib/stores/mod.ts";
import { type Discounts, discountsJson, toDiscounts } from "./discounts.ts";
import type { PricedLine } from "./lines.ts";
import { linesJson, type OrderedLine, orderedLinesJson, pricedJson } from "./priced.ts";

interface Priced extends Shell {
  lines: PricedLine[];
}

export interface CartPage extends Priced {
  discounts: Discounts;
  zones: DeliveryZone[];
  /** What an order had that was just put in again; empty without one. */
  again: OrderedLine[];
}

export interface SharedCartPage extends Priced {
  /** False when the link is over. */
  isOpen: boolean;
}

/** What a shop lets pay first of an order, and until when the rest. */
export interface DepositOffer {
  percent: number;
  /** Of an order that is placed today: "2026-12-21", where the shop is. */
  lastDay: string;
  /** When that day ends, in ISO 8601. */
  payBy: string;
}

export interface CheckoutPage extends Priced {
  discounts: Discounts;
  zones: DeliveryZone[];
  /** Whoever is signed in on this device. */
  shopper: Shopper | null;
  pickupPoints: PickupPoint[];
  ways: Way[];
  /** The largest total that the shop takes in cash; null: any. */
  cashMaxMinor: number | null;
  /** Null where orders are paid at once. */
  deposit: DepositOffer | null;
}

type CartRequest = ShopRequest & { code: string };

/** A shop's cart page with this code, or null when there is no such shop. `again` is the token of an order. */
export async function readCartPage(
  sql: Sql,
  { slug, cart, code, language, again = null }: CartRequest & { again?: string | null },
): Promise<CartPage | null> {
  const [page] = await sql<(Omit<CartPage, "discounts"> & { discounts: unknown })[]>`
    select ${shellColumns(sql, { cart, language })}, ${
    linesJson(sql, { cart, language })
  } as "lines",
      ${discountsJson(sql, { slug, cart, code })} as "discounts",
      ${zonesJson(sql, language)} as "zones",
      ${
    again === null ? sql`'[]'::json` : orderedLinesJson(sql, { slug, token: again, language })
  } as "again"
    from public.stores as s
    where s.slug = ${slug}`;
  return page ? { ...page, discounts: toDiscounts(page.discounts) } : null;
}

/** A cart that somebody shared, priced now, or null when there is no such shop. */
export async function readSharedCartPage(
  sql: Sql,
  { slug, cart, language, token }: ShopRequest & { token: string },
): Promise<SharedCartPage | null> {
  const shared = sharedLinesJson(sql, { slug, token });
  const [page] = await sql<SharedCartPage[]>`
    select ${shellColumns(sql, { cart, language })}, ${shared} is not null as "isOpen",
      ${
    pricedJson(
      sql,
      sql`
        select l.variant_id, l.quantity, null::bigint as put_in_minor, l.position
        from rows from (
          jsonb_to_recordset(coalesce(${shared}, '[]')) as (variant_id uuid, quantity int)
        ) with ordinality as l (variant_id, quantity, position)`,
      { language },
    )
  } as "lines"
    from public.stores as s
    where s.slug = ${slug}`;
  return page ?? null;
}

/** What an order had, as the shop would sell it now; null when there is no such order. */
export async function readOrderAgain(
  sql: Sql,
  { slug, token }: { slug: string; token: string },
): Promise<OrderedLine[] | null> {
  const [row] = await sql<{ lines: OrderedLine[] }[]>`
    select ${orderedLinesJson(sql, { slug, token, language: undefined })} as lines
    from public.stores as s where s.slug = ${slug}`;
  return row && row.lines.length > 0 ? row.lines : null;
}

/** What checkout needs to ask its questions, or null when there is no such shop. */
export async function readCheckoutPage(
  sql: Sql,
  { slug, cart, code, language, token }: CartRequest & { token: string | null },
): Promise<CheckoutPage | null> {
  const [page] = await sql<
    (Omit<CheckoutPage, "shopper" | "discounts"> & { shopper: unknown; discounts: unknown })[]
  >`
    select ${shellColumns(sql, { cart, language })},
      ${linesJson(sql, { cart, language })} as "lines",
      ${discountsJson(sql, { slug, cart, code })} as "discounts",
      ${zonesJson(sql, language)} as "zones",
      ${shopperJson(sql, { slug, token })} as "shopper",
      ${pickupPointsJson(sql, language)} as "pickupPoints",
      ${waysJson(sql)} as "ways", s.cash_max_minor as "cashMaxMinor", ${
    depositJson(sql)
  } as "deposit"
    from public.stores as s
    where s.slug = ${slug}`;
  if (!page) return null;
  const { shopper, discounts, ...rest } = page;
  return { ...rest, shopper: toShopper(shopper), discounts: toDiscounts(discounts) };
}

/** JSON of what the store `s` lets pay first. The last day is counted as `private.pay_by_of` does. */
function depositJson(sql: Sql) {
  const lastDay = sql`((now() at time zone s.time_zone)::date + s.instalment_days)`;
  return sql`case when s.deposit_percent is not null then json_build_object(
    'percent', s.deposit_percent, 'lastDay', ${lastDay},
    'payBy', (${lastDay} + time '23:59') at time zone s.time_zone) end`;
}

/** JSON list of the gateways by which shoppers can pay the store `s`, and of what it takes by hand. */
export function waysJson(sql: Sql) {
  return sql`(
    select coalesce(json_agg(w.way order by w.place, w.way), '[]')
    from (
      select a.gateway::text as way, 1 as place from public.payment_accounts as a
      where a.store_id = s.id and a.is_enabled
      union all select 'cash', 2 where s.is_cash_offered
      union all select 'transfer', 3 where s.is_transfer_offered
    ) as w
  )`;
}
