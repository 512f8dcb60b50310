import assert from "node:assert/strict";
import type postgres from "postgres";
import { WEBHOOK_EVENT_TYPES, type WebhookEventType } from "@/lib/webhooks/mod.ts";
import { type PartsOrder, payers } from "@/tests/fixtures/parts.ts";
import { BY_HAND } from "@/tests/fixtures/refunds.ts";
import { CAST, type Shop } from "@/tests/fixtures/shop.ts";
import { withWebhooks } from "./bench.ts";

/** A shop in a transaction, and an order of each state that an event begins from. */
interface Scene {
  sql: postgres.Sql;
  shop: Shop;
  open: PartsOrder;
  paid: PartsOrder;
}

/** What the shop's merchant does by a function about an order, which must be done. */
async function work({ sql, shop }: Scene, name: string, order: PartsOrder, input: unknown) {
  const claims = JSON.stringify({ sub: CAST.merchant, role: "authenticated" });
  const [row] = await sql`select number from orders where id = ${order.id}`;
  await sql`select set_config('request.jwt.claims', ${claims}, true),
    set_config('role', 'authenticated', true)`;
  const given = typeof input === "string" ? sql`${input}` : sql`${sql.json(input as never)}`;
  const key = name === "request_refund" ? sql`${crypto.randomUUID()},` : sql``;
  const [done] = await sql`
    select ${sql(name)}(${shop.storeId}, ${row!.number}, ${key} ${given}) as answer`;
  await sql`reset role`;
  assert.equal(done!.answer.ok, true, JSON.stringify(done!.answer));
}

/** Money for an order's first try: all that was asked for, or this much. */
async function pay({ sql, shop }: Scene, order: PartsOrder, minor?: number): Promise<void> {
  const buyer = payers(sql, shop);
  const id = await buyer.firstAttempt(order);
  const [asked] =
    await sql`select expected_minor::int as minor from payment_attempts where id = ${id}`;
  // A receipt that came before is no new money.
  const receipt = `NEW${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
  await buyer.apply(id, { state: "succeeded", amount_minor: minor ?? asked!.minor, receipt });
}

/** What makes each event true, done as the platform does it; a type that is not here does not compile. */
const CAUSES: Record<WebhookEventType, (scene: Scene) => Promise<unknown>> = {
  "order.created": ({ sql, shop }) => payers(sql, shop).place(),
  "order.paid": (scene) => pay(scene, scene.open),
  "order.fulfilled": (scene) => work(scene, "set_fulfilment", scene.paid, "delivered"),
  "order.cancelled": (scene) => work(scene, "cancel_order", scene.open, {}),
  "order.refunded": (scene) =>
    work(scene, "request_refund", scene.paid, {
      ...BY_HAND,
      amount_minor: 10_000,
      reason: "Damaged",
    }),
  "product.created": ({ sql, shop }) =>
    sql`insert into products (store_id, slug, title) values (${shop.storeId}, 'mat', 'Mat')`,
  "product.updated": ({ sql, shop }) =>
    sql`update variants set price_minor = 99 where id = ${shop.variantIds[0]!}`,
  "product.deleted": ({ sql, shop }) =>
    sql`update products set status = 'archived' where id = ${shop.productId}`,
  "inventory.low": ({ sql, shop }) =>
    sql`select private.move_stock(${shop.variantIds[0]!}, 'adjusted', -7, 0, reason => 'lost')`,
  "customer.created": ({ sql, shop }) => payers(sql, shop).place({ phone: "+254722000111" }),
  "payment.succeeded": (scene) => pay(scene, scene.open),
  "payment.failed": async ({ sql, shop, open }) => {
    const buyer = payers(sql, shop);
    await buyer.fail(await buyer.firstAttempt(open));
  },
  "payment.needs_review": (scene) => pay(scene, scene.open, 100),
};

async function count(sql: postgres.Sql, { storeId }: Shop, type: string): Promise<number> {
  const [row] = await sql`select count(*)::int as n from webhook_events as e
    join webhook_deliveries as d on d.event_id = e.id
    where e.store_id = ${storeId} and e.type = ${type}`;
  return row!.n;
}

for (const type of WEBHOOK_EVENT_TYPES) {
  Deno.test(`${type} is written by the transaction that makes it true, and undone with it`, () =>
    withWebhooks(async ({ sql, shop }) => {
      const buyer = payers(sql, shop);
      const [open, paid] = [await buyer.place(), await buyer.place()];
      await buyer.succeed(await buyer.firstAttempt(paid));
      const before = await count(sql, shop, type);
      const undone = new Error("undone");
      /** Does it, and answers how many more there are before anybody else can see them. */
      const cause = (isKept: boolean) =>
        sql.begin(async (tx) => {
          const own = tx as unknown as postgres.Sql;
          await CAUSES[type]({ sql: own, shop, open, paid });
          await tx`set constraints all immediate`;
          assert.equal(await count(own, shop, type), before + 1);
          if (!isKept) throw undone;
        });

      await assert.rejects(cause(false), undone);
      assert.equal(await count(sql, shop, type), before, "nothing is told of what was undone");
      await cause(true);
      assert.equal(await count(sql, shop, type), before + 1);
    }));
}
