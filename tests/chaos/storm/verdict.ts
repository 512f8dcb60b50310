import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { assertNothingTold, readSecrets } from "@/tests/fixtures/told.ts";
import { chunks } from "./post.ts";
import type { Shopper } from "./shopper.ts";
import type { StormStage } from "./stage.ts";

/** Money of an order, by the gateway's statement and by the ledger. Minor units. */
export interface Difference {
  order: number;
  gateway: string;
  habit: string;
  came: number;
  booked: number;
  went: number;
  bookedBack: number;
}

interface Booked {
  came: number;
  went: number;
  total: number;
  status: string;
  needsReview: boolean;
  sold: number;
  payments: number;
  surplus: number;
  asked: number;
  /** How the last tries to pay stand, newest first. */
  tries: string[];
}

/** Where the ledger does not say what the gateway really took and gave back. */
export async function differences(stage: StormStage, shoppers: Shopper[]): Promise<Difference[]> {
  const booked = await readBooked(stage, shoppers);
  const wrong: Difference[] = [];
  for (const some of chunks(shoppers, 20)) {
    const found = await Promise.all(some.map(async ({ number, desk, order, habit, asked }) => {
      const [came, went] = await Promise.all([desk.came(asked), desk.went(asked)]);
      const said = booked.get(order.id)!;
      if (came === said.came && went === said.went) return null;
      const { gateway } = desk;
      const [bookedCame, bookedBack] = [said.came, said.went];
      return { order: number, gateway, habit, came, booked: bookedCame, went, bookedBack };
    }));
    wrong.push(...found.filter((one) => one !== null));
  }
  return wrong;
}

/** Per order: what was taken is booked, what was paid is released, what was paid twice is flagged. */
export async function assertTrue(stage: StormStage, shoppers: Shopper[]): Promise<void> {
  const [count] = await stage.sql`select count(*)::int as orders from orders`;
  assert.equal(count!.orders, shoppers.length, "nobody has ordered twice");
  assert.deepEqual(await differences(stage, shoppers), [], "the ledger is what gateways did");
  const booked = await readBooked(stage, shoppers);
  for (const { number, desk, habit, order, asked, isDone, refusal } of shoppers) {
    const said = booked.get(order.id)!;
    const about = `order ${number} by ${desk.gateway}, ${habit}: ${JSON.stringify(said)}`;
    assert.ok(isDone, `everybody comes to an end, here ${refusal}: ${about}`);
    const isPaid = said.came >= said.total;
    assert.equal(said.status === "paid", isPaid, `paid when its money came: ${about}`);
    assert.equal(said.sold, isPaid ? 1 : 0, `its goods go when it is paid: ${about}`);
    const kept = said.came - said.went;
    if (![0, said.total].includes(said.came) && ![0, said.total].includes(kept)) {
      assert.equal(said.needsReview, true, `too little or too much is for a person: ${about}`);
    }
    assert.equal(said.surplus, Math.max(said.payments - 1, 0), `paid again is surplus: ${about}`);
    assert.ok(said.asked <= asked.length, `nobody asked who was not to be: ${about}`);
  }
  for (const { shop } of stage.desks) await assertLedgerAddsUp(stage.sql, shop.storeId);
}

async function readBooked(
  { sql }: StormStage,
  shoppers: Shopper[],
): Promise<Map<string, Booked>> {
  const rows = await sql<(Booked & { id: string })[]>`
    select o.id, o.total_minor::int as total, o.status, o.needs_review as "needsReview",
      (select coalesce(sum(amount_minor) filter (where from_book = 'buyer'), 0)::int
        from ledger_entries where order_id = o.id) as came,
      (select coalesce(sum(amount_minor) filter (where to_book = 'buyer'), 0)::int
        from ledger_entries where order_id = o.id) as went,
      (select coalesce(-sum(on_hand_delta), 0)::int from inventory_movements
        where order_id = o.id and kind <> 'returned') as sold,
      (select count(*)::int from payments where order_id = o.id) as payments,
      (select count(*)::int from payments where order_id = o.id and is_surplus) as surplus,
      (select count(*)::int from payment_attempts where order_id = o.id) as asked,
      array(select concat_ws(' ', state, result_code) from payment_attempts where order_id = o.id
        order by number desc limit 4) as tries
    from orders as o where o.id = any (${shoppers.map(({ order }) => order.id)})`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Workers and edge functions wrote a lot, and nothing of it opens anything or says who paid. */
export async function assertLogsTellNothing({ log, sql }: StormStage): Promise<void> {
  const text = log.join("");
  assert.match(text, /M-Pesa|Daraja/, "the workers wrote something");
  assert.match(text, /Flutterwave answered/);
  assert.match(text, /Listening on/, "and so did edge functions");
  assertNothingTold(text, await readSecrets(sql));
}
