import assert from "node:assert/strict";
import type postgres from "postgres";
import type { Shopper } from "./shopper.ts";
import type { StormStage } from "./stage.ts";
import { assertTrue } from "./verdict.ts";

/** Something that must never happen, done to what a storm left behind. */
export interface Fault {
  what: string;
  /** Of one order that it can be done to; answers a row for it. */
  plant: string;
  /** What the verdict then says. */
  verdict: RegExp;
}

export const FAULTS: Fault[] = [
  {
    what: "a payment is booked twice",
    plant: `select private.book_entry(order_id, 'again:' || id, 'charge', 'buyer', 'gateway',
      amount_minor, currency, id, receipt || '-again') from payments limit 1`,
    verdict: /the ledger is what gateways did/,
  },
  {
    what: "a refund is booked that no gateway paid out",
    plant: `select private.book_entry(order_id, 'refund:' || id, 'refund', 'gateway', 'buyer',
      100, currency, id, receipt) from payments limit 1`,
    verdict: /the ledger is what gateways did/,
  },
  {
    what: "a form that was sent again is another order",
    plant: `select private.place_order(s.slug, 'another key', jsonb_build_object(
        'lines', jsonb_build_array(jsonb_build_object('variant_id', v.id, 'quantity', 1)),
        'name', 'Wanjiru', 'phone', '+254712345678', 'payer_phone', '+254712345678',
        'delivery_method', 'delivery', 'area', 'Kilimani, Nairobi', 'landmark', 'Chemist'))
      from variants v join stores s on s.id = v.store_id and s.currency = 'KES' limit 1`,
    verdict: /nobody has ordered twice/,
  },
  {
    what: "money came and the order is closed",
    plant: `update orders set status = 'cancelled'
      where id = (select id from orders where status = 'paid' limit 1) returning id`,
    verdict: /paid when its money came/,
  },
  {
    what: "goods go without money",
    plant: `select private.move_stock(i.variant_id, 'sold', -1, 0, o.id)
      from orders o join order_items i on i.order_id = o.id where o.status = 'expired' limit 1`,
    verdict: /its goods go when it is paid/,
  },
  {
    what: "nobody is told of an order that took too little or too much",
    plant: `update orders set needs_review = false where id = (select id from orders
      where needs_review and paid_minor not in (0, total_minor)
        and paid_minor - refunded_minor not in (0, total_minor) limit 1) returning id`,
    verdict: /too little or too much is for a person/,
  },
  {
    what: "a first payment is taken for a second one",
    plant: `update payments set is_surplus = true
      where id = (select id from payments where not is_surplus limit 1) returning id`,
    verdict: /paid again is surplus/,
  },
  {
    what: "a basket is gone from the shelf",
    plant: `update inventory_levels set on_hand = on_hand - 1
      where variant_id = (select variant_id from inventory_levels limit 1) returning variant_id`,
    verdict: /on hand and reserved are the sums of the movements/,
  },
];

/** Plants it, has the verdict look, and takes it back. */
export async function assertFound(
  { what, plant, verdict }: Fault,
  stage: StormStage,
  shoppers: Shopper[],
): Promise<void> {
  const undo = new Error("Taken back");
  await assert.rejects(
    stage.sql.begin(async (tx) => {
      const sql = tx as unknown as postgres.Sql;
      assert.equal((await sql.unsafe(plant)).length, 1, `there is an order for this: ${what}`);
      await assert.rejects(assertTrue({ ...stage, sql }, shoppers), verdict, what);
      throw undo;
    }),
    undo,
  );
}
