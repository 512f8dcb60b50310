import type postgres from "postgres";
import type { Shop } from "@/tests/fixtures/shop.ts";

export interface Filling {
  orders: number;
  /** Up to now, as many orders on each. */
  days: number;
  products: number;
  customers: number;
}

/** What sales are read by; the other indexes of orders take minutes to fill and nothing here asks them. */
const NEEDED = ["orders_pkey", "orders_paid_idx", "orders_placed_idx", "orders_sold_to_idx"];

/**
 * Orders of two lines each, most of them paid, some called off, some with a refund. Straight into the
 * tables: triggers have no say, so nothing of it is added up yet. `sql` has one connection, of the superuser.
 */
export async function fillOrders(
  sql: postgres.Sql,
  { storeId, productId }: Shop,
  { orders, days, products, customers }: Filling,
): Promise<void> {
  const indexes = await sql`
    select i.relname as name from pg_index as x
    join pg_class as i on i.oid = x.indexrelid
    left join pg_constraint as c on c.conindid = i.oid
    where x.indrelid = 'public.orders'::regclass and c.oid is null and i.relname <> all (${NEEDED})`;
  for (const { name } of indexes) await sql`drop index public.${sql(name)}`;
  await sql`set session_replication_role = replica`;
  await sql`set synchronous_commit = off`;
  await sql`
    insert into products (store_id, slug, title, status)
    select ${storeId}, 'p-' || n, 'Thing ' || n, 'published' from generate_series(1, ${products}::int) as n`;
  await sql`
    insert into variants (store_id, product_id, option_values, price_minor, position, product_status)
    select p.store_id, p.id, array['One'], 25000, 0, 'published'
    from products as p where p.store_id = ${storeId} and p.id <> ${productId}`;
  await sql`
    insert into customers (store_id, phone, name)
    select ${storeId}, '+2547' || lpad(n::text, 8, '0'), 'Wanjiru' from generate_series(1, ${customers}::int) as n`;
  await sql`create temporary table buyers as
    select row_number() over () - 1 as i, id from customers where store_id = ${storeId}`;
  await sql`create temporary table goods as
    select row_number() over () - 1 as i, id from variants where store_id = ${storeId} and product_id <> ${productId}`;
  await sql`create unique index on buyers (i)`;
  await sql`create unique index on goods (i)`;
  await sql`analyze buyers, goods`;
  await sql`
    insert into orders (store_id, number, status, currency, items_minor, delivery_minor, tax_minor, total_minor,
      paid_minor, refunded_minor, customer_id, contact_name, contact_phone, delivery_method, area, landmark,
      idempotency_key, request_fingerprint, placed_at, paid_at, expires_at)
    select ${storeId}, 5000 + n, case when n % 8 = 0 then 'expired' else 'fulfilled' end::order_status, 'KES', 50000,
      20000, 8000, 70000, case when n % 8 = 0 then 0 else 70000 end, case when n % 50 = 3 then 20000 else 0 end, b.id,
      'Wanjiru Kamau', '+254712345678', 'delivery', 'Kilimani, Nairobi', 'Gate', 'key-of-' || n, 'x', m.at,
      case when n % 8 <> 0 then m.at + interval '1 minute' end, m.at
    from generate_series(1, ${orders}::int) as n
    cross join lateral (
      select now() - (${orders}::int - n) * (${days}::int * interval '1 day' / ${orders}::int) as at
    ) as m
    join buyers as b on b.i = hashint4(n)::bigint & 2147483647 % ${customers}::bigint`;
  await sql`
    insert into order_items (store_id, order_id, variant_id, product_title, product_slug, unit_price_minor, quantity,
      total_minor, position)
    select o.store_id, o.id, g.id, 'Thing', 'thing', 25000, 1, 25000, l.l
    from orders as o cross join generate_series(0, 1) as l (l)
    join goods as g on g.i = (o.number * 7 + l.l * (1 + o.number % 13)) % ${products}::int
    where o.store_id = ${storeId}`;
  await sql`set session_replication_role = origin`;
  await sql`vacuum analyze orders`;
  await sql`vacuum analyze order_items`;
  await sql`analyze customers, products, variants`;
}

/** People who came on each of these days, from a few places, and money that came by three ways. */
export async function fillVisits(
  sql: postgres.Sql,
  { storeId }: Shop,
  { days, products }: Filling,
): Promise<void> {
  await sql`
    insert into traffic_visitors (store_id, day, stage, registers)
    select ${storeId}, current_date - d, stage, array_fill((1 + d % 9)::smallint, array[1024])
    from generate_series(0, ${days}::int) as d, unnest('{shop,product,cart,checkout}'::text[]) as stage`;
  await sql`
    insert into traffic_counts (store_id, at, kind, subject, count)
    select ${storeId}, private.day_start(now() - d * interval '1 day', 'Africa/Nairobi'), k.kind, k.subject, 9
    from generate_series(0, ${days}::int) as d
    cross join (
      select 'source' as kind, s as subject from unnest('{google,instagram,whatsapp,direct}'::text[]) as s
      union all
      (select 'product', p.id::text from products as p where p.store_id = ${storeId} limit ${
    Math.min(products, 100)
  }::int)
    ) as k`;
  await sql`
    insert into private.money_days (store_id, day, way, currency, came_minor, refunded_minor, disputed_minor, fees_minor)
    select ${storeId}, current_date - d, way, 'KES', 100000, 0, 0, 0
    from generate_series(0, ${days}::int) as d, unnest('{mpesa,paystack,cash}'::text[]) as way`;
  await sql`vacuum analyze traffic_counts, traffic_visitors, private.money_days`;
}
