import type postgres from "postgres";

interface Condition {
  field: string;
  value: string;
}

interface Product {
  id: string;
  title: string;
  vendor: string;
  tags: string[];
  category_id: string | null;
  created_at: Date;
  published_at: Date | null;
}

interface Variant {
  product_id: string;
  price_minor: number;
  stock_hint: number | null;
}

const DAY_MS = 86_400_000;

/**
 * What the collections with a rule should hold, by the raw tables and nothing else: ids of products by
 * id of collection.
 */
export async function expectedMembers(
  sql: postgres.Sql,
  storeId: string,
): Promise<Map<string, string[]>> {
  const products = await sql<Product[]>`select * from products where store_id = ${storeId}`;
  const variants = await sql<Variant[]>`
    select product_id, price_minor::float8, stock_hint from variants
    where store_id = ${storeId} and archived_at is null`;
  const categories = await sql<{ id: string; parent_id: string | null }[]>`
    select id, parent_id from categories where store_id = ${storeId}`;
  const collections = await sql<{ id: string; match: string; conditions: Condition[] }[]>`
    select id, match, conditions from collections
    where store_id = ${storeId} and kind = 'rule' and deleted_at is null`;
  const parents = new Map(categories.map(({ id, parent_id }) => [id, parent_id]));

  return new Map(collections.map(({ id, match, conditions }) => {
    const fits = (product: Product) => {
      const own = variants.filter(({ product_id }) => product_id === product.id);
      const met = conditions.map((one) => isMet(one, { product, variants: own, parents }));
      return match === "all" ? met.every(Boolean) : met.some(Boolean);
    };
    return [id, products.filter(fits).map((product) => product.id).sort()];
  }));
}

/** What they hold. */
export async function actualMembers(
  sql: postgres.Sql,
  storeId: string,
): Promise<Map<string, string[]>> {
  const rows = await sql<{ id: string; products: string[] }[]>`
    select c.id, coalesce(array_agg(m.product_id order by m.product_id::text)
      filter (where m.product_id is not null), '{}')::text[] as products
    from collections as c left join collection_products as m on m.collection_id = c.id
    where c.store_id = ${storeId} and c.kind = 'rule' and c.deleted_at is null group by 1`;
  return new Map(rows.map(({ id, products }) => [id, products]));
}

function isMet(
  { field, value }: Condition,
  { product, variants, parents }: {
    product: Product;
    variants: Variant[];
    parents: Map<string, string | null>;
  },
): boolean {
  const prices = variants.map(({ price_minor }) => price_minor);
  const isWithin = (moment: Date | null) =>
    moment !== null && moment.getTime() > Date.now() - Number(value) * DAY_MS;
  switch (field) {
    case "tag":
      return product.tags.includes(value);
    case "vendor":
      return product.vendor.toLowerCase() === value.toLowerCase();
    case "title":
      return product.title.toLowerCase().includes(value.toLowerCase());
    case "category": {
      for (let id = product.category_id; id; id = parents.get(id) ?? null) {
        if (id === value) return true;
      }
      return false;
    }
    case "price_from":
      return prices.length > 0 && Math.min(...prices) >= Number(value);
    case "price_to":
      return prices.length > 0 && Math.min(...prices) <= Number(value);
    case "in_stock":
      return variants.some(({ stock_hint }) => stock_hint !== 0);
    case "created_within":
      return isWithin(product.created_at);
    case "published_within":
      return isWithin(product.published_at);
    default:
      throw new Error(`No such condition: ${field}`);
  }
}
