import { camelKeys, type Sql } from "@/lib/db/mod.ts";
import type { DeliveryMethod, FulfilmentStatus, HandWay, OrderStatus } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import {
  type DeliveryZone,
  type Shell,
  shellColumns,
  type ShopRequest,
  zonesJson,
} from "@/lib/stores/mod.ts";
import { type Shopper, shopperJson, type ShopperKey, toShopper } from "./shopper.ts";

/** An order as a line of a shopper's list. */
export interface OrderCard {
  id: string;
  token: string;
  /** "KK-1048". */
  label: string;
  status: OrderStatus;
  fulfilmentStatus: FulfilmentStatus;
  deliveryMethod: DeliveryMethod;
  /** How it is paid without a gateway; null: by one. */
  handWay: HandWay | null;
  currency: Currency;
  totalMinor: number;
  paidMinor: number;
  placedAt: string;
  paidAt: string | null;
  goods: { items: number; titles: string[] };
}

export interface OrdersPage extends Shell {
  /** Null without a session that holds. */
  shopper: Shopper | null;
  /** Newest first. */
  orders: OrderCard[];
  /** Id for `after` of the next page; null on the last. */
  next: string | null;
}

export interface AddressesPage extends Shell {
  shopper: Shopper | null;
  zones: DeliveryZone[];
}

type Request = ShopperKey & ShopRequest;

const PAGE = 10;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The orders of a shopper, or null when there is no such shop. */
export async function readOrdersPage(
  sql: Sql,
  { slug, token, cart, language, after }: Request & { after?: string | null },
): Promise<OrdersPage | null> {
  const from = after && ID.test(after) ? after : null;
  const orders = token === null
    ? sql`'[]'::jsonb`
    : sql`public.list_shopper_orders(${slug}, ${token}, ${from}, ${PAGE + 1})`;
  const [row] = await sql<(Shell & { shopper: unknown; orders: unknown })[]>`
    select ${shellColumns(sql, { cart, language })}, ${
    shopperJson(sql, { slug, token })
  } as "shopper",
      ${orders} as "orders"
    from public.stores as s where s.slug = ${slug}`;
  if (!row) return null;
  const found = camelKeys(row.orders) as OrderCard[];
  const shown = found.slice(0, PAGE);
  const next = found.length > PAGE ? shown.at(-1)!.id : null;
  return { ...row, shopper: toShopper(row.shopper), orders: shown, next };
}

/** What a shopper keeps at a shop and where that delivers, or null when there is no such shop. */
export async function readAddressesPage(
  sql: Sql,
  { slug, token, cart, language }: Request,
): Promise<AddressesPage | null> {
  const [row] = await sql<(Shell & { shopper: unknown; zones: DeliveryZone[] })[]>`
    select ${shellColumns(sql, { cart, language })}, ${
    shopperJson(sql, { slug, token })
  } as "shopper",
      ${zonesJson(sql, language)} as "zones"
    from public.stores as s where s.slug = ${slug}`;
  return row ? { ...row, shopper: toShopper(row.shopper) } : null;
}
