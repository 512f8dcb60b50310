import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { askRefund, BY_HAND } from "@/tests/fixtures/refunds.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

const PAID = 510_000;

let database: Awaited<ReturnType<typeof startDatabase>>;
let sql: postgres.Sql;
let shop: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 25 });
  shop = await makeShop(sql, { stock: [1_000] });
  await letRefund(shop);
});
Deno.test.afterAll(async () => {
  await assertLedgerAddsUp(sql, shop.storeId);
  await sql.end();
  await database.stop();
});

Deno.test("a refund by hand is done at once, in parts and in full, each told to the buyer", async () => {
  const order = await buy();

  const first = await ask(order, { ...BY_HAND, amount_minor: 10_000 });
  assert.deepEqual(await moneyOf(order), ["partly_refunded", 10_000, 0, false]);
  const rest = await ask(order, { ...BY_HAND, amount_minor: PAID - 10_000 });

  assert.deepEqual([first.number, rest.number], [1, 2]);
  assert.deepEqual(await moneyOf(order), ["refunded", PAID, 0, false]);
  assert.deepEqual(await entriesOf(order), [
    `charge buyer>gateway ${PAID}`,
    "refund hand>buyer 10000",
    `refund hand>buyer ${PAID - 10_000}`,
  ]);
  const told = await sql`select channel, template, recipient from notifications
    where order_id = ${order} and refund_id is not null order by id`;
  assert.deepEqual(told.map((one) => `${one.channel} ${one.template} ${one.recipient}`), [
    "sms order_refunded +254712345678",
    "sms order_refunded +254712345678",
  ]);
});

Deno.test("never more than is left", async () => {
  const order = await buy();
  await ask(order, { ...BY_HAND, amount_minor: 500_000 });

  const more = await ask(order, { ...BY_HAND, amount_minor: 10_001 });

  assert.deepEqual(more, { ok: false, code: "refund_too_big", left_minor: 10_000 });
  assert.deepEqual(await moneyOf(order), ["partly_refunded", 500_000, 0, false]);
});

Deno.test("7.9 refund race, twenty at once give what there is, and one of a key once: hand", async () => {
  const order = await buy();
  const payment = await paymentOf(order);
  const asked = Array.from({ length: 20 }, (_, i) =>
    ask(order, {
      amount_minor: 100_000,
      ...(i % 2 === 0 ? BY_HAND : { payment_id: payment }),
    }));
  const answers = await Promise.all(asked);

  assert.equal(answers.filter(({ ok }) => ok).length, 5);
  assert.ok(answers.every(({ ok, code }) => ok || code === "refund_too_big"));

  const other = await buy();
  const key = crypto.randomUUID();
  const same = await Promise.all(
    Array.from({ length: 20 }, () => ask(other, { ...BY_HAND, amount_minor: 5_000 }, key)),
  );
  assert.equal(new Set(same.map(({ refund_id }) => refund_id)).size, 1);
  assert.deepEqual(await moneyOf(other), ["partly_refunded", 5_000, 0, false]);
  assert.equal(
    (await ask(other, { ...BY_HAND, amount_minor: 6_000 }, key)).code,
    "idempotency_key_reused",
  );
});

Deno.test("goods come back on the shelf that they left, and never more than were sold", async () => {
  const order = await buy();
  const [item] = await sql`select id, variant_id from order_items where order_id = ${order}`;
  const line = (quantity: number) => [{ order_item_id: item!.id, quantity }];
  const before = await onHand();

  await ask(order, { ...BY_HAND, lines: line(1), is_restocked: true });
  assert.equal(await onHand(), before + 1);
  const toMany = await ask(order, { ...BY_HAND, lines: line(2), is_restocked: true });
  assert.deepEqual(toMany, { ok: false, code: "line_refunded", order_item_id: item!.id, left: 1 });
  await ask(order, { ...BY_HAND, lines: line(1) });

  assert.equal(await onHand(), before + 1);
  assert.equal((await ask(order, { ...BY_HAND, lines: line(1) })).code, "line_refunded");
});

Deno.test("an order that lost its goods unsold has none to bring back", async () => {
  const own = await makeShop(sql, { stock: [2] });
  const late = await place(own);
  await sql`update orders set expires_at = now() - interval '1 minute' where id = ${late}`;
  await sql`update payment_attempts set state = 'expired' where order_id = ${late}`;
  await sql`select private.expire_order(${late})`;
  await pay(await place(own));
  await pay(late);
  const [item] = await sql`select id from order_items where order_id = ${late}`;
  assert.deepEqual(await moneyOf(late), ["paid", 0, 0, true]);

  await askRefund(sql, { storeId: own.storeId, orderId: late }, {
    ...BY_HAND,
    amount_minor: PAID,
    lines: [{ order_item_id: item!.id, quantity: 2 }],
    is_restocked: true,
  });

  assert.deepEqual(await moneyOf(late), ["refunded", PAID, 0, false]);
  await assertLedgerAddsUp(sql, own.storeId);
});

Deno.test("what was paid too much goes back, and nobody has to look any more", async () => {
  const order = await place(shop);
  await pay(order, PAID + 700);
  assert.deepEqual(await moneyOf(order), ["overpaid", 0, 0, true]);

  await ask(order, { ...BY_HAND, amount_minor: 700 });

  assert.deepEqual(await moneyOf(order), ["paid", 700, 0, false]);
});

Deno.test("refund twice concurrently: by a gateway the money is set aside until it says what became of it", async () => {
  const order = await buy();
  const payment = await paymentOf(order);
  const refund = await ask(order, { payment_id: payment, amount_minor: PAID });
  assert.deepEqual(await moneyOf(order), ["refunding", 0, PAID, false]);
  assert.equal((await ask(order, { ...BY_HAND, amount_minor: 100 })).code, "refund_too_big");

  await sql`select private.claim_refund(${refund.refund_id})`;
  await apply(refund.refund_id, { state: "failed", code: "1" });
  await apply(refund.refund_id, { state: "failed", code: "1" });
  assert.deepEqual(await moneyOf(order), ["paid", 0, 0, true]);
  const again = await ask(order, { ...BY_HAND, amount_minor: PAID });

  assert.equal(again.ok, true);
  assert.deepEqual(await moneyOf(order), ["refunded", PAID, 0, false]);
});

Deno.test("a gateway that does in the end what it refused is believed, and a person looks", async () => {
  const order = await buy();
  const refund = await ask(order, { payment_id: await paymentOf(order), amount_minor: 1_000 });
  await sql`select private.claim_refund(${refund.refund_id})`;
  await apply(refund.refund_id, { state: "failed", code: "26" });

  await apply(refund.refund_id, { state: "done", code: "0", receipt: "LATE1" });

  assert.deepEqual(await moneyOf(order), ["partly_refunded", 1_000, 0, true]);
  assert.equal((await entriesOf(order)).at(-1), "refund gateway>buyer 1000");
});

Deno.test("only by gateways that can, of payments that are there, in amounts that they take", async () => {
  const order = await buy();
  const payment = await paymentOf(order);
  const elsewhere = await paymentOf(await buy());
  const codes = [
    await ask(order, { payment_id: elsewhere }),
    await ask(order, { payment_id: crypto.randomUUID() }),
    await ask(order, { payment_id: payment, amount_minor: 150 }),
  ];
  assert.deepEqual(codes.map(({ code }) => code), [
    "payment_not_found",
    "payment_not_found",
    "amount_not_payable",
  ]);
  const own = await makeShop(sql);
  const bought = await place(own);
  await pay(bought);
  const at = { storeId: own.storeId, orderId: bought };
  const answer = await askRefund(sql, at, { payment_id: await paymentOf(bought) });
  assert.equal(answer.code, "refund_not_available");
});

Deno.test("whoever may not give money back gives none, and bad input changes nothing", async () => {
  const order = await buy();
  const member = async (permissions: string[]) => {
    const userId = crypto.randomUUID();
    await sql`insert into auth.users (id, email) values (${userId}, ${userId + "@afrify.test"})`;
    await sql`insert into memberships (tenant_id, store_id, user_id, role, permissions)
      values (${shop.tenantId}, ${shop.storeId}, ${userId}, 'staff', ${permissions}::permission[])`;
    return userId;
  };
  const at = { storeId: shop.storeId, orderId: order };
  for (const userId of [await member([]), CAST.rival]) {
    await assert.rejects(askRefund(sql, at, BY_HAND, { userId }), { code: "AF404" });
  }
  const bad = [
    { amount_minor: 0 },
    { amount_minor: -5 },
    { amount_minor: 1.5 },
    { amount_minor: "5" },
    { amount_minor: null },
    { reason: " " },
    { reason: "a\nb" },
    { reference: "" },
    { payment_id: "x" },
    { lines: {} },
    { lines: [{ order_item_id: "x", quantity: 1 }] },
    { lines: [{ order_item_id: order, quantity: 0 }] },
    { is_restocked: "yes" },
  ];
  for (const change of bad) {
    await assert.rejects(askRefund(sql, at, { ...BY_HAND, ...change }), { code: "AF422" });
  }
  assert.deepEqual(await moneyOf(order), ["paid", 0, 0, false]);
  const trusted = await member(["payments.refund"]);
  assert.equal((await askRefund(sql, at, BY_HAND, { userId: trusted })).ok, true);
  const [audited] = await sql`select actor_id from audit_events
    where action = 'refunds.created' and store_id = ${shop.storeId} order by id desc limit 1`;
  assert.equal(audited!.actor_id, trusted);
});

Deno.test("whatever is asked and answered in whatever order, the ledger adds up", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep(), { maxLength: 12 }), async (steps) => {
      const own = await makeShop(sql, { stock: [6] });
      await letRefund(own);
      const order = await place(own);
      await pay(order);
      for (const step of steps) {
        await take(step, { storeId: own.storeId, orderId: order });
        await assertLedgerAddsUp(sql, own.storeId);
        const [row] = await sql`select refunded_minor + refunding_minor <= paid_minor
          or exists (select from ledger_entries where order_id = ${order}
            and (from_book, to_book) = ('gateway', 'buyer')) as holds
          from orders where id = ${order}`;
        assert.equal(row!.holds, true, "no more goes back than came");
      }
    }),
    { numRuns: 30 },
  );
});

interface Step {
  kind: "hand" | "gateway" | "claim" | "accept" | "release" | "done" | "failed" | "unknown";
  amountMinor: number;
  refund: number;
  lines: number;
}

function anyStep(): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constantFrom(
      ...["hand", "gateway", "claim", "accept", "release", "done", "failed", "unknown"] as const,
    ),
    amountMinor: fc.constantFrom(100, 100_000, 250_000, PAID),
    refund: fc.nat(5),
    lines: fc.nat(2),
  });
}

async function take(step: Step, at: { storeId: string; orderId: string }): Promise<void> {
  const { kind, amountMinor, lines } = step;
  if (kind === "hand" || kind === "gateway") {
    const [item] = await sql`select id from order_items where order_id = ${at.orderId}`;
    await askRefund(sql, at, {
      amount_minor: amountMinor,
      ...(kind === "hand" ? BY_HAND : { payment_id: await paymentOf(at.orderId) }),
      ...(lines > 0 && { lines: [{ order_item_id: item!.id, quantity: lines }] }),
      is_restocked: lines > 1,
    });
    return;
  }
  const refunds = await sql`select id from refunds where order_id = ${at.orderId} order by id`;
  const id = refunds[step.refund % refunds.length]?.id;
  if (!id) return;
  if (kind === "claim") await sql`select private.claim_refund(${id}, ${id})`;
  else if (kind === "accept") await sql`select private.accept_refund(${id}, ${id})`;
  else if (kind === "release") await sql`select private.release_refund(${id}, interval '1 s')`;
  else await Promise.all([1, 2].map(() => apply(id, { state: kind, code: "x" })));
}

/** M-Pesa of this shop has keys to pay out with. */
async function letRefund({ accountId }: Shop): Promise<void> {
  await sql`update payment_accounts set settings = settings || '{"can_refund":true}'
    where id = ${accountId}`;
}

async function place({ slug, variantIds }: Shop): Promise<string> {
  const lines = [{ variant_id: variantIds[0]!, quantity: 2 }];
  return (await placeOrder(sql, slug, orderInput(variantIds[0]!, { lines }))).order_id;
}

async function pay(order: string, amountMinor = PAID): Promise<void> {
  const receipt = crypto.randomUUID();
  const paid = { state: "succeeded", amount_minor: amountMinor, currency: "KES", receipt };
  await sql`select private.apply_payment_event(id, null, ${sql.json(paid)})
    from payment_attempts where order_id = ${order}`;
}

async function buy(): Promise<string> {
  const order = await place(shop);
  await pay(order);
  return order;
}

const ask = (orderId: string, input: Record<string, unknown>, key?: string) =>
  askRefund(sql, { storeId: shop.storeId, orderId }, input, key ? { key } : {});

async function apply(refundId: string, outcome: Record<string, unknown>): Promise<void> {
  await sql`select private.apply_refund_outcome(${refundId}, null, ${sql.json(outcome as never)})`;
}

async function paymentOf(order: string): Promise<string> {
  const [row] = await sql`select id from payments where order_id = ${order}`;
  return row!.id;
}

async function moneyOf(order: string): Promise<unknown[]> {
  const [row] =
    await sql`select payment_status, refunded_minor::int, refunding_minor::int, needs_review
    from orders where id = ${order}`;
  return Object.values(row!);
}

async function entriesOf(order: string): Promise<string[]> {
  const rows =
    await sql`select kind || ' ' || from_book || '>' || to_book || ' ' || amount_minor as line
    from ledger_entries where order_id = ${order} order by id`;
  return rows.map(({ line }) => line);
}

async function onHand(): Promise<number> {
  const [row] = await sql`select on_hand from inventory_levels where variant_id = ${shop
    .variantIds[0]!}`;
  return row!.on_hand;
}
