import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PartsOrder, payers } from "@/tests/fixtures/parts.ts";
import { makeShop, type Shop } from "@/tests/fixtures/shop.ts";

const TOTAL = 265_000;
const DEPOSIT = 79_500;
const PHONES = ["+254712345678", "+254722000118", "+254733000119"];
const RUNS = Number(Deno.env.get("RUNS") ?? 40);

let sql: postgres.Sql;
let shop: Shop;
let stop: () => Promise<void>;
let act: ReturnType<typeof payers>;

Deno.test.beforeAll(async () => {
  const database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 4 });
  shop = await makeShop(sql, { stock: [10_000] });
  await sql`update stores set deposit_percent = 30, instalment_days = 21 where id = ${shop.storeId}`;
  act = payers(sql, shop);
  stop = database.stop;
});
Deno.test.afterAll(async () => {
  await sql.end();
  await stop();
});

/** Something that anybody may do at any moment. */
type Deed =
  | { kind: "pay"; phone: number; shillings: number | null }
  | { kind: "link"; phone: number; shillings: number | null }
  | { kind: "answer"; which: number; says: "all" | "less" | "no" }
  | { kind: "share" | "unshare" | "cash" | "expire" }
  | { kind: "pass"; hours: number };

const phone = fc.integer({ min: 0, max: PHONES.length - 1 });
const shillings = fc.option(fc.integer({ min: 50, max: 2_700 }));
const says = fc.constantFrom("all" as const, "all" as const, "less" as const, "no" as const);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("pay" as const), phone, shillings }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("link" as const), phone, shillings }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("answer" as const), which: fc.nat(20), says }),
  },
  fc.record({ kind: fc.constantFrom("share" as const, "unshare", "cash", "expire") }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("pass" as const),
      hours: fc.constantFrom(0.03, 0.03, 1, 25, 200, 400),
    }),
  },
);

/** Does it, whatever the database answers; refusals are part of life. */
async function perform(order: PartsOrder, done: Deed): Promise<void> {
  switch (done.kind) {
    case "pay":
      await act.pay(order, PHONES[done.phone]!, minorOf(done.shillings));
      return;
    case "link": {
      const [link] = await sql`select token from pay_links where order_id = ${order.id}
        order by id desc limit 1`;
      if (link) await act.payByLink(link.token, PHONES[done.phone]!, minorOf(done.shillings));
      return;
    }
    case "answer":
      return await answer(order, done);
    case "share":
      await act.share(order);
      return;
    case "unshare":
      await act.unshare(order);
      return;
    case "cash":
      return await takeCash(order);
    case "expire":
      await act.expire(order);
      return;
    case "pass":
      return await act.pass(order, done.hours * 3600);
  }
}

function minorOf(shillings: number | null): number | null {
  return shillings === null ? null : shillings * 100;
}

/** A gateway says what became of any try, early or late. */
async function answer(
  { id }: PartsOrder,
  { which, says }: Deed & { kind: "answer" },
): Promise<void> {
  const open = await sql`select id, expected_minor::int as minor from payment_attempts
    where order_id = ${id} and state <> 'succeeded' order by number`;
  const attempt = open[which % Math.max(1, open.length)];
  if (!attempt) return;
  if (says === "no") await act.fail(attempt.id);
  else {await act.succeed(
      attempt.id,
      says === "less" ? Math.max(100, attempt.minor - 1_000) : undefined,
    );}
}

/** As somebody of the shop notes it: never more than is left, and not of what is over. */
async function takeCash({ id }: PartsOrder): Promise<void> {
  const [open] = await sql`select store_id from orders where id = ${id} and status = 'pending'
    and total_minor - (paid_minor - refunded_minor) > 20000`;
  if (!open) return;
  await sql`select private.book_entry(${id}, ${crypto.randomUUID()}, 'cash', 'buyer', 'hand', 20000, 'KES')`;
}

/** What its ledger, its state and its time must say of one another. */
async function assertAgrees({ id }: PartsOrder, deeds: string): Promise<void> {
  const [order] = await sql`
    select o.status, o.payment_status as payment, o.paid_minor::int as paid, o.needs_review as review,
      o.expires_at >= o.pay_by as is_kept, o.expires_at > now() - interval '1000 hours' as has_time,
      o.is_in_parts as parts, coalesce((
        select sum(case when l.from_book = 'buyer' then l.amount_minor else 0 end)
        from ledger_entries l where l.order_id = o.id), 0)::int as came,
      (select count(*)::int from pay_links l where l.order_id = o.id and l.withdrawn_at is null) as links,
      exists (select from graphile_worker.jobs j where j.key = 'expire_order:' || o.id) as ends
    from orders o where o.id = ${id}`;
  const { status, payment, paid, came } = order!;
  assert.equal(paid, came, `paid is what came: ${deeds}`);
  assert.ok(order!.links <= 1, "one link at a time");
  if (status === "pending") {
    assert.ok(paid < TOTAL, `an open order is not covered: ${deeds}`);
    assert.equal(payment, paid === 0 ? "unpaid" : "partly_paid", deeds);
    assert.ok(order!.ends, `somebody ends it: ${deeds}`);
  }
  if (status === "paid") {
    assert.ok(paid >= TOTAL, `a paid order is covered: ${deeds}`);
    assert.equal(payment, paid > TOTAL ? "overpaid" : "paid", deeds);
  }
  if (status === "expired" && paid > 0) {
    assert.ok(order!.review, `money waits for a person: ${deeds}`);
  }
  if (paid > TOTAL) assert.ok(order!.review, `too much is seen by a person: ${deeds}`);
  // Less than was asked for is for a person too; else a deposit keeps the goods until the day.
  if (status === "pending" && paid >= DEPOSIT && !order!.review) {
    assert.ok(order!.is_kept, `the deposit keeps the goods until the day: ${deeds}`);
  }
}

Deno.test("whatever payers, links and time do, ledger, state and hold of an order agree", async () => {
  const property = fc.asyncProperty(
    fc.array(deed, { minLength: 4, maxLength: 24 }),
    async (deeds) => {
      const order = await act.place({ in_parts: true, expected_deposit_minor: DEPOSIT });
      for (const [index, done] of deeds.entries()) {
        await perform(order, done);
        await assertAgrees(order, JSON.stringify(deeds.slice(0, index + 1)));
      }
    },
  );
  await fc.assert(property, { numRuns: RUNS });
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("payers who pay at the same moment settle it once, and what is too much is seen", async () => {
  for (let round = 0; round < 5; round++) {
    const order = await act.place({ in_parts: true });
    await act.succeed(await act.firstAttempt(order));
    const { token } = await act.share(order);
    const tries = [
      await act.pay(order, PHONES[1]!, 100_000),
      await act.payByLink(token, PHONES[2]!, 185_500),
    ];
    await Promise.all(tries.map(({ attempt_id }) => act.succeed(attempt_id)));
    const [status, payment, paid, , review] = await act.stateOf(order);
    assert.deepEqual([status, payment, paid, review], [
      "paid",
      "overpaid",
      DEPOSIT + 285_500,
      true,
    ]);
  }
  await assertLedgerAddsUp(sql, shop.storeId);
});
