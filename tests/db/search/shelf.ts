import postgres from "postgres";

export interface Goods {
  title?: string;
  slug?: string;
  description?: string;
  vendor?: string;
  tags?: string[];
  status?: "draft" | "published" | "archived";
  categoryId?: string | null;
  sku?: string;
  barcode?: string;
  priceMinor?: number;
  /** One option, "Colour", a variant for each value. */
  colours?: string[];
  isInStock?: boolean;
}

/** Puts a product on the shelf; answers its id. */
export async function shelve(sql: postgres.Sql, storeId: string, goods: Goods): Promise<string> {
  const { title = "Thing", slug = crypto.randomUUID(), colours = [], tags = [] } = goods;
  const [product] = await sql`
    insert into public.products
      (store_id, category_id, slug, title, description, vendor, tags, option_names, status)
    values (${storeId}, ${goods.categoryId ?? null}, ${slug}, ${title}, ${goods.description ?? ""},
      ${goods.vendor ?? ""}, ${tags}::text[], ${colours.length > 0 ? ["Colour"] : []}::text[],
      ${goods.status ?? "published"}) returning id`;
  for (const [position, colour] of (colours.length > 0 ? colours : [null]).entries()) {
    await sql`
      insert into public.variants (store_id, product_id, option_values, sku, barcode, price_minor,
        is_stock_tracked, position)
      values (${storeId}, ${product!.id}, ${colour === null ? [] : [colour]}::text[],
        ${position === 0 ? goods.sku ?? null : null},
        ${position === 0 ? goods.barcode ?? null : null},
        ${goods.priceMinor ?? 100_000}, ${goods.isInStock === false}, ${position})`;
  }
  return product!.id;
}

export interface Found {
  ids: string[];
  total: number;
  // deno-lint-ignore no-explicit-any
  facets: any;
  meant: string[] | null;
}

/** What whoever `sql` is finds in the shop. */
export async function search(
  sql: postgres.Sql,
  storeId: string,
  input: Record<string, unknown>,
): Promise<Found> {
  const [found] = await sql<Found[]>`
    select product_ids as ids, total, facets, meant
    from public.search_products(${storeId}, ${sql.json(input as never)})`;
  return found!;
}
