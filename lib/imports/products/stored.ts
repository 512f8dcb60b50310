import type { Sql } from "@/lib/db/mod.ts";
import type { ProductStatus } from "@/lib/enums.ts";

/** A product as its row is, all columns: what a file does not speak of is written back as it was. */
export interface StoredProduct {
  id: string;
  slug: string;
  title: string;
  description: string;
  vendor: string;
  tags: string[];
  seo_title: string;
  seo_description: string;
  status: ProductStatus;
  publish_at: string | null;
  category_id: string | null;
  option_names: string[];
  is_digital: boolean;
}

/** A living variant as its row is, with what it costs and how many there are. */
export interface StoredVariant {
  id: string;
  option_values: string[];
  sku: string | null;
  barcode: string | null;
  price_minor: number;
  compare_at_minor: number | null;
  cost_minor: number | null;
  weight_g: number | null;
  is_stock_tracked: boolean;
  is_backorder_allowed: boolean;
  low_stock_level: number;
  position: number;
  on_hand: number;
}

export interface Stored {
  product: StoredProduct;
  /** One at least that buyers of it download. */
  has_file: boolean;
  variants: StoredVariant[];
}

/** Products by address. `isHeld` keeps others from changing them until the end of the transaction. */
export async function readStored(
  sql: Sql,
  { storeId, slugs, isHeld }: { storeId: string; slugs: string[]; isHeld: boolean },
): Promise<Map<string, Stored>> {
  if (isHeld) await hold(sql, storeId, slugs);
  const rows = await sql<Stored[]>`
    select to_jsonb(p) as product,
      exists (select from public.product_files as f
        where f.store_id = p.store_id and f.product_id = p.id and f.removed_at is null) as has_file,
      (select coalesce(jsonb_agg(to_jsonb(v) || jsonb_build_object('cost_minor', k.cost_minor,
          'on_hand', coalesce(l.on_hand, 0)) order by v.position, v.id), '[]')
        from public.variants as v
        left join public.variant_costs as k on k.store_id = v.store_id and k.variant_id = v.id
        left join public.inventory_levels as l
          on l.store_id = v.store_id and l.variant_id = v.id and l.location_id = d.id
        where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null) as variants
    from (
      select p.* from public.products as p where p.store_id = ${storeId} and p.slug = any (${slugs})
      order by p.id
    ) as p
    left join public.locations as d on d.store_id = p.store_id and d.is_default`;
  return new Map(rows.map((row) => [row.product.slug, row]));
}

/** Products before their stock, and all of it at once: an order of several of them waits for none halfway. */
async function hold(sql: Sql, storeId: string, slugs: string[]): Promise<void> {
  const held = await sql<{ id: string }[]>`
    select p.id from public.products as p where p.store_id = ${storeId} and p.slug = any (${slugs})
    order by p.id for no key update`;
  await sql`select private.hold_levels(${storeId}, ${held.map(({ id }) => id)}::uuid[])`;
}

/** Ids of categories by their path in lower case: "kitchen > baskets". */
export async function readCategories(sql: Sql, storeId: string): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; path: string }[]>`
    select c.id, concat_ws(' > ', upper_most.name, parent.name, c.name) as path
    from public.categories as c
    left join public.categories as parent on parent.store_id = c.store_id and parent.id = c.parent_id
    left join public.categories as upper_most
      on upper_most.store_id = parent.store_id and upper_most.id = parent.parent_id
    where c.store_id = ${storeId} order by c.position desc, c.id desc`;
  // The first of two with one name is the one that `private.keep_category` finds.
  return new Map(rows.map(({ id, path }) => [path.toLowerCase(), id]));
}

export interface CodeOwner {
  slug: string;
  title: string;
}

export const CODES = ["sku", "barcode"] as const;
export type Code = typeof CODES[number];

/** Which product has a code, as "sku ABC-1". */
export async function readCodeOwners(
  sql: Sql,
  storeId: string,
  codes: Record<Code, string[]>,
): Promise<Map<string, CodeOwner>> {
  const rows = await sql<(CodeOwner & { sku: string | null; barcode: string | null })[]>`
    select v.sku, v.barcode, p.slug, p.title
    from public.variants as v join public.products as p on p.store_id = v.store_id and p.id = v.product_id
    where v.store_id = ${storeId} and v.archived_at is null
      and (v.sku = any (${codes.sku}) or v.barcode = any (${codes.barcode}))`;
  const owners = new Map<string, CodeOwner>();
  for (const row of rows) {
    for (const code of CODES) if (row[code]) owners.set(`${code} ${row[code]}`, row);
  }
  return owners;
}
