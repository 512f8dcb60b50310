import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ATTEMPT_STATES, GATEWAYS } from "@/lib/enums.ts";
import { usedUp } from "@/lib/orders/used_up.ts";
import { ok, refuse } from "@/lib/result.ts";
import { inStore } from "../in_store.ts";
import { id, phone, price, text } from "../kinds.ts";
import { notFound, type Operation } from "../operation.ts";
import { page, pageOf } from "../shape.ts";
import { money, paymentColumns, refundColumns } from "./order_json.ts";
import { Payment, Refund } from "./order_schema.ts";

const tag = "Payments";

const NewPayment = z.strictObject({
  order_id: id,
  phone: phone.describe("Who is asked."),
  gateway: z.enum(GATEWAYS).optional().describe("That of the try before unless told."),
}).meta({ id: "NewPayment" });

const NewRefund = z.strictObject({
  amount_minor: price.min(1),
  reason: text(200, 1).describe("The buyer reads it."),
  lines: z.array(z.strictObject({ order_item_id: id, quantity: z.int().min(1).max(999) })).max(50)
    .optional().describe("The goods that it is for."),
  is_restocked: z.boolean().optional().describe("Whether these goods are on the shelf again."),
}).meta({ id: "NewRefund" });

type Answer = { ok: true; attempt_id: string; refund_id: string } | { ok: false; code: string };

async function read(sql: Sql, storeId: string, id: string): Promise<Payment | null> {
  const [row] = await sql<Payment[]>`
    select ${paymentColumns(sql)} from public.payment_attempts as a ${money(sql)}
    where a.store_id = ${storeId} and a.id = ${id}`;
  return row ?? null;
}

export const payments: Operation[] = [
  inStore({
    id: "list_payments",
    tag,
    summary: "Payments of a store, newest first: every try, paid or not",
    method: "GET",
    path: "/payments",
    permission: "payments.view",
    query: z.object({
      ...page,
      order_id: id.optional(),
      state: z.enum(ATTEMPT_STATES).optional(),
    }),
    item: Payment,
    isList: true,
    async run({ sql, store, query: { limit, after, order_id, state } }) {
      const rows = await sql<Payment[]>`
        select ${paymentColumns(sql)} from public.payment_attempts as a ${money(sql)}
        where a.store_id = ${store.id} ${after ? sql`and a.id < ${after}` : sql``}
          ${order_id ? sql`and a.order_id = ${order_id}` : sql``}
          ${state ? sql`and a.state = ${state}` : sql``}
        order by a.id desc limit ${limit + 1}`;
      return ok(pageOf(rows, limit));
    },
  }),
  inStore({
    id: "get_payment",
    tag,
    summary: "One payment",
    method: "GET",
    path: "/payments/{id}",
    permission: "payments.view",
    row: "payment_attempts",
    item: Payment,
    async run({ sql, store, id }) {
      const payment = await read(sql, store.id, id);
      return payment ? ok(payment) : refuse("not_found");
    },
  }),
  inStore({
    id: "create_payment",
    tag,
    summary: "Ask for the money of an order",
    description: "A prompt on a phone, or a page of the gateway's. One that is live is waited for.",
    method: "POST",
    path: "/payments",
    permission: "orders.manage",
    sees: "payments.view",
    body: NewPayment,
    item: Payment,
    status: 201,
    key: "required",
    refusals: {
      already_paid: { status: 409, title: "Nothing is left to pay." },
      order_cancelled: { status: 409, title: "A cancelled order takes no money." },
      prompt_live: { status: 409, title: "A prompt may still be on the phone. Ask again later." },
      payment_not_available: { status: 409, title: "The store cannot be paid this way." },
      lines_unavailable: { status: 409, title: "Its goods were sold to somebody else." },
      discount_used_up: { status: 409, title: "A discount of it was used up since: order anew." },
      order_not_found: { status: 422, title: "The store has no such order." },
    },
    async run({ sql, store, body }) {
      const [order] = await sql<{ token: string }[]>`
        select o.token from public.orders as o where o.store_id = ${store.id} and o.id = ${body.order_id}`;
      if (!order) return refuse("order_not_found");
      const asked = await sql<{ answer: Answer }[]>`
        select public.retry_payment(${store.slug}, ${order.token}, ${body.phone},
          ${body.gateway ?? null}) as answer`.catch(usedUp);
      const { answer } = asked[0]!;
      return answer.ok ? ok(await read(sql, store.id, answer.attempt_id)) : refuse(answer.code);
    },
  }),
  inStore({
    id: "refund_payment",
    tag,
    summary: "Give a payment back, whole or in part",
    description: "It is set aside at once, and sent by the gateway that took it.",
    method: "POST",
    path: "/payments/{id}/refund",
    permission: "payments.refund",
    sees: "payments.view",
    row: "payment_attempts",
    body: NewRefund,
    item: Refund,
    status: 202,
    key: "required",
    refusals: {
      payment_not_found: { status: 409, title: "No money came with this payment." },
      refund_too_big: { status: 409, title: "Less than that is left to give back." },
      amount_not_payable: { status: 422, title: "The gateway does not take this amount." },
      line_refunded: { status: 409, title: "Fewer of these goods are left to refund." },
      refund_not_available: { status: 409, title: "This account cannot send money back." },
    },
    async run({ sql, store, id, body }) {
      const [paid] = await sql<{ payment: string; number: number }[]>`
        select p.id as payment, o.number from public.payments as p
        join public.orders as o on o.store_id = p.store_id and o.id = p.order_id
        where p.store_id = ${store.id} and p.attempt_id = ${id} order by p.id limit 1`;
      if (!paid) return refuse("payment_not_found");
      const input = { ...body, payment_id: paid.payment };
      const [row] = await sql<{ answer: Answer }[]>`
        select public.request_refund(${store.id}, ${paid.number}, ${crypto.randomUUID()}, ${
        sql.json(input as never)
      }) as answer`;
      const { answer } = row!;
      if (!answer.ok) return refuse(answer.code);
      const [refund] = await sql<Refund[]>`
        select ${refundColumns(sql)} from public.refunds as r
        where r.store_id = ${store.id} and r.id = ${answer.refund_id}`;
      if (!refund) throw notFound();
      return ok(refund);
    },
  }),
];
