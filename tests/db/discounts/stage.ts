import type postgres from "postgres";
import { makeShop, type Shop } from "@/tests/fixtures/shop.ts";
import type { PlainDiscount } from "./plain_prices.ts";

/** A code of ten percent off everything; override any column. */
export async function makeDiscount(
  sql: postgres.Sql,
  { storeId }: Pick<Shop, "storeId">,
  columns: Record<string, unknown> = {},
): Promise<string> {
  const isPercent = (columns.kind ?? "percent") === "percent";
  const row = {
    store_id: storeId,
    name: "Karibu",
    kind: "percent",
    ...(isPercent && { percent_bp: 1000 }),
    ...columns,
  };
  const [discount] = await sql`insert into discounts ${sql(row)} returning id`;
  return discount!.id;
}

/** Makes discounts as `PlainDiscount` has them, in place of those of the shop. Answers them with their ids. */
export async function putDiscounts(
  sql: postgres.Sql,
  { storeId }: Pick<Shop, "storeId">,
  wanted: Omit<PlainDiscount, "id">[],
): Promise<PlainDiscount[]> {
  await sql`delete from discounts where store_id = ${storeId}`;
  const made: PlainDiscount[] = [];
  for (const one of wanted) {
    const id = await makeDiscount(sql, { storeId }, {
      code: one.code,
      kind: one.kind,
      percent_bp: one.percentBp,
      amount_minor: one.amountMinor,
      buy_quantity: one.buyQuantity,
      get_quantity: one.getQuantity,
      is_for_chosen: one.products !== null,
      min_minor: one.minMinor,
      min_quantity: one.minQuantity,
      combines_with: one.combinesWith,
    });
    for (const productId of one.products ?? []) {
      await sql`insert into discount_targets (store_id, discount_id, product_id)
        values (${storeId}, ${id}, ${productId})`;
    }
    made.push({ ...one, id });
  }
  return made;
}

export interface Goods {
  productId: string;
  variantId: string;
}

/** A shop with so many products of one variant each. */
export async function makeGoods(
  sql: postgres.Sql,
  count: number,
): Promise<{ shop: Shop; goods: Goods[] }> {
  const shop = await makeShop(sql);
  const goods: Goods[] = [];
  for (let i = 0; i < count; i++) {
    const [product] = await sql`insert into products (store_id, slug, title, status)
      values (${shop.storeId}, ${`goods-${i}`}, ${`Goods ${i}`}, 'published') returning id`;
    const [variant] = await sql`
      insert into variants (store_id, product_id, price_minor, is_stock_tracked)
      values (${shop.storeId}, ${product!.id}, 100, false) returning id`;
    goods.push({ productId: product!.id, variantId: variant!.id });
  }
  return { shop, goods: goods.sort((a, b) => (a.variantId < b.variantId ? -1 : 1)) };
}
