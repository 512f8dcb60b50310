import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PartsOrder, type PayAnswer, payers } from "@/tests/fixtures/parts.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";

const TOTAL = 265_000;
const [WANJIRU, OTIENO, AMINA] = ["+254712345678", "+254700000002", "+254700000003"] as const;

let sql: postgres.Sql;
let shop: Shop;
let stop: () => Promise<void>;
let act: ReturnType<typeof payers>;

Deno.test.beforeAll(async () => {
  const database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 12 });
  shop = await makeShop(sql, { stock: [10_000] });
  act = payers(sql, shop);
  stop = database.stop;
});
Deno.test.afterAll(async () => {
  await sql.end();
  await stop();
});

/** An order whose first prompt was refused on the phone. */
async function unpaid(overrides: Record<string, unknown> = {}): Promise<PartsOrder> {
  const order = await act.place(overrides);
  await act.fail(await act.firstAttempt(order));
  return order;
}

Deno.test("two phones settle one order, each for its part, at the same time", async () => {
  const order = await unpaid();
  const first = await act.pay(order, OTIENO, 100_000);
  const second = await act.pay(order, AMINA, 165_000);
  assert.deepEqual([first.ok, second.ok], [true, true]);

  await act.succeed(first.attempt_id);
  assert.deepEqual(await act.stateOf(order), ["pending", "partly_paid", 100_000, 0, false]);
  await act.succeed(second.attempt_id);

  assert.deepEqual(await act.stateOf(order), ["paid", "paid", TOTAL, 0, false]);
  assert.deepEqual(await act.told(order), [
    "sms order_part_paid",
    "sms order_paid",
    "email merchant_order_paid",
  ]);
});

Deno.test("one live prompt for an order and a phone; another phone is asked for what nobody else is", async () => {
  const order = await unpaid();
  assert.equal((await act.pay(order, OTIENO, 100_000)).ok, true);
  const again = await act.pay(order, OTIENO, 50_000);
  assert.equal(again.code, "prompt_live");
  assert.ok(again.retry_after_s! > 80);
  const { attempt_id } = await act.pay(order, AMINA);
  const [rest] = await sql`
    select expected_minor::int as minor from payment_attempts where id = ${attempt_id}`;
  assert.equal(rest!.minor, 165_000);
  // All of it is asked for by now: a third phone waits, unless its owner says how much.
  assert.equal((await act.pay(order, WANJIRU)).code, "prompt_live");
  assert.equal((await act.pay(order, WANJIRU, TOTAL)).ok, true);
});

Deno.test("a part is neither more than what is left nor a trifle nor half a shilling", async () => {
  const order = await unpaid();
  const tooMuch = await act.pay(order, OTIENO, TOTAL + 100);
  assert.deepEqual([tooMuch.code, tooMuch.left_minor], ["part_too_big", TOTAL]);
  const least = { code: "part_too_small", least_minor: 5_300 };
  for (const minor of [5_200, 0, -100, 100_050]) {
    const { code, least_minor } = await act.pay(order, OTIENO, minor);
    assert.deepEqual({ code, least_minor }, least);
  }
  const { attempt_id } = await act.pay(order, OTIENO, TOTAL - 1_000);
  await act.succeed(attempt_id);
  assert.equal((await act.pay(order, AMINA, 1_000)).ok, true, "what is left may be less");
});

Deno.test("what comes on top in a race is surplus that a person sees, and it goes back", async () => {
  const order = await unpaid();
  const both = [await act.pay(order, OTIENO, 200_000), await act.pay(order, AMINA, 200_000)];
  await Promise.all(both.map(({ attempt_id }) => act.succeed(attempt_id)));

  assert.deepEqual(await act.stateOf(order), ["paid", "overpaid", 400_000, 0, true]);
  await refund(order, 135_000);
  assert.deepEqual((await act.stateOf(order)).slice(0, 4), ["paid", "paid", 400_000, 135_000]);
  await assertLedgerAddsUp(sql, shop.storeId);
});

async function refund(order: PartsOrder, minor: number): Promise<void> {
  await sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: CAST.merchant });
    await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
    const [row] = await sql`select request_refund(${shop.storeId},
      (select number from orders where id = ${order.id}), ${crypto.randomUUID()}, ${
      sql.json({ amount_minor: minor, reason: "Came on top", reference: "Cash" })
    }) as answer`;
    assert.equal(row!.answer.ok, true, JSON.stringify(row!.answer));
  });
}

Deno.test("an order that a part came for keeps its goods a day, then they go back and a person looks", async () => {
  const order = await unpaid();
  const { attempt_id } = await act.pay(order, OTIENO, 100_000);
  await act.succeed(attempt_id);
  await act.pass(order, 23 * 3600);
  assert.equal(await act.expire(order), "extended");
  await act.pass(order, 2 * 3600);
  assert.equal(await act.expire(order), "expired");

  assert.deepEqual(await act.stateOf(order), ["expired", "partly_paid", 100_000, 0, true]);
  assert.deepEqual(await act.told(order), [
    "sms order_part_paid",
    "sms order_lapsed",
    "email merchant_order_lapsed",
  ]);
  // Whoever pays it after all pays the rest at once, or all of it where the part went back.
  assert.equal((await act.pay(order, OTIENO, 100_000)).code, "part_too_small");
  await refund(order, 100_000);
  const { attempt_id: late } = await act.pay(order, OTIENO);
  await act.succeed(late);
  assert.deepEqual(await act.stateOf(order), ["paid", "paid", TOTAL + 100_000, 100_000, false]);
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("less than was asked for is still for a person, and holds the goods", async () => {
  const order = await unpaid();
  const { attempt_id } = await act.pay(order, OTIENO);
  await act.succeed(attempt_id, 100_000);
  assert.deepEqual(await act.stateOf(order), ["pending", "partly_paid", 100_000, 0, true]);
  await act.pass(order, 10 * 24 * 3600);
  assert.equal(await act.expire(order), "not_expirable");
});

Deno.test("twenty taps on one phone are one prompt, and twenty phones as many as they say", async () => {
  const order = await unpaid();
  const taps = await Promise.all(
    Array.from({ length: 20 }, () => act.pay(order, OTIENO, 100_000)),
  );
  assert.equal(taps.filter(({ ok }) => ok).length, 1);
  const other = await unpaid();
  const phones = Array.from({ length: 20 }, (_, i) => `+25471100${1000 + i}`);
  const asked = await Promise.all(phones.map((phone) => act.pay(other, phone, 13_300)));
  assert.ok(asked.every(({ ok }) => ok));
  await Promise.all(asked.map(({ attempt_id }) => act.succeed(attempt_id)));
  assert.deepEqual(await act.stateOf(other), ["paid", "overpaid", 20 * 13_300, 0, true]);
  await assertLedgerAddsUp(sql, shop.storeId);
});

type Step =
  | { kind: "pay"; phone: number; part: number | null; isByLink: boolean }
  | { kind: "end"; which: number; how: "paid" | "failed" | "less" }
  | { kind: "pass"; seconds: number }
  | { kind: "refund"; part: number }
  | { kind: "expire" | "share" | "unshare" };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("pay" as const),
      phone: fc.nat(2),
      part: fc.option(fc.integer({ min: 1, max: 30 })),
      isByLink: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("end" as const),
      which: fc.nat(9),
      how: fc.constantFrom("paid" as const, "paid" as const, "failed" as const, "less" as const),
    }),
  },
  fc.record({ kind: fc.constant("pass" as const), seconds: fc.constantFrom(60, 91, 90_000) }),
  fc.record({ kind: fc.constant("refund" as const), part: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ kind: fc.constantFrom("expire" as const, "share" as const, "unshare" as const) }),
);

Deno.test("whoever pays what whenever: the ledger is what came, and paid is covered", async () => {
  const property = fc.asyncProperty(
    fc.array(anyStep, { maxLength: 24 }),
    fc.boolean(),
    async (steps, isPlanned) => {
      const own = await makeShop(sql, { stock: [2] });
      await sql`update stores set deposit_percent = 30 where id = ${own.storeId}`;
      const by = payers(sql, own);
      const order = await by.place({ in_parts: isPlanned });
      const run = { own, by, order, link: "", attempts: [await by.firstAttempt(order)], came: 0 };
      for (const step of steps) {
        await take(run, step);
        await check(run);
      }
    },
  );
  await fc.assert(property, { numRuns: 40 });
});

interface Run {
  own: Shop;
  by: ReturnType<typeof payers>;
  order: PartsOrder;
  link: string;
  attempts: string[];
  /** What gateways took. */
  came: number;
}

async function take(run: Run, step: Step): Promise<void> {
  const { by, order } = run;
  const phones = [WANJIRU, OTIENO, AMINA];
  if (step.kind === "pay") {
    const minor = step.part === null ? null : step.part * 10_000;
    const phone = phones[step.phone]!;
    const answer: PayAnswer = step.isByLink
      ? await by.payByLink(run.link, phone, minor)
      : await by.pay(order, phone, minor);
    if (answer.ok) run.attempts.push(answer.attempt_id);
  } else if (step.kind === "end") {
    await end(run, run.attempts[step.which % run.attempts.length]!, step.how);
  } else if (step.kind === "pass") await by.pass(order, step.seconds);
  else if (step.kind === "refund") await tryRefund(run, step.part * 5_000);
  else if (step.kind === "expire") await by.expire(order);
  else if (step.kind === "share") run.link = (await by.share(order)).token ?? "";
  else await by.unshare(order);
}

async function end(run: Run, attemptId: string, how: "paid" | "failed" | "less") {
  if (how === "failed") return await run.by.fail(attemptId);
  const [attempt] = await sql`select expected_minor::int as minor, state from payment_attempts
    where id = ${attemptId}`;
  if (attempt!.state === "succeeded") return;
  const minor = how === "less" ? Math.max(100, attempt!.minor - 100) : attempt!.minor;
  await run.by.succeed(attemptId, minor);
  run.came += minor;
}

async function tryRefund({ own, order }: Run, minor: number): Promise<void> {
  const claims = JSON.stringify({ sub: CAST.merchant });
  await sql.begin(async (sql) => {
    await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
    await sql`select request_refund(${own.storeId},
      (select number from orders where id = ${order.id}), ${crypto.randomUUID()}, ${
      sql.json({ amount_minor: minor, reason: "Part", reference: "Cash" })
    })`;
  });
}

async function check({ own, order, came }: Run): Promise<void> {
  await assertLedgerAddsUp(sql, own.storeId);
  const [now] = await sql`
    select o.status, o.paid_minor::int as paid, o.refunded_minor::int as refunded, o.paid_at, o.needs_review,
      (select count(*)::int from (
        select phone from payment_attempts where order_id = o.id
          and state in ('created', 'submitted', 'pending', 'unknown') and created_at > now() - interval '90 seconds'
        group by phone having count(*) > 1) as twice) as twice,
      (select count(*)::int from pay_links where order_id = o.id and withdrawn_at is null) as links
    from orders as o where o.id = ${order.id}`;
  assert.equal(now!.paid, came, "the ledger has what came, and no more");
  assert.equal(now!.twice, 0, "one live prompt for a phone");
  assert.ok(now!.links <= 1);
  const kept = now!.paid - now!.refunded;
  if (now!.status === "pending") assert.ok(kept < TOTAL, "what is covered is paid");
  if (now!.status === "expired" && kept > 0) assert.ok(now!.needs_review, "a person looks");
  if (now!.paid_at) assert.ok(now!.paid >= TOTAL, "what is paid was covered");
}
