import type { Sql } from "@/lib/db/mod.ts";
import { sameMoments } from "@/lib/rest/kinds.ts";
import {
  customerColumns,
  money,
  orderColumns,
  paymentColumns,
} from "@/lib/rest/resources/order_json.ts";
import { columns as productColumns } from "@/lib/rest/resources/product_rows.ts";
import { TEST_EVENT } from "./events.ts";

export interface WebhookEvent {
  id: string;
  store_id: string;
  type: string;
  subject_id: string;
  sequence: number | null;
  created_at: Date;
  /** Null until the first of its deliveries made it. */
  payload: string | null;
}

/**
 * The body of an event's messages, made once: whichever delivery comes first shows the thing as the API
 * would at that moment, and every try, endpoint and replay sends those bytes.
 */
export async function keepPayload(sql: Sql, event: WebhookEvent): Promise<string> {
  if (event.payload !== null) return event.payload;
  const body = JSON.stringify(sameMoments({
    id: event.id,
    type: event.type,
    sequence: event.sequence,
    timestamp: new Date(event.created_at).toISOString(),
    store_id: event.store_id,
    data: await loadData(sql, event),
  }));
  const [row] = await sql<{ payload: string }[]>`
    update public.webhook_events as e set payload = coalesce(e.payload, ${body})
    where e.id = ${event.id} returning e.payload`;
  return row?.payload ?? body;
}

/** What it is about, in the form of `GET /api/v1/...`; its id alone when there is no such row any more. */
async function loadData(sql: Sql, event: WebhookEvent): Promise<object> {
  const { type, subject_id: id } = event;
  if (type === TEST_EVENT) return { endpoint_id: id, message: "It works." };
  const [row] = await selectRow(sql, event);
  if (!row) return { id };
  return type === "inventory.low" ? { variant_id: id, product: row } : row;
}

function selectRow(sql: Sql, { store_id, type, subject_id: id }: WebhookEvent) {
  if (type === "payment.needs_review" || type.startsWith("order.")) {
    const expand = new Set(type.startsWith("payment.") ? ["payments"] : []);
    return sql`select ${orderColumns(sql, expand)} from public.orders as o
      where o.store_id = ${store_id} and o.id = ${id}`;
  }
  if (type.startsWith("payment.")) {
    return sql`select ${paymentColumns(sql)} from public.payment_attempts as a ${money(sql)}
      where a.store_id = ${store_id} and a.id = ${id}`;
  }
  if (type.startsWith("customer.")) {
    return sql`select ${customerColumns(sql)} from public.customers as c
      where c.store_id = ${store_id} and c.id = ${id}`;
  }
  if (type === "inventory.low") {
    return sql`select ${productColumns(sql)} from public.products as p
      where p.store_id = ${store_id} and p.id = (
        select v.product_id from public.variants as v where v.store_id = ${store_id} and v.id = ${id})`;
  }
  return sql`select ${productColumns(sql)} from public.products as p
    where p.store_id = ${store_id} and p.id = ${id}`;
}
