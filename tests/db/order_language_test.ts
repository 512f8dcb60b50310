import assert from "node:assert/strict";
import postgres from "postgres";
import { connect, type Sql } from "@/lib/db/mod.ts";
import { loadOrderFacts } from "@/lib/notifications/order_facts.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

Deno.test("languages of shops and orders", async (t) => {
  const database = await startDatabase();
  const owner = postgres(database.url, { onnotice: () => {} });
  const db = connect({ url: database.webUrl, poolSize: 2 });
  const visitor = db.public as unknown as postgres.Sql;
  const shop = await makeShop(owner, { slug: "lugha", stock: [10] });
  const speaks = (languages: (string | null)[]) =>
    owner`update stores set languages = ${languages as string[]} where id = ${shop.storeId}`;
  const order = (input: Record<string, unknown>, key?: string) =>
    placeOrder(visitor, shop.slug, orderInput(shop.variantIds[0]!, input), key);
  const kept = async (id: string) =>
    (await owner`select language from orders where id = ${id}`)[0]!.language;

  try {
    await t.step("a shop speaks what it lists, the first first", async () => {
      await speaks(["sw", "en", "ar"]);
      const [store] = await owner`select language from stores where id = ${shop.storeId}`;
      assert.equal(store!.language, "sw");
    });

    await t.step("a list of languages has some, each known, none twice", async () => {
      for (const languages of [[], ["de"], ["en", "en"], ["en", "de"], ["EN"], ["en", null]]) {
        await assert.rejects(speaks(languages), /stores_languages_check|null value/);
      }
    });

    await t.step("an order keeps what its shopper read, where the shop speaks it", async () => {
      assert.equal(await kept((await order({ language: "ar" })).order_id), "ar");
      assert.equal(await kept((await order({ language: "fr" })).order_id), null);
      assert.equal(await kept((await order({})).order_id), null);
    });

    await t.step("one order's language is never another's, in one transaction either", async () => {
      const ids = await visitor.begin(async (sql) => {
        const place = (input: Record<string, unknown>) =>
          placeOrder(
            sql as unknown as postgres.Sql,
            shop.slug,
            orderInput(shop.variantIds[0]!, input),
          );
        return [(await place({ language: "en" })).order_id, (await place({})).order_id];
      });
      assert.deepEqual([await kept(ids[0]!), await kept(ids[1]!)], ["en", null]);
    });

    await t.step("the same order in another language is the same order", async () => {
      const key = crypto.randomUUID();
      const first = await order({ language: "ar" }, key);
      const again = await order({ language: "en" }, key);
      assert.deepEqual([again.ok, again.order_id], [true, first.order_id]);
      assert.equal(await kept(first.order_id), "ar");
    });

    await t.step("a language that nobody knows is bad input and writes nothing", async () => {
      const before = (await owner`select count(*)::int from orders`)[0]!.count;
      for (const language of ["de", "", "sw'", 7, ["sw"]]) {
        await assert.rejects(order({ language }), { code: "AF422" });
      }
      assert.equal((await owner`select count(*)::int from orders`)[0]!.count, before);
    });

    await t.step("messages speak the order's language, or else the shop's first", async () => {
      const inArabic = await order({ language: "ar" });
      const inFirst = await order({});
      const facts = await Promise.all(
        [inArabic, inFirst].map(({ order_id }) =>
          loadOrderFacts(owner as unknown as Sql, order_id)
        ),
      );
      assert.deepEqual(facts.map(({ language }) => language), ["ar", "sw"]);
    });
  } finally {
    await db.close();
    await owner.end();
    await database.stop();
  }
});
