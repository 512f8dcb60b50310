import { z } from "zod";
import { productSlug } from "@/lib/catalog/mod.ts";
import { PRODUCT_STATUSES } from "@/lib/enums.ts";
import { ok } from "@/lib/result.ts";
import { inStore } from "../in_store.ts";
import { id, text } from "../kinds.ts";
import { notFound, type Operation } from "../operation.ts";
import { page, pageOf } from "../shape.ts";
import { BLANK, BLANK_VARIANT, check, given, merge, save } from "./product_save.ts";
import { columns, read, toResult } from "./product_rows.ts";
import { NewProduct, Product, ProductChange } from "./product_schema.ts";

const tag = "Products";

const REFUSALS = {
  slug_taken: { status: 409, title: "Another product of the store has this slug." },
  sku_taken: { status: 409, title: "Another variant of the store has this SKU." },
  barcode_taken: { status: 409, title: "Another variant of the store has this barcode." },
  category_gone: { status: 422, title: "The store has no such category." },
  product_changed: { status: 412, title: "It was changed meanwhile. Read it again." },
  stock_promised: { status: 409, title: "Open orders hold more than that." },
  file_missing: { status: 422, title: "A product of files needs a file before it is published." },
};

export const products: Operation[] = [
  inStore({
    id: "list_products",
    tag,
    summary: "Products of a store, newest first",
    method: "GET",
    path: "/products",
    permission: "products.view",
    query: z.object({
      ...page,
      status: z.enum(PRODUCT_STATUSES).optional(),
      collection_id: id.optional().describe("What is in this collection."),
      q: text(120).optional().describe("Words of the product, as shoppers search, or a code."),
    }),
    item: Product,
    isList: true,
    async run({ sql, store, query: { limit, after, status, q, collection_id } }) {
      const found = q && sql`and p.id in (select public.find_products(
        ${store.id}, ${q}, ${status ?? null}::public.product_status, ${after ?? null}, ${
        limit + 1
      }))`;
      const inside = collection_id && sql`and exists (
        select from public.collection_products as m
        where m.store_id = p.store_id and m.collection_id = ${collection_id} and m.product_id = p.id)`;
      const rows = await sql<Product[]>`
        select ${columns(sql)} from public.products as p
        where p.store_id = ${store.id} ${status ? sql`and p.status = ${status}` : sql``}
          ${found || sql``} ${inside || sql``} ${after ? sql`and p.id < ${after}` : sql``}
        order by p.id desc limit ${limit + 1}`;
      return ok(pageOf(rows, limit));
    },
  }),
  inStore({
    id: "get_product",
    tag,
    summary: "One product",
    method: "GET",
    path: "/products/{id}",
    permission: "products.view",
    row: "products",
    item: Product,
    run: async (call) => toResult(await read(call)),
  }),
  inStore({
    id: "create_product",
    tag,
    summary: "Make a product",
    method: "POST",
    path: "/products",
    permission: "products.manage",
    body: NewProduct,
    item: Product,
    status: 201,
    key: "optional",
    refusals: REFUSALS,
    example: {
      body: {
        title: "Sisal basket",
        status: "published",
        option_names: ["Size"],
        variants: [{ option_values: ["Small"], price_minor: 150_000, on_hand: 12 }],
      },
    },
    async run({ sql, store, body }) {
      const { variants, ...product } = body;
      return await save(sql, store.id, {
        productId: crypto.randomUUID(),
        product: { ...BLANK, ...given(product), slug: product.slug ?? productSlug(product.title) },
        variants: variants.map(({ on_hand, ...variant }) => ({
          ...BLANK_VARIANT,
          ...given(variant),
          stock_delta: on_hand,
        })),
      });
    },
  }),
  inStore({
    id: "update_product",
    tag,
    summary: "Change a product",
    description: "What is left out stays. Stock is changed by `adjust_inventory`.",
    method: "PATCH",
    path: "/products/{id}",
    permission: "products.manage",
    row: "products",
    body: ProductChange,
    item: Product,
    read,
    refusals: REFUSALS,
    async run({ sql, store, id, body }) {
      const [current, shown] = await Promise.all([
        read({ sql, store, id }),
        sql`select public.product_fingerprint(${store.id}, ${id}) as shown`,
      ]);
      if (!current) throw notFound();
      const { variants, ...product } = body;
      const changed = { ...current, ...given(product), variants: merge(current, variants) };
      check(changed);
      return await save(sql, store.id, {
        productId: id,
        product: changed,
        variants: changed.variants.map((variant) => ({ ...variant, stock_delta: 0 })),
        shown: shown[0]!.shown,
      });
    },
  }),
  inStore({
    id: "delete_product",
    tag,
    summary: "Archive a product",
    description:
      "It leaves the shop; orders keep what they say of it. It can be read, and published again.",
    method: "DELETE",
    path: "/products/{id}",
    permission: "products.manage",
    row: "products",
    read,
    async run({ sql, store, id }) {
      await sql`update public.products set status = 'archived', publish_at = null
        where store_id = ${store.id} and id = ${id}`;
      return ok(null);
    },
  }),
];
