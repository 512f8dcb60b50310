import assert from "node:assert/strict";
import postgres from "postgres";
import { Cache, followDrops, storeKey } from "@/lib/cache/mod.ts";
import { createLogger } from "@/lib/observability/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { startRelay } from "@/tests/fixtures/relay.ts";
import { makeShop, type Shop } from "@/tests/fixtures/shop.ts";
import { until } from "@/tests/fixtures/until.ts";

const silent = createLogger("test", { level: "silent" });
let database: TestDatabase;
let owner: postgres.Sql;
let shop: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { max: 3, onnotice: () => {} });
  shop = await makeShop(owner);
});

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});

/** A cache that follows the database, and one question that it keeps the answer of. */
function follow(databaseUrl = database.webUrl) {
  const cache = new Cache({ maxBytes: 10_000 });
  const { stop, heard } = followDrops(cache, { databaseUrl, log: silent, beatMs: 100 });
  const readName = () =>
    cache.read("name", async () => {
      const [store] = await owner`select name from public.stores where id = ${shop.storeId}`;
      return { value: store!.name as string, keys: [storeKey(shop.storeId)], bytes: 10 };
    });
  const isKept = async () => (await readName(), cache.bytes > 0);
  return { cache, stop, heard, readName, isKept };
}

async function rename(name: string): Promise<void> {
  await owner`update public.stores set name = ${name} where id = ${shop.storeId}`;
}

async function endConnections(): Promise<number> {
  const superuser = postgres(database.superuserUrl, { max: 1 });
  const rows = await superuser`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'afrify-cache' and datname = current_database()`;
  await superuser.end();
  return rows.length;
}

Deno.test("a write is heard by everyone who follows, once it can be read", async () => {
  const [one, other] = [follow(), follow()];
  await until(one.isKept);
  await until(other.isKept);

  await owner.begin(async (sql) => {
    await sql`update public.stores set name = 'Renamed' where id = ${shop.storeId}`;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(one.cache.bytes > 0, "before the commit nothing has changed");
  });
  await until(() => one.cache.bytes === 0 && other.cache.bytes === 0);
  assert.deepEqual([await one.readName(), await other.readName()], ["Renamed", "Renamed"]);

  await Promise.all([one.stop(), other.stop()]);
});

Deno.test("who waits until all is heard reads what was written before", async () => {
  const { heard, isKept, readName, stop } = follow();
  await heard();
  await until(isKept);
  for (let i = 0; i < 100; i++) {
    await readName();
    await rename(`Name ${i}`);
    await heard();
    assert.equal(await readName(), `Name ${i}`);
  }
  await stop();
  await heard();
});

Deno.test("what was taken back is not heard of", async () => {
  const { cache, isKept, stop } = follow();
  await until(isKept);
  await owner.begin(async (sql) => {
    await sql`update public.stores set name = 'Never' where id = ${shop.storeId}`;
    throw new Error("taken back");
  }).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(cache.bytes > 0);
  await stop();
});

Deno.test("when the connection is lost everything is forgotten, and nothing kept until there is another", async () => {
  const { cache, isKept, readName, stop } = follow();
  await until(isKept);

  // The row changes while nobody is told: only forgetting can show it.
  await owner`alter table public.stores disable trigger user`;
  assert.equal(await endConnections(), 1);
  await until(() => cache.bytes === 0);
  await rename("Unheard");
  await owner`alter table public.stores enable trigger user`;
  assert.equal(await readName(), "Unheard");

  await until(isKept);
  await rename("Heard again");
  await until(async () => await readName() === "Heard again");
  await stop();
});

Deno.test("a database that falls silent counts as lost, though the connection stands", async () => {
  const relay = startRelay(database.webUrl);
  const { cache, heard, isKept, readName, stop } = follow(relay.url);
  await until(isKept);

  relay.freeze();
  await rename("While it was silent");
  await heard();
  assert.equal(cache.bytes, 0, "who waited in vain finds nothing old");
  assert.equal(await readName(), "While it was silent");
  assert.equal(cache.bytes, 0);

  relay.thaw();
  await until(isKept);
  await stop();
  await relay.stop();
});

Deno.test("without a database nothing is kept, and following ends when it is told to", async () => {
  const { cache, readName, stop } = follow("postgres://nobody@127.0.0.1:1/none");
  await readName();
  await readName();
  assert.equal(cache.bytes, 0);
  await stop();
});
