import type { Cart } from "@/lib/carts/mod.ts";
import { pictureJson } from "@/lib/catalog/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Gateway } from "@/lib/enums.ts";
import {
  type DeliveryZone,
  type PickupPoint,
  pickupPointsJson,
  type Shell,
  shellColumns,
  zonesJson,
} from "@/lib/stores/mod.ts";
import type { PricedLine } from "./lines.ts";

export interface CartPage extends Shell {
  lines: PricedLine[];
}

export interface CheckoutPage extends CartPage {
  zones: DeliveryZone[];
  pickupPoints: PickupPoint[];
  /** Where the shop has an account that it offers. */
  gateways: Gateway[];
}

interface CartRequest {
  slug: string;
  cart: Cart;
}

/** A shop's cart page, or null when there is no such shop. */
export async function readCartPage(
  sql: Sql,
  { slug, cart }: CartRequest,
): Promise<CartPage | null> {
  const [page] = await sql<CartPage[]>`
    select ${shellColumns(sql, cart)}, ${linesJson(sql, cart)} as "lines"
    from public.stores as s
    where s.slug = ${slug}`;
  return page ?? null;
}

/** What checkout needs to ask its questions, or null when there is no such shop. */
export async function readCheckoutPage(
  sql: Sql,
  { slug, cart }: CartRequest,
): Promise<CheckoutPage | null> {
  const [page] = await sql<CheckoutPage[]>`
    select ${shellColumns(sql, cart)},
      ${linesJson(sql, cart)} as "lines",
      ${zonesJson(sql)} as "zones",
      ${pickupPointsJson(sql)} as "pickupPoints",
      ${gatewaysJson(sql)} as "gateways"
    from public.stores as s
    where s.slug = ${slug}`;
  return page ?? null;
}

/** JSON list of the gateways by which shoppers can pay the store `s`. */
export function gatewaysJson(sql: Sql) {
  return sql`(
    select coalesce(json_agg(a.gateway order by a.gateway), '[]')
    from public.payment_accounts as a
    where a.store_id = s.id and a.is_enabled
  )`;
}

/** JSON list of `PricedLine`, in the order of the cart. */
function linesJson(sql: Sql, { lines }: Cart) {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'variantId', l.variant_id,
      'quantity', l.quantity,
      'goods', case when p.id is not null then json_build_object(
        'product', p.slug, 'title', p.title, 'variantTitle', array_to_string(v.option_values, ', '),
        'priceMinor', v.price_minor, 'stock', v.stock_hint,
        'isDigital', p.is_digital, 'picture', i.picture
      ) end
    ) order by l.position), '[]')
    from unnest(
      ${lines.map((line) => line.variantId)}::uuid[], ${lines.map((line) => line.quantity)}::int[]
    ) with ordinality as l (variant_id, quantity, position)
    left join public.variants as v
      on v.store_id = s.id and v.id = l.variant_id and v.archived_at is null
    left join public.products as p
      on p.store_id = s.id and p.id = v.product_id and p.status = 'published'
    left join lateral (
      select ${pictureJson(sql)} as picture
      from public.product_images as i
      where i.store_id = s.id and i.product_id = p.id
      order by i.position, i.id
      limit 1
    ) as i on true
  )`;
}
