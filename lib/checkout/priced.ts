import type postgres from "postgres";
import type { ShopRequest } from "@/lib/stores/mod.ts";
import { type Asked, translated, translatedValues } from "@/lib/translations/mod.ts";
import { pictureJson } from "@/lib/catalog/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { PricedLine } from "./lines.ts";

type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** A line of an order as the shop would sell it now. */
export interface OrderedLine extends PricedLine {
  /** What the order calls it: goods that are gone have no name any more. */
  orderedAs: string;
}

/**
 * JSON list of `PricedLine` in a statement over `public.stores as s`. `source` selects variant_id,
 * quantity, put_in_minor and position.
 */
export function pricedJson(
  sql: Sql,
  source: Fragment,
  { language, more = sql`` }: { language: Asked; more?: Fragment },
): Fragment {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'variantId', l.variant_id,
      'quantity', l.quantity,
      'putInMinor', l.put_in_minor,
      'goods', case when p.id is not null then json_build_object(
        'product', p.slug, 'title', ${translated(sql, language, sql`p`, "title")},
        'variantTitle', ${translatedValues(sql, language, sql`v.option_values`)},
        'priceMinor', v.price_minor, 'stock', v.stock_hint,
        'isDigital', p.is_digital, 'picture', i.picture
      ) end
      ${more}
    ) order by l.position), '[]')
    from (${source}) as l
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

/** The lines of a cart, in its order. */
export function linesJson(
  sql: Sql,
  { cart: { lines }, language }: Omit<ShopRequest, "slug">,
): Fragment {
  const source = sql`
    select * from unnest(
      ${lines.map((line) => line.variantId)}::uuid[], ${lines.map((line) => line.quantity)}::int[],
      ${lines.map((line) => line.priceMinor ?? null)}::bigint[]
    ) with ordinality as l (variant_id, quantity, put_in_minor, position)`;
  return pricedJson(sql, source, { language });
}

/** The lines of the order with this token; an empty list when there is none. */
export function orderedLinesJson(
  sql: Sql,
  { slug, token, language }: { slug: string; token: string; language: Asked },
): Fragment {
  const source = sql`
    select l.*, concat_ws(', ', l.product_title, nullif(l.variant_title, '')) as ordered_as
    from rows from (
      jsonb_to_recordset(coalesce(public.get_order(${slug}, ${token}) -> 'items', '[]'))
        as (variant_id uuid, quantity int, unit_price_minor bigint, product_title text, variant_title text)
    ) with ordinality as l (variant_id, quantity, put_in_minor, product_title, variant_title, position)`;
  return pricedJson(sql, source, { language, more: sql`, 'orderedAs', l.ordered_as` });
}
