import type { Sql } from "@/lib/db/mod.ts";

/*
 * Orders that wait for somebody, as conditions on `public.orders as o`. Each has an index with the same
 * words (20261129163000_find_orders.sql, 20261130120120_partly_packed.sql): change both or none.
 */

/** Goods that can be packed now: their money is there, or is taken in cash for them. */
export function toPack(sql: Sql) {
  return sql`o.fulfilment_status in ('unfulfilled', 'partly') and o.payment_status <> 'refunded'
    and (o.status = 'paid' or (o.status = 'pending' and o.hand_way = 'cash'))`;
}

/** A transfer that somebody looks up in the bank's app. */
export function toConfirm(sql: Sql) {
  return sql`o.status = 'pending' and o.hand_way = 'transfer'`;
}
