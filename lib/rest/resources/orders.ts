import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { FULFILMENT_STATUSES, ORDER_STATUSES, PAYMENT_STATUSES } from "@/lib/enums.ts";
import { cancelOrder, setFulfilment } from "@/lib/orders/merchant.ts";
import { ok, refuse } from "@/lib/result.ts";
import { inStore } from "../in_store.ts";
import { phone } from "../kinds.ts";
import type { Operation } from "../operation.ts";
import { page, pageOf } from "../shape.ts";
import { NewOrder, Order, OrderChange } from "./order_schema.ts";
import { customerJson, paymentJson, refundJson } from "./order_json.ts";

const tag = "Orders";
const expands = ["payments", "refunds", "customer"] as const;

/** Columns of `Order` for `public.orders as o`. */
export function columns(sql: Sql, expand: ReadonlySet<string>) {
  return sql`
    o.id, o.store_id, o.number, o.status, o.payment_status, o.fulfilment_status, o.needs_review,
    o.currency, o.items_minor, o.discount_minor, o.delivery_minor, o.tax_minor, o.is_tax_included,
    o.total_minor, o.paid_minor, o.refunded_minor, o.customer_id, o.contact_name, o.contact_phone,
    o.contact_email, o.delivery_method, o.area, o.landmark, o.directions, o.second_phone,
    o.pickup_place, o.note, o.hand_way, o.placed_at, o.paid_at, o.expires_at, o.updated_at,
    (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'variant_id', i.variant_id,
        'title', i.product_title, 'variant_title', i.variant_title, 'sku', i.sku,
        'unit_price_minor', i.unit_price_minor, 'quantity', i.quantity,
        'discount_minor', i.discount_minor, 'total_minor', i.total_minor) order by i.position), '[]')
      from public.order_items as i
      where i.store_id = o.store_id and i.order_id = o.id) as items,
    (select coalesce(jsonb_agg(jsonb_build_object('name', d.name, 'code', d.code,
        'amount_minor', d.amount_minor) order by d.id), '[]')
      from public.order_discounts as d
      where d.store_id = o.store_id and d.order_id = o.id) as discounts
    ${expand.has("payments") ? sql`, ${paymentJson(sql)} as payments` : sql``}
    ${expand.has("refunds") ? sql`, ${refundJson(sql)} as refunds` : sql``}
    ${expand.has("customer") ? sql`, ${customerJson(sql)} as customer` : sql``}`;
}

interface Place {
  sql: Sql;
  store: { id: string };
  id: string;
  expand: ReadonlySet<string>;
}

async function read({ sql, store, id, expand }: Place): Promise<Order | null> {
  const [row] = await sql<Order[]>`
    select ${columns(sql, expand)} from public.orders as o
    where o.store_id = ${store.id} and o.id = ${id}`;
  return row ?? null;
}

export const orders: Operation[] = [
  inStore({
    id: "list_orders",
    tag,
    summary: "Orders of a store, newest first",
    method: "GET",
    path: "/orders",
    permission: "orders.view",
    query: z.object({
      ...page,
      status: z.enum(ORDER_STATUSES).optional(),
      payment_status: z.enum(PAYMENT_STATUSES).optional(),
      fulfilment_status: z.enum(FULFILMENT_STATUSES).optional(),
      phone: phone.optional().describe("Of the buyer."),
    }),
    item: Order,
    isList: true,
    expands,
    async run({ sql, store, expand, query }) {
      const { limit, after, status, payment_status, fulfilment_status, phone } = query;
      const rows = await sql<Order[]>`
        select ${columns(sql, expand)} from (
          select * from public.orders as o
          where o.store_id = ${store.id} ${after ? sql`and o.id < ${after}` : sql``}
            ${status ? sql`and o.status = ${status}` : sql``}
            ${payment_status ? sql`and o.payment_status = ${payment_status}` : sql``}
            ${fulfilment_status ? sql`and o.fulfilment_status = ${fulfilment_status}` : sql``}
            ${phone ? sql`and o.contact_phone = ${phone}` : sql``}
          order by o.id desc limit ${limit + 1}
        ) as o order by o.id desc`;
      return ok(pageOf(rows, limit));
    },
  }),
  inStore({
    id: "get_order",
    tag,
    summary: "One order",
    method: "GET",
    path: "/orders/{id}",
    permission: "orders.view",
    row: "orders",
    item: Order,
    expands,
    run: async (call) => toResult(await read(call)),
  }),
  inStore({
    id: "create_order",
    tag,
    summary: "Place an order",
    description: "As the checkout does: it holds the goods, and asks the payer for the money.",
    method: "POST",
    path: "/orders",
    permission: "orders.manage",
    sees: "orders.view",
    body: NewOrder,
    item: Order,
    expands,
    status: 201,
    key: "optional",
    refusals: {
      store_not_found: { status: 409, title: "The store is not open." },
      payment_not_available: { status: 409, title: "The store cannot be paid this way." },
      delivery_needed: { status: 422, title: "These goods need a delivery or a pickup." },
      pickup_not_offered: { status: 422, title: "The store offers no pickup." },
      pickup_point_not_offered: { status: 422, title: "The store has no such pickup point." },
      area_not_served: { status: 422, title: "The store does not deliver there." },
      lines_unavailable: { status: 409, title: "Some goods are gone, or fewer than asked for." },
      discount_not_applied: { status: 409, title: "The code takes nothing off." },
      total_changed: { status: 409, title: "It costs something else by now." },
      total_not_payable: { status: 422, title: "No gateway takes such a total." },
      cash_too_much: { status: 422, title: "The store takes no cash for so much." },
    },
    example: {
      body: {
        lines: [{ variant_id: "0193e1a0-7000-7000-8000-000000000001", quantity: 2 }],
        name: "Wanjiru Kamau",
        phone: "+254712345678",
        delivery_method: "delivery",
        area: "Kilimani, Nairobi",
        landmark: "Tumaini Chemist, Gitanga Rd",
      },
    },
    async run({ sql, store, body, expand }) {
      const input = { ...body, payer_phone: body.payer_phone ?? body.phone };
      const [row] = await sql<{ answer: { ok: boolean; code: string; order_id: string } }[]>`
        select public.place_order(${store.slug}, ${crypto.randomUUID()}, ${
        sql.json(input as never)
      }) as answer`;
      const { answer } = row!;
      if (!answer.ok) return refuse(answer.code);
      return toResult(await read({ sql, store, id: answer.order_id, expand }));
    },
  }),
  inStore({
    id: "update_order",
    tag,
    summary: "Say how far an order is, or cancel it",
    description: "Goods go forward only. What is paid ends with a refund, not by cancelling.",
    method: "PATCH",
    path: "/orders/{id}",
    permission: "orders.manage",
    sees: "orders.view",
    row: "orders",
    body: OrderChange,
    item: Order,
    expands,
    read,
    refusals: {
      goods_further: { status: 409, title: "Its goods are further already." },
      not_shipped: { status: 409, title: "What is picked up or downloaded is not shipped." },
      order_not_ready: { status: 409, title: "Its goods wait for their money, or it is over." },
      order_not_open: { status: 409, title: "It is paid or over." },
      money_received: { status: 409, title: "Some money came: give it back first." },
    },
    example: { body: { fulfilment_status: "packed" } },
    async run(call) {
      const { sql, store, body } = call;
      const order = await read(call);
      if (!order) return refuse("not_found");
      const place = { storeId: store.id, number: order.number };
      const done = "status" in body
        ? await cancelOrder(sql, place)
        : await setFulfilment(sql, place, body.fulfilment_status);
      return done.ok ? toResult(await read(call)) : done;
    },
  }),
];

function toResult(order: Order | null) {
  return order ? ok(order) : refuse("not_found");
}
