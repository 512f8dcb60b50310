import DataLoader from "dataloader";
import type { Permission } from "@/lib/enums.ts";
import {
  customerColumns,
  invalid,
  money,
  orderColumns,
  paymentColumns,
  permissionMissing,
  productColumns,
  refundColumns,
} from "@/lib/rest/mod.ts";
import { type Asked, storesWith } from "./asked.ts";

/** A row as its operation in lib/rest answers it. */
export type Row = Record<string, unknown>;

/** A part of a list, newest first. */
export interface Page {
  limit: number;
  after: string | null;
}

const NOTHING_MORE: ReadonlySet<string> = new Set();
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_PAGE = 100;

/**
 * Collects the ids that fields ask for while others still do, and reads them in one statement. Each id is
 * answered by its row, its rows, or an error.
 */
function load(
  asked: Asked,
  { name, id, read }: {
    name: string;
    id: string;
    read: (ids: string[]) => Promise<(id: string) => unknown>;
  },
): Promise<unknown> {
  let loader = asked.loaders.get(name);
  if (!loader) {
    loader = new DataLoader<string, unknown>(async (ids) => {
      const find = await read([...ids]);
      return ids.map((id) => find(id) as Row | Error);
    });
    asked.loaders.set(name, loader);
  }
  return loader.load(id);
}

function byId(rows: Row[], key = "id") {
  const found = new Map(rows.map((row) => [row[key], row]));
  return (id: string) => found.get(id) ?? null;
}

function byParent(rows: Row[], key: string) {
  const found = Map.groupBy(rows, (row) => row[key]);
  return (id: string) => found.get(id) ?? [];
}

/** The order with this id. */
export function orderOf(asked: Asked, id: string): Promise<unknown> {
  const { sql } = asked;
  return load(asked, {
    name: "order",
    id,
    async read(ids) {
      const stores = await storesWith(asked, "orders.view");
      return byId(
        await sql<Row[]>`
        select ${orderColumns(sql, NOTHING_MORE)} from public.orders as o
        where o.store_id = any(${stores}::uuid[]) and o.id = any(${ids}::uuid[])`,
      );
    },
  });
}

/** The customer with this id; null for one who was erased. */
export function customerOf(asked: Asked, id: string): Promise<unknown> {
  const { sql } = asked;
  return load(asked, {
    name: "customer",
    id,
    async read(ids) {
      const stores = await storesWith(asked, "customers.view");
      return byId(
        await sql<Row[]>`
        select ${customerColumns(sql)} from public.customers as c
        where c.store_id = any(${stores}::uuid[]) and c.id = any(${ids}::uuid[])
          and c.erased_at is null`,
      );
    },
  });
}

/** The payment with this id. */
export function paymentOf(asked: Asked, id: string): Promise<unknown> {
  const { sql } = asked;
  return load(asked, {
    name: "payment",
    id,
    async read(ids) {
      const stores = await storesWith(asked, "payments.view");
      return byId(
        await sql<Row[]>`
        select ${paymentColumns(sql)} from public.payment_attempts as a ${money(sql)}
        where a.store_id = any(${stores}::uuid[]) and a.id = any(${ids}::uuid[])`,
      );
    },
  });
}

/** The product that a variant with this id is of. */
export function productOfVariant(asked: Asked, variantId: string): Promise<unknown> {
  const { sql } = asked;
  return load(asked, {
    name: "product of variant",
    id: variantId,
    async read(ids) {
      const stores = await storesWith(asked, "products.view");
      const rows = await sql<(Row & { variant_ids: string[] })[]>`
        select ${productColumns(sql)}, w.variant_ids from public.products as p
        join (
          select v.store_id, v.product_id, array_agg(v.id) as variant_ids
          from public.variants as v
          where v.store_id = any(${stores}::uuid[]) and v.id = any(${ids}::uuid[])
          group by v.store_id, v.product_id
        ) as w on w.store_id = p.store_id and w.product_id = p.id`;
      const found = new Map(rows.flatMap((row) => row.variant_ids.map((id) => [id, row])));
      return (id) => found.get(id) ?? null;
    },
  });
}

/** Every try to pay an order, in their order. */
export function paymentsOf(asked: Asked, orderId: string): Promise<unknown> {
  const { sql } = asked;
  return load(asked, {
    name: "payments",
    id: orderId,
    async read(ids) {
      const stores = await storesWith(asked, "payments.view");
      return byParent(
        await sql<Row[]>`
        select ${paymentColumns(sql)} from public.payment_attempts as a ${money(sql)}
        where a.store_id = any(${stores}::uuid[]) and a.order_id = any(${ids}::uuid[])
        order by a.created_at, a.id`,
        "order_id",
      );
    },
  });
}

/** What went back of an order, in its order. */
export function refundsOf(asked: Asked, orderId: string): Promise<unknown> {
  const { sql } = asked;
  return load(asked, {
    name: "refunds",
    id: orderId,
    async read(ids) {
      const stores = await storesWith(asked, "payments.view");
      return byParent(
        await sql<Row[]>`
        select ${refundColumns(sql)} from public.refunds as r
        where r.store_id = any(${stores}::uuid[]) and r.order_id = any(${ids}::uuid[])
        order by r.number`,
        "order_id",
      );
    },
  });
}

/** A page of the orders of a customer. */
export function ordersOfCustomer(asked: Asked, id: string, page: Page): Promise<unknown> {
  const { sql } = asked;
  return load(asked, {
    name: `orders of customer ${nameOf(page)}`,
    id,
    async read(ids) {
      const stores = await storesWith(asked, "orders.view");
      return byParent(
        await sql<Row[]>`
        select k.id as parent_id, o.* from unnest(${ids}::uuid[]) as k (id)
        cross join lateral (
          select ${orderColumns(sql, NOTHING_MORE)} from (
            select o.* from public.orders as o
            where o.store_id = any(${stores}::uuid[]) and o.customer_id = k.id
              ${page.after ? sql`and o.id < ${page.after}` : sql``}
            order by o.id desc limit ${page.limit}
          ) as o
        ) as o order by o.id desc`,
        "parent_id",
      );
    },
  });
}

/** What a store has pages of. */
export type StoreList = "products" | "orders" | "customers";

const NEEDED: Record<StoreList, Permission> = {
  products: "products.view",
  orders: "orders.view",
  customers: "customers.view",
};

/** A page of what a store has. */
export function listOfStore(
  asked: Asked,
  { list, id, page }: { list: StoreList; id: string; page: Page },
): Promise<unknown> {
  return load(asked, {
    name: `${list} of store ${nameOf(page)}`,
    id,
    async read(ids) {
      const open = await storesWith(asked, NEEDED[list]);
      const wanted = ids.filter((id) => open.includes(id));
      const find = byParent(await pagesOf(asked, { list, ids: wanted, page }), "parent_id");
      return (id) => open.includes(id) ? find(id) : permissionMissing(NEEDED[list]);
    },
  });
}

async function pagesOf(
  { sql }: Asked,
  { list, ids, page: { limit, after } }: { list: StoreList; ids: string[]; page: Page },
): Promise<Row[]> {
  const columns = {
    products: () => productColumns(sql),
    orders: () => orderColumns(sql, NOTHING_MORE),
    customers: () => customerColumns(sql),
  }[list]();
  const alias = sql({ products: "p", orders: "o", customers: "c" }[list]);
  const isShown = list === "customers"
    ? sql`and r.merged_into is null and r.erased_at is null`
    : sql``;
  return await sql<Row[]>`
    select k.id as parent_id, x.* from unnest(${ids}::uuid[]) as k (id)
    cross join lateral (
      select ${columns} from (
        select r.* from ${sql(`public.${list}`)} as r
        where r.store_id = k.id ${isShown} ${after ? sql`and r.id < ${after}` : sql``}
        order by r.id desc limit ${limit}
      ) as ${alias}
    ) as x order by x.id desc`;
}

/** The part of a list that arguments name. Throws Refused for none that can be. */
export function pageOf({ limit, after }: { limit?: number | null; after?: string | null }): Page {
  const errors = [];
  const rows = limit ?? 20;
  if (rows < 1 || rows > MAX_PAGE) {
    errors.push({ field: "limit", message: `From 1 to ${MAX_PAGE}.` });
  }
  if (after && !UUID.test(after)) errors.push({ field: "after", message: "An id of a row." });
  if (errors.length > 0) throw invalid(errors);
  return { limit: rows, after: after ?? null };
}

function nameOf({ limit, after }: Page): string {
  return `${limit} ${after ?? ""}`;
}
