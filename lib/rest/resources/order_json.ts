import type { Sql } from "@/lib/db/mod.ts";

/** Columns of `Payment` for `public.payment_attempts as a` with `money` beside it. */
export function paymentColumns(sql: Sql) {
  return sql`a.id, a.store_id, a.order_id, a.gateway, a.state, a.expected_minor as amount_minor,
    coalesce(m.received, 0) as received_minor, a.currency, a.phone, m.receipt, a.result_code,
    a.created_at, a.finished_at`;
}

/** What came for `public.payment_attempts as a`. */
export function money(sql: Sql) {
  return sql`left join lateral (
    select sum(p.amount_minor)::bigint as received, min(p.receipt) as receipt
    from public.payments as p where p.store_id = a.store_id and p.attempt_id = a.id
  ) as m on true`;
}

/** JSON list of `Payment` of the order `o`. */
export function paymentJson(sql: Sql) {
  return sql`(
    select coalesce(jsonb_agg(to_jsonb(x) order by x.created_at, x.id), '[]') from (
      select ${paymentColumns(sql)} from public.payment_attempts as a ${money(sql)}
      where a.store_id = o.store_id and a.order_id = o.id
    ) as x)`;
}

/** Columns of `Refund` for `public.refunds as r`. */
export function refundColumns(sql: Sql) {
  return sql`r.id, r.order_id, (
      select p.attempt_id from public.payments as p
      where p.store_id = r.store_id and p.id = r.payment_id
    ) as payment_id, r.number, r.state, r.amount_minor, r.currency, r.reason, r.is_restocked,
    r.created_at, r.finished_at`;
}

/** JSON list of `Refund` of the order `o`. */
export function refundJson(sql: Sql) {
  return sql`(
    select coalesce(jsonb_agg(to_jsonb(x) order by x.number), '[]') from (
      select ${refundColumns(sql)} from public.refunds as r
      where r.store_id = o.store_id and r.order_id = o.id
    ) as x)`;
}

/** Columns of `Customer` for `public.customers as c`. */
export function customerColumns(sql: Sql) {
  return sql`c.id, c.store_id, c.phone, c.name, c.email, c.tags, c.consents::text[] as consents,
    c.wants_news, c.created_at, c.updated_at`;
}

/** JSON of the `Customer` of the order `o`; null for who may not view customers, and of one who was erased. */
export function customerJson(sql: Sql) {
  return sql`(
    select to_jsonb(x) from (
      select ${customerColumns(sql)} from public.customers as c
      where c.store_id = o.store_id and c.id = o.customer_id and c.erased_at is null
    ) as x)`;
}
