import assert from "node:assert/strict";
import { askRefund } from "@/tests/fixtures/refunds.ts";
import type { PlacedOrder, Stage } from "./stage.ts";

export interface RefundStanding {
  state: string;
  code: string | null;
  receipt: string | null;
  status: string;
  backShillings: number;
  waitingShillings: number;
  needsReview: boolean;
}

/** A paid order, as M-Pesa's shopper pays it. */
export async function paidByMpesa(stage: Stage): Promise<PlacedOrder> {
  const order = await stage.order();
  await stage.work();
  await stage.phone.approve(order.phone);
  await stage.work();
  assert.equal((await stage.look(order)).order, "paid");
  return order;
}

/** Asks for a refund of the order's payment; all of it unless told otherwise. Answers its id. */
export async function refund(
  { sql, shop }: Stage,
  order: PlacedOrder,
  shillings = order.shillings,
): Promise<string> {
  const [payment] = await sql`select id from payments where order_id = ${order.id}`;
  const answer = await askRefund(sql, { storeId: shop.storeId, orderId: order.id }, {
    amount_minor: shillings * 100,
    payment_id: payment!.id,
  });
  assert.equal(answer.ok, true, JSON.stringify(answer));
  return answer.refund_id;
}

/** Where a refund and the money of its order stand. */
export async function lookAtRefund({ sql }: Stage, refundId: string): Promise<RefundStanding> {
  const [row] = await sql`
    select r.state, r.result_code as code, r.receipt, o.payment_status as status,
      (o.refunded_minor / 100)::int as "backShillings", (o.refunding_minor / 100)::int as "waitingShillings",
      o.needs_review as "needsReview"
    from refunds r join orders o on o.id = r.order_id where r.id = ${refundId}`;
  return row as unknown as RefundStanding;
}

/** How often the money of a refund left, by the ledger. */
export async function countOf({ sql }: Stage, refundId: string): Promise<number> {
  const [row] = await sql`select count(*)::int as n from ledger_entries
    where entry_key = ${"refund:" + refundId + ":done"}`;
  return row!.n;
}

/** Lets time pass and does the jobs, once for each span. */
export async function passAndWork(stage: Stage, ...spans: number[]): Promise<void> {
  for (const seconds of spans) {
    await stage.pass(seconds);
    await stage.work();
  }
}
