import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

const TOTAL = 265_000;

let database: Awaited<ReturnType<typeof startDatabase>>;
let sql: postgres.Sql;
let shop: Shop;
let receipts = 0;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 25 });
  shop = await makeShop(sql, { stock: [5_000] });
});
Deno.test.afterAll(async () => {
  await assertLedgerAddsUp(sql, shop.storeId);
  await sql.end();
  await database.stop();
});

interface Order {
  id: string;
  number: number;
  label: string;
  attemptId: string;
}

async function place(): Promise<Order> {
  const phone = `+2547${String(20_000_000 + ++receipts)}`;
  const input = orderInput(shop.variantIds[0]!, { phone, payer_phone: phone });
  const { order_id: id, label } = await placeOrder(sql, shop.slug, input);
  const [row] = await sql`select o.number, a.id from orders o
    join payment_attempts a on a.order_id = o.id where o.id = ${id}`;
  return { id, number: row!.number, label, attemptId: row!.id };
}

/** Money that came, looked at once. Its id. */
async function come(money: Record<string, unknown> = {}): Promise<string> {
  const receipt = `R${++receipts}`;
  const told = { receipt, amount_minor: TOTAL, currency: "KES", ...money };
  const [kept] = await sql`select private.keep_arrival(${shop.accountId}, 'till', ${
    sql.json(told as never)
  }) as result`;
  assert.equal(kept!.result, "received");
  const [row] = await sql`select id from arrivals where receipt = ${told.receipt}`;
  await sql`select private.settle_arrival(${row!.id})`;
  return row!.id;
}

async function stateOf(arrivalId: string): Promise<string> {
  const [row] = await sql`select state from arrivals where id = ${arrivalId}`;
  return row!.state;
}

async function paidOf(orderId: string): Promise<number> {
  const [row] = await sql`select paid_minor::int as paid from orders where id = ${orderId}`;
  return row!.paid;
}

type Answer = { ok: boolean; code?: string };

async function as<T>(userId: string, run: (sql: postgres.TransactionSql) => Promise<T>) {
  return await sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: userId, role: "authenticated" });
    await sql`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`;
    return await run(sql);
  });
}

const assign = (arrivalId: string, number: number, userId: string = CAST.merchant) =>
  as(userId, async (sql) => {
    const [row] = await sql`
      select place_arrival(${shop.storeId}, ${arrivalId}, ${number}) as answer`;
    return row!.answer as Answer;
  });

const giveBack = (arrivalId: string, reference: string, userId: string = CAST.merchant) =>
  as(userId, async (sql) => {
    const [row] = await sql`
      select return_arrival(${shop.storeId}, ${arrivalId}, ${reference}) as answer`;
    return row!.answer as Answer;
  });

Deno.test("a label is found however people type it, and never another order's", async () => {
  const orders = [await place(), await place(), await place()];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...orders),
      fc.infiniteStream(fc.boolean()),
      fc.constantFrom("-", "", " ", " - ", "/", "."),
      fc.constantFrom("", " ", "  "),
      async ({ id, label }, coins, dash, around) => {
        const toss = () => coins.next().value as boolean;
        const typed = [...label.replace("-", dash)]
          .map((letter) => toss() ? letter.toLowerCase() : letter)
          .map((letter) => letter === "0" && toss() ? "O" : letter).join("");
        const [row] = await sql`select private.order_by_reference(${shop.storeId}, ${
          around + typed + around
        }) as id`;
        assert.equal(row!.id, id, typed);
      },
    ),
    { numRuns: 200 },
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 20 }), async (typed) => {
      const [row] = await sql`select private.order_by_reference(${shop.storeId}, ${
        typed.replaceAll("\0", "")
      }) as id`;
      if (row!.id !== null) assert.match(typed.replace(/[^A-Za-z0-9]/g, ""), /^kk[0-9o]+$/i);
    }),
    { numRuns: 300 },
  );
});

Deno.test("hidden payers: the number, its stars and its hash are one phone, others are not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 700_000_000, max: 799_999_999 }),
      fc.integer({ min: 700_000_000, max: 799_999_999 }),
      async (mine, other) => {
        fc.pre(mine !== other);
        const wire = `254${mine}`;
        const forms = [
          wire,
          `+${wire}`,
          `${wire.slice(0, 4)} ***** ${wire.slice(-3)}`,
          new Uint8Array(
            await crypto.subtle.digest("SHA-256", new TextEncoder().encode(wire)),
          ).toHex(),
        ];
        for (const form of forms) {
          const [row] = await sql`select private.is_phone_of(${form}, ${`+${wire}`}) as mine,
            private.is_phone_of(${form}, ${`+254${other}`}) as other`;
          assert.equal(row!.mine, true, form);
          const looksAlike = form.includes("*") && String(other).endsWith(wire.slice(-3));
          if (!looksAlike) assert.equal(row!.other, false, form);
        }
      },
    ),
    { numRuns: 60 },
  );
  const [row] = await sql`select private.is_phone_of('', '+254712345678') as nobody,
    private.is_phone_of('*****', '+254712345678') as stars`;
  assert.deepEqual({ ...row }, { nobody: false, stars: false });
});

Deno.test("whatever is typed and paid, each receipt is booked once or waits for a person", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          isLabelled: fc.boolean(),
          amount: fc.constantFrom(1, TOTAL - 100, TOTAL, TOTAL + 100),
          currency: fc.constantFrom("KES", "KES", "USD"),
          times: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      async (coming) => {
        const order = await place();
        let booked = 0;
        for (const { isLabelled, amount, currency, times } of coming) {
          const id = await come({
            amount_minor: amount,
            currency,
            reference: isLabelled ? order.label : "RENT",
          });
          for (let again = 1; again < times; again++) {
            await sql`select private.settle_arrival(${id})`;
          }
          const isOurs = isLabelled && currency === "KES";
          assert.equal(await stateOf(id), isOurs ? "placed" : "open");
          if (isOurs) booked += amount;
        }
        assert.equal(await paidOf(order.id), booked);
      },
    ),
    { numRuns: 25 },
  );
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("7.7 currency mismatch, money of another currency than its order's is never booked for it: till", async () => {
  const order = await place();
  const id = await come({ currency: "USD", reference: order.label });
  assert.deepEqual(await assign(id, order.number), { ok: false, code: "wrong_currency" });
  assert.equal(await stateOf(id), "open");
});

Deno.test("7.20 money with no order, two of the staff place the same money, booked once: till", async () => {
  const [one, other] = [await place(), await place()];
  const id = await come();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => assign(id, n % 2 === 0 ? one.number : other.number)),
  );
  const winners = answers.filter(({ ok }) => ok);
  assert.equal(winners.length, 10, "the same again is done, another order is not");
  assert.ok(answers.every(({ ok, code }) => ok || code === "arrival_settled"));
  assert.equal(await paidOf(one.id) + await paidOf(other.id), TOTAL);
  const [audit] = await sql`select count(*)::int as n from audit_events
    where action = 'arrivals.placed' and entity_id = ${id}`;
  assert.equal(audit!.n, 1);
});

Deno.test("two payments under one reference of somebody else's are both placed", async () => {
  const order = await place();
  for (const id of [await come({ gateway_ref: "page-1" }), await come({ gateway_ref: "page-1" })]) {
    assert.deepEqual(await assign(id, order.number), { ok: true });
  }
  assert.equal(await paidOf(order.id), 2 * TOTAL);
  const refs = await sql`select gateway_ref from payment_attempts
    where order_id = ${order.id} and number > 1 order by number`;
  assert.deepEqual(refs.map(({ gateway_ref }) => gateway_ref), ["page-1", null]);
});

Deno.test("7.20 money with no order, one places it while another gives it back, one of the two: till", async () => {
  for (let round = 0; round < 5; round++) {
    const order = await place();
    const id = await come();
    const [placed, returned] = await Promise.all([
      assign(id, order.number),
      giveBack(id, "Cash at the counter"),
    ]);
    assert.notEqual(placed.ok, returned.ok);
    assert.equal(await paidOf(order.id), placed.ok ? TOTAL : 0);
    assert.equal(await stateOf(id), placed.ok ? "placed" : "returned");
  }
});

Deno.test("given back: the same again is done, in other words it is not, and both are logged once", async () => {
  const id = await come();
  assert.deepEqual(await giveBack(id, "TJ45"), { ok: true });
  assert.deepEqual(await giveBack(id, " TJ45 "), { ok: true });
  assert.deepEqual(await giveBack(id, "Cash"), { ok: false, code: "arrival_settled" });
  const [audit] = await sql`select count(*)::int as n from audit_events
    where action = 'arrivals.returned' and entity_id = ${id}`;
  assert.equal(audit!.n, 1);
  await assert.rejects(giveBack(await come(), "  "), { code: "AF422" });
});

Deno.test("no order or no money of this shop: refused, and strangers are told of neither", async () => {
  const id = await come();
  assert.deepEqual(await assign(id, 999_999), { ok: false, code: "order_not_found" });
  const order = await place();
  const nothing = await assign(crypto.randomUUID(), order.number);
  assert.deepEqual(nothing, { ok: false, code: "arrival_not_found" });
  await sql`insert into auth.users (id, email) values (${CAST.rival}, 'rival@afrify.test')`;
  await assert.rejects(assign(id, order.number, CAST.rival), { code: "AF404" });
  await assert.rejects(giveBack(id, "Cash", CAST.rival), { code: "AF404" });
});

Deno.test("the callback, the till and a person at once: one payment, whoever is first", async () => {
  for (let round = 0; round < 10; round++) {
    const order = await place();
    await sql`update payment_attempts set state = 'submitted', submitted_at = now()
      where id = ${order.attemptId}`;
    const receipt = `X${++receipts}`;
    const money = { receipt, amount_minor: TOTAL, currency: "KES", reference: order.label };
    await sql`select private.keep_arrival(${shop.accountId}, 'till', ${sql.json(money)})`;
    const [row] = await sql`select id from arrivals where receipt = ${receipt}`;
    const paid = { state: "succeeded", code: "0", amount_minor: TOTAL, currency: "KES", receipt };
    await Promise.all([
      sql`select private.apply_payment_event(${order.attemptId}, null, ${sql.json(paid)})`,
      sql`select private.settle_arrival(${row!.id})`,
      sql`select private.apply_payment_event(${order.attemptId}, null, ${sql.json(paid)})`,
      assign(row!.id, order.number),
    ]);
    await sql`select private.settle_arrival(${row!.id})`;
    assert.equal(await paidOf(order.id), TOTAL);
    assert.equal(await stateOf(row!.id), "known");
  }
});

Deno.test("7.8 double payment, taken for the prompt's money at first, the prompt's own is booked as well: till", async () => {
  const order = await place();
  await sql`update payment_attempts set state = 'submitted', submitted_at = now()
    where id = ${order.attemptId}`;
  const asked = { state: "succeeded", code: "0", amount_minor: TOTAL, currency: "KES" };
  await sql`select private.apply_payment_event(${order.attemptId}, null, ${sql.json(asked)})`;
  const [typed, own] = [`H${++receipts}`, `P${++receipts}`];
  const id = await come({ receipt: typed, reference: order.label });
  assert.equal(await stateOf(id), "known");

  await sql`select private.apply_payment_event(${order.attemptId}, null, ${
    sql.json({ ...asked, receipt: own })
  })`;
  const [second] = await sql`select id from arrivals where receipt = ${own}`;
  await sql`select private.settle_arrival(${second!.id})`;

  const rows = await sql`select receipt, is_surplus from payments where order_id = ${order.id}
    order by id`;
  assert.deepEqual(rows.map((row) => ({ ...row })), [
    { receipt: typed, is_surplus: false },
    { receipt: own, is_surplus: true },
  ]);
});
