import assert from "node:assert/strict";
import type postgres from "postgres";
import { CAST, type Shop } from "@/tests/fixtures/shop.ts";
import { defaultLocation, keepStock } from "@/tests/fixtures/stock.ts";
import { withNotifications as withShop } from "./bench.ts";

// Of the bench's one variant ten are on hand, one is held by its order, and three is the level.
function alertsOf(sql: postgres.Sql, { storeId }: Pick<Shop, "storeId">) {
  return sql<{ id: string; state: string; error: string | null }[]>`
    select id, state, error from public.notifications
    where store_id = ${storeId} and template = 'merchant_low_stock' order by id`;
}

async function keeperOf(sql: postgres.Sql, shop: Shop) {
  const location_id = await defaultLocation(sql, shop.storeId);
  const keeper = keepStock(sql, shop.storeId, CAST.merchant);
  const [variant_id] = shop.variantIds;
  return (reason: string, delta: number) =>
    keeper.adjust({ variant_id, location_id, reason, delta });
}

Deno.test("a fall to the level is told to the store once, by email, and sales below it are not", () =>
  withShop(async ({ sql, shop, send, messages }) => {
    const adjust = await keeperOf(sql, shop);
    await adjust("lost", -5);
    assert.equal((await alertsOf(sql, shop)).length, 0, "four are left");

    await adjust("lost", -1);
    await adjust("damaged", -1);

    const [alert, ...more] = await alertsOf(sql, shop);
    assert.deepEqual(more, []);
    const [job] = await sql`select count(*)::int as count from graphile_worker.jobs
      where task_identifier = 'send_notification'`;
    assert.equal(job!.count, 4, "three about the order, one about the stock");
    await send(alert!.id);
    await send(alert!.id);
    const letters = (await messages(`${shop.slug}@afrify.test`))
      .filter(({ subject }) => subject!.startsWith("Running low"));
    assert.equal(letters.length, 1);
    assert.equal(letters[0]!.subject, "Running low: Sisal basket, Size 0, 2 left");
    assert.match(
      letters[0]!.text,
      new RegExp(`/dashboard/${shop.slug}/inventory/${shop.variantIds[0]}`),
    );
    assert.deepEqual((await alertsOf(sql, shop)).map(({ state }) => state), ["sent"]);
  }));

Deno.test("the next fall is told again once it was filled up", () =>
  withShop(async ({ sql, shop, send }) => {
    const adjust = await keeperOf(sql, shop);
    await adjust("lost", -7);
    await send((await alertsOf(sql, shop))[0]!.id);
    await adjust("received", 10);
    await adjust("lost", -10);
    assert.equal((await alertsOf(sql, shop)).length, 2);
  }));

Deno.test("falls that come while the first message waits are told by that one", () =>
  withShop(async ({ sql, shop }) => {
    const adjust = await keeperOf(sql, shop);
    for (let i = 0; i < 3; i++) {
      await adjust("lost", -7);
      await adjust("received", 7);
    }
    assert.equal((await alertsOf(sql, shop)).length, 1);
  }));

Deno.test("stock that was filled up before the message went out is not called low", () =>
  withShop(async ({ sql, shop, send, messages }) => {
    const adjust = await keeperOf(sql, shop);
    await adjust("lost", -7);
    await adjust("received", 7);
    const [alert] = await alertsOf(sql, shop);

    await send(alert!.id);

    const [after] = await alertsOf(sql, shop);
    assert.deepEqual([after!.state, after!.error], ["failed", "Too late to be useful"]);
    assert.deepEqual(await messages(`${shop.slug}@afrify.test`), []);
  }));

Deno.test("nothing is told of what is not on sale, not counted, elsewhere, or low by a new level", () =>
  withShop(async ({ sql, shop }) => {
    const adjust = await keeperOf(sql, shop);
    const [variantId] = shop.variantIds as [string];
    const quietly = async (change: postgres.PendingQuery<postgres.Row[]>) => {
      await change;
      await adjust("lost", -7);
      assert.deepEqual([...await alertsOf(sql, shop)], []);
      await adjust("received", 7);
    };
    await quietly(sql`update variants set is_stock_tracked = false where id = ${variantId}`);
    await sql`update variants set is_stock_tracked = true where id = ${variantId}`;
    await quietly(sql`update products set status = 'draft' where id = ${shop.productId}`);
    await sql`update products set status = 'published' where id = ${shop.productId}`;
    await quietly(sql`update variants set low_stock_level = 50 where id = ${variantId}`);
    const [level] = await sql`select is_low from inventory_levels where variant_id = ${variantId}`;
    assert.equal(level!.is_low, true);
  }));

Deno.test("carrying goods off from where the website sells is a fall", () =>
  withShop(async ({ sql, shop }) => {
    const keeper = keepStock(sql, shop.storeId, CAST.merchant);
    const { id } = await keeper.saveLocation({ name: "Depot" });
    await keeper.transfer({
      variant_id: shop.variantIds[0],
      from_location_id: await defaultLocation(sql, shop.storeId),
      to_location_id: id,
      quantity: 8,
    });
    assert.equal((await alertsOf(sql, shop)).length, 1);
    await keeper.saveLocation({ is_default: true }, id);
    const rows = await sql`
      select l.is_low, d.is_default from inventory_levels as l
      join locations as d on d.id = l.location_id where l.store_id = ${shop.storeId}`;
    assert.ok(rows.every(({ is_low }) => !is_low), "eight are where the website sells now");
  }));
