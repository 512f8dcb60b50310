import type postgres from "postgres";
import type { Shop } from "@/tests/fixtures/shop.ts";

export interface Filling {
  orders: number;
  days: number;
  variants: number;
  customers: number;
}

/**
 * Orders of a year up to now, as many a day, with one to three lines, a payment for most of them and a
 * refund for some. Straight into the tables: triggers have no say, so nothing of it is added up yet.
 * `sql` has one connection, of the superuser.
 */
export async function fillOrders(
  sql: postgres.Sql,
  { storeId, productId, accountId }: Shop,
  { orders, days, variants, customers }: Filling,
): Promise<void> {
  await sql`set session_replication_role = replica`;
  await sql`set synchronous_commit = off`;
  await sql`
    insert into products (store_id, slug, title, status)
    select ${storeId}, 'p-' || n, 'Thing ' || n, 'published' from generate_series(1, ${variants}::int / 2) as n`;
  await sql`
    insert into variants (store_id, product_id, option_values, price_minor, position, product_status)
    select p.store_id, p.id, array['Size ' || n], 10000 + 100 * n, n, 'published'
    from products as p, generate_series(1, 2) as n where p.store_id = ${storeId} and p.id <> ${productId}`;
  await sql`
    insert into customers (store_id, phone, name)
    select ${storeId}, '+2547' || lpad(n::text, 8, '0'), 'Wanjiru' from generate_series(1, ${customers}::int) as n`;
  const [discount] = await sql`
    insert into discounts (store_id, name, code, kind, percent_bp) values (${storeId}, 'Karibu', 'KARIBU', 'percent', 1000)
    returning id`;
  await sql`
    create temporary table buyers as
    select row_number() over () - 1 as i, id from customers where store_id = ${storeId}`;
  await sql`create unique index on buyers (i)`;
  await sql`
    create temporary table goods as
    select row_number() over () - 1 as i, id, price_minor from variants
    where store_id = ${storeId} and product_id <> ${productId}`;
  await sql`create unique index on goods (i)`;
  await sql`analyze buyers, goods`;
  await sql`
    insert into orders (store_id, number, status, currency, items_minor, delivery_minor, discount_minor, tax_minor,
      is_tax_included, total_minor, paid_minor, refunded_minor, customer_id, contact_name, contact_phone,
      delivery_method, area, landmark, idempotency_key, request_fingerprint, placed_at, paid_at, expires_at, source,
      is_first_sale)
    select ${storeId}, 1000 + n, case when n % 8 = 0 then 'expired' else 'paid' end::order_status, 'KES', 50000, 20000,
      case when n % 10 = 1 then 5000 else 0 end, 8000, true, 70000 - case when n % 10 = 1 then 5000 else 0 end,
      case when n % 8 = 0 then 0 else 70000 end, case when n % 50 = 3 then 20000 else 0 end, b.id, 'Wanjiru Kamau',
      '+254712345678', 'delivery', 'Area ' || n % 40, 'Gate', 'key-of-' || n, 'x', m.at,
      case when n % 8 <> 0 then m.at + interval '1 minute' end, m.at,
      (array['', 'instagram', 'whatsapp', 'google', 'facebook'])[n % 5 + 1], n <= ${customers}
    from generate_series(1, ${orders}::int) as n
    cross join lateral (select now() - (${orders}::int - n) * (${days}::int * interval '1 day' / ${orders}::int) as at) as m
    join buyers as b on b.i = n % ${customers}::int`;
  await sql`
    insert into order_items (store_id, order_id, variant_id, product_title, product_slug, unit_price_minor, quantity,
      total_minor, position)
    select o.store_id, o.id, g.id, 'Thing', 'thing', 25000, 1, 25000, l.l
    from orders as o cross join generate_series(0, 1) as l (l)
    join goods as g on g.i = (o.number * 7 + l.l * (1 + o.number % 13)) % ${variants}::int
    where o.store_id = ${storeId}`;
  await sql`
    insert into order_discounts (store_id, order_id, discount_id, name, code, amount_minor, delivery_minor, lines)
    select store_id, id, ${discount!.id}, 'Karibu', 'KARIBU', discount_minor, 0, '[]' from orders
    where store_id = ${storeId} and discount_minor > 0`;
  await sql`
    insert into ledger_entries (store_id, order_id, kind, from_book, to_book, amount_minor, currency, account_id,
      entry_key, booked_at)
    select o.store_id, o.id, m.kind::ledger_kind, m.from_book::ledger_book, m.to_book::ledger_book, m.minor, 'KES',
      ${accountId}, m.kind || ':' || o.number, o.paid_at + m.later
    from orders as o cross join lateral (values
      ('charge', 'buyer', 'gateway', o.paid_minor, interval '0'),
      ('refund', 'gateway', 'buyer', o.refunded_minor, interval '2 days')) as m (kind, from_book, to_book, minor, later)
    where o.store_id = ${storeId} and o.paid_at is not null and m.minor > 0`;
  await sql`set session_replication_role = origin`;
  await sql`analyze`;
}
