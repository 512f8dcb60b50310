import assert from "node:assert/strict";
import type postgres from "postgres";
import { PERMISSIONS } from "@/lib/enums.ts";
import { permissionOf, WEBHOOK_EVENT_TYPES } from "@/lib/webhooks/mod.ts";
import { CAST, makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";
import { addEndpoint, withWebhooks } from "./bench.ts";

async function typesOf(sql: postgres.Sql, storeId: string): Promise<string[]> {
  const rows = await sql<{ type: string }[]>`
    select type from webhook_events where store_id = ${storeId} order by sequence`;
  return rows.map(({ type }) => type);
}

Deno.test("the database and the code know the same events, and what reading them needs", () =>
  withWebhooks(async ({ sql }) => {
    const [row] = await sql`select private.webhook_types() as types`;
    assert.deepEqual(row!.types, WEBHOOK_EVENT_TYPES);
    for (const type of WEBHOOK_EVENT_TYPES) {
      const [asked] = await sql`select private.webhook_permission(${type}) as needed`;
      assert.equal(asked!.needed, permissionOf(type));
      assert.ok(PERMISSIONS.includes(permissionOf(type)));
    }
  }));

Deno.test("an order from its placing to the refund is told step by step, in one unbroken count", () =>
  withWebhooks(async ({ sql, shop, order }) => {
    const id = await order();
    assert.deepEqual(await typesOf(sql, shop.storeId), ["customer.created", "order.created"]);
    await sql`update orders set paid_at = now(), status = 'paid' where id = ${id}`;
    await sql`update orders set status = 'fulfilled' where id = ${id}`;
    await sql`update orders set needs_review = true where id = ${id}`;
    await sql`update payment_attempts set state = 'failed' where order_id = ${id}`;
    const rows = await sql`select sequence::int as n, type, subject_id from webhook_events
      where store_id = ${shop.storeId} order by sequence`;
    assert.deepEqual(rows.map(({ n }) => n), rows.map((_, i) => i + 1));
    assert.deepEqual(rows.slice(2).map(({ type }) => type), [
      "order.paid",
      "order.fulfilled",
      "payment.needs_review",
      "payment.failed",
    ]);
  }));

Deno.test("what is not paid in time is told as cancelled", () =>
  withWebhooks(async ({ sql, shop, order }) => {
    const id = await order();
    await sql`update orders set status = 'expired' where id = ${id}`;
    assert.equal((await typesOf(sql, shop.storeId)).at(-1), "order.cancelled");
  }));

Deno.test("a product that is saved in many statements changed once", () =>
  withWebhooks(async ({ sql, shop }) => {
    await sql.begin(async (sql) => {
      await sql`update products set title = 'Big basket' where id = ${shop.productId}`;
      await sql`update variants set price_minor = 99 where product_id = ${shop.productId}`;
      await sql`insert into variants (store_id, product_id, option_values, price_minor)
        values (${shop.storeId}, ${shop.productId}, '{XL}', 100)`;
    });
    assert.deepEqual(await typesOf(sql, shop.storeId), ["product.updated"]);
    await sql`update products set title = 'Big basket' where id = ${shop.productId}`;
    await sql`select private.move_stock(${shop.variantIds[0]!}, 'received', 5, 0)`;
    assert.deepEqual(await typesOf(sql, shop.storeId), ["product.updated"], "no change, and stock");
    await sql`update products set status = 'archived' where id = ${shop.productId}`;
    await sql`insert into products (store_id, slug, title) values (${shop.storeId}, 'new', 'New')`;
    assert.deepEqual((await typesOf(sql, shop.storeId)).slice(1), [
      "product.deleted",
      "product.created",
    ]);
  }));

Deno.test("stock that falls to its level is told once a fall", () =>
  withWebhooks(async ({ sql, shop }) => {
    const move = (delta: number) =>
      sql`select private.move_stock(${shop
        .variantIds[0]!}, 'adjusted', ${delta}, 0, reason => 'lost')`;
    await move(-8);
    await move(-1);
    assert.deepEqual(await typesOf(sql, shop.storeId), ["inventory.low"]);
  }));

Deno.test("what is undone was never told, and leaves no gap", () =>
  withWebhooks(async ({ sql, shop }) => {
    const change = (title: string) =>
      sql`update products set title = ${title} where id = ${shop.productId}`;
    await change("One");
    await sql.begin(async (sql) => {
      await sql`update products set title = 'Two' where id = ${shop.productId}`;
      throw new Error("no");
    }).catch(() => {});
    await change("Three");
    const rows = await sql`select sequence::int as n from webhook_events order by sequence`;
    assert.deepEqual(rows.map(({ n }) => n), [1, 2]);
  }));

Deno.test("nothing is written where nobody wants to hear of it", () =>
  withWebhooks(async ({ sql, shop, ask, endpointId, receiver }) => {
    const { url } = receiver;
    const only = { url, events: ["customer.created"] };
    await ask("save_webhook_endpoint", shop.storeId, endpointId, only);
    const order = () => placeOrder(sql, shop.slug, orderInput(shop.variantIds[0]!));
    await order();
    assert.deepEqual(await typesOf(sql, shop.storeId), ["customer.created"]);
    await ask("save_webhook_endpoint", shop.storeId, endpointId, {
      url,
      events: ["order.created"],
      is_enabled: false,
    });
    await order();
    assert.deepEqual(await typesOf(sql, shop.storeId), ["customer.created"]);
    const rival = await makeShop(sql, { merchant: CAST.rival });
    await placeOrder(sql, rival.slug, orderInput(rival.variantIds[0]!));
    assert.deepEqual(await typesOf(sql, rival.storeId), []);
  }));

Deno.test("orders at once are counted one after the other, and none twice", () =>
  withWebhooks(async ({ sql, shop }) => {
    await sql`select private.move_stock(${shop.variantIds[0]!}, 'received', 100, 0)`;
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        placeOrder(
          sql,
          shop.slug,
          orderInput(shop.variantIds[0]!, {
            phone: `+2547123456${String(10 + i)}`,
          }),
        )),
    );
    const rows = await sql`select sequence::int as n, type from webhook_events order by sequence`;
    assert.deepEqual(rows.map(({ n }) => n), rows.map((_, i) => i + 1));
    assert.equal(rows.filter(({ type }) => type === "order.created").length, 20);
  }));

Deno.test("of two endpoints each gets what it asked for", () =>
  withWebhooks(async ({ sql, shop, order, receiver, endpointId }) => {
    const other = await addEndpoint(sql, shop, receiver, { events: ["order.created"] });
    await order();
    const rows = await sql`select d.endpoint_id, e.type from webhook_deliveries as d
      join webhook_events as e on e.id = d.event_id order by e.sequence`;
    assert.equal(rows.filter((row) => row.endpoint_id === endpointId).length, 2);
    assert.deepEqual(
      rows.filter((row) => row.endpoint_id === other).map(({ type }) => type),
      ["order.created"],
    );
  }));
