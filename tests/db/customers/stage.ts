import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

export interface Stage {
  /** As the owner. */
  sql: postgres.Sql;
  shop: Shop;
  stop(): Promise<void>;
}

/** A shop "demo" with goods for thousands and its merchant; nobody has bought there. */
export async function setStage(): Promise<Stage> {
  const database = await startDatabase();
  const sql = postgres(database.url, { onnotice: () => {}, max: 12 });
  const shop = await makeShop(sql, { slug: "demo", stock: [900_000] });
  return {
    sql,
    shop,
    async stop() {
      await sql.end();
      await database.stop();
    },
  };
}

/** Runs as somebody signed in; what they do stays. */
export async function asPerson<T>(
  sql: postgres.Sql,
  run: (sql: postgres.TransactionSql) => Promise<T>,
  userId: string = CAST.merchant,
): Promise<T> {
  return await sql.begin(async (transaction) => {
    const claims = JSON.stringify({ sub: userId, role: "authenticated" });
    await transaction`select set_config('request.jwt.claims', ${claims}, true)`;
    await transaction`set local role authenticated`;
    return await run(transaction);
  }) as T;
}

/** Orders one basket; answers the order's id. */
export async function order(
  { sql, shop }: Stage,
  input: Record<string, unknown> & { phone: string },
): Promise<string> {
  const given = orderInput(shop.variantIds[0]!, { payer_phone: input.phone, ...input });
  const placed = await placeOrder(sql, shop.slug, given);
  assert.equal(placed.ok, true, placed.code);
  return placed.order_id;
}

/** The customer of an order. */
export async function customerOf({ sql }: Stage, orderId: string): Promise<string> {
  const [row] = await sql`select customer_id from orders where id = ${orderId}`;
  return row!.customer_id;
}

/** Money that came for an order, or went back. */
export async function book(
  { sql }: Stage,
  orderId: string,
  { minor, isBack = false }: { minor: number; isBack?: boolean },
): Promise<void> {
  const [from, to] = isBack ? ["hand", "buyer"] : ["buyer", "hand"];
  await sql`select private.book_entry(${orderId}, ${crypto.randomUUID()}, 'adjustment', ${from!}, ${to!},
    ${minor}, 'KES')`;
}

/** Sums of all customers as they are kept, and as their orders and the ledger say; the two must be one. */
export async function assertTotalsAddUp(sql: postgres.Sql, storeId: string): Promise<void> {
  const kept = await sql`
    select customer_id, orders, paid_minor, refunded_minor, spent_minor, first_order_at::text, last_order_at::text
    from customer_totals where store_id = ${storeId} order by customer_id`;
  const summed = await sql`
    select c.id as customer_id, count(o.id) filter (where o.counts)::int as orders,
      coalesce(sum(o.came), 0)::bigint as paid_minor, coalesce(sum(o.went), 0)::bigint as refunded_minor,
      coalesce(sum(o.came - o.went), 0)::bigint as spent_minor,
      coalesce(min(o.placed_at) filter (where o.counts), 'infinity')::text as first_order_at,
      coalesce(max(o.placed_at) filter (where o.counts), '-infinity')::text as last_order_at
    from customers as c
    left join (
      select o.*, o.status not in ('cancelled', 'expired') as counts, l.came, l.went from orders as o
      cross join lateral (
        select coalesce(sum(l.amount_minor) filter (where l.from_book = 'buyer'), 0) as came,
          coalesce(sum(l.amount_minor) filter (where l.to_book = 'buyer'), 0) as went
        from ledger_entries as l where l.order_id = o.id and l.currency = o.currency
      ) as l
    ) as o on o.customer_id = c.id
    where c.store_id = ${storeId} and c.merged_into is null and c.erased_at is null
    group by c.id order by c.id`;
  assert.deepEqual([...kept], [...summed]);
}
