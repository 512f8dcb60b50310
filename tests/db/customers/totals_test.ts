import assert from "node:assert/strict";
import fc from "fast-check";
import {
  asPerson,
  assertTotalsAddUp,
  book,
  customerOf,
  order,
  setStage,
  type Stage,
} from "./stage.ts";

let stage: Stage;

Deno.test.beforeAll(async () => {
  stage = await setStage();
});
Deno.test.afterAll(() => stage.stop());

const phoneOf = (who: number) => `+25471200000${who}`;

/** Something that happens to the customers of a shop; `at` picks one of the orders or customers there are. */
const step = fc.record({
  what: fc.constantFrom(
    ...["order", "order", "pay", "refund", "cancel", "expire", "reopen", "settle"] as const,
    ...["merge", "undo", "erase"] as const,
  ),
  who: fc.nat({ max: 3 }),
  at: fc.nat({ max: 9 }),
  minor: fc.integer({ min: 1, max: 300_000 }),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const MOVES = {
  cancel: ["pending", "cancelled"],
  expire: ["pending", "expired"],
  reopen: ["expired", "pending"],
  settle: ["pending", "paid"],
};

async function take({ what, who, at, minor }: Step): Promise<void> {
  const { sql, shop: { storeId } } = stage;
  const pick = async (rows: Promise<readonly Record<string, unknown>[]>) => {
    const all = await rows;
    return all.length > 0 ? all[at % all.length] : undefined;
  };
  if (what === "order") return void await order(stage, { phone: phoneOf(who) });
  if (what === "merge") {
    const all = await sql`select id from customers where merged_into is null order by id`;
    if (all.length < 2) return;
    const [kept, merged] = [all[who % all.length]!.id, all[at % all.length]!.id];
    await asPerson(sql, (sql) => sql`select merge_customers(${storeId}, ${kept}, ${merged})`);
  } else if (what === "undo") {
    const merge = await pick(sql`select id from customer_merges order by id`);
    if (merge) {
      await asPerson(
        sql,
        (sql) => sql`select undo_customer_merge(${storeId}, ${merge.id as string})`,
      );
    }
  } else if (what === "erase") {
    const one = await pick(sql`select id from customers where merged_into is null order by id`);
    if (one) {
      await asPerson(sql, (sql) => sql`select erase_customer(${storeId}, ${one.id as string})`);
    }
  } else if (what === "pay" || what === "refund") {
    const one = await pick(
      sql`select id, paid_minor - refunded_minor as kept from orders order by id`,
    );
    const isBack = what === "refund";
    if (one && (!isBack || Number(one.kept) >= minor)) {
      await book(stage, one.id as string, { minor, isBack });
    }
  } else {
    const [from, to] = MOVES[what];
    const one = await pick(sql`select id from orders where status = ${from!} order by id`);
    if (one) await sql`update orders set status = ${to!} where id = ${one.id as string}`;
  }
}

Deno.test("whatever happens, the sums of each customer are those over their orders and the ledger", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const one of steps) {
        await take(one);
        await assertTotalsAddUp(stage.sql, stage.shop.storeId);
      }
    }),
    { numRuns: 15 },
  );
});

Deno.test("of many at once nobody is lost: orders, money and merges of the same customers", async () => {
  const { sql, shop: { storeId } } = stage;
  const ids = await Promise.all(
    [5, 6, 5, 6].map((who) => order(stage, { phone: phoneOf(who) })),
  );
  const [kept, merged] = await Promise.all([
    customerOf(stage, ids[0]!),
    customerOf(stage, ids[1]!),
  ]);
  assert.notEqual(kept, merged);

  const merge = () =>
    asPerson(sql, (sql) => sql`select merge_customers(${storeId}, ${kept}, ${merged}) as answer`);
  const [answers] = await Promise.all([
    Promise.all([merge(), merge()]),
    ...ids.map((id) => book(stage, id, { minor: 500 })),
    ...[5, 6, 5, 6].map((who) => order(stage, { phone: phoneOf(who) })),
    ...ids.map((id) => book(stage, id, { minor: 100, isBack: true })),
  ]);

  assert.equal(new Set(answers.map(([row]) => row!.answer.id)).size, 1, "one merge");
  const [left] =
    await sql`select count(*)::int as orders from orders where customer_id = ${merged}`;
  assert.equal(left!.orders, 0);
  await assertTotalsAddUp(sql, storeId);
});

Deno.test("orders that end unpaid count no more, and come back when they are opened again", async () => {
  const { sql } = stage;
  const first = await order(stage, { phone: "+254733000001" });
  const second = await order(stage, { phone: "+254733000001" });
  const totals = async () => {
    const [row] = await sql`select t.orders, t.last_order_at::text as last from customer_totals as t
      where t.customer_id = ${await customerOf(stage, first)}`;
    return { ...row };
  };
  const [{ at } = { at: "" }] =
    await sql`select placed_at::text as at from orders where id = ${second}`;
  const [{ before } = { before: "" }] =
    await sql`select placed_at::text as before from orders where id = ${first}`;

  assert.deepEqual(await totals(), { orders: 2, last: at });
  await sql`update orders set status = 'expired' where id = ${second}`;
  assert.deepEqual(await totals(), { orders: 1, last: before });
  await sql`update orders set status = 'pending' where id = ${second}`;
  assert.deepEqual(await totals(), { orders: 2, last: at });
});
