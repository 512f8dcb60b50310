import assert from "node:assert/strict";
import postgres from "postgres";
import { connect, type Db } from "@/lib/db/mod.ts";
import { createLogger } from "@/lib/observability/mod.ts";
import { daysOf, getTraffic, TrafficCounter, type View } from "@/lib/traffic/mod.ts";
import { markOf } from "@/lib/traffic/visitor_sketch.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
let owner: postgres.Sql;
let db: Db;
let shop: Shop;
let rival: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 4 });
  shop = await makeShop(owner, { slug: "kikapu" });
  rival = await makeShop(owner, { slug: "rival", merchant: CAST.rival });
  // Known, so that the test can tell who leaves which mark.
  await owner`insert into private.traffic_salts
    select (now() at time zone 'UTC')::date + d, decode(repeat('07', 32), 'hex')
    from generate_series(0, 1) as d`;
});

Deno.test.beforeEach(async () => {
  await owner`delete from traffic_counts`;
  await owner`delete from traffic_visitors`;
});

Deno.test.afterAll(async () => {
  await db.close();
  await owner.end();
  await database.stop();
});

const log = createLogger("web", { level: "silent" });

function counterOn(sql = db.own, now?: () => number): TrafficCounter {
  return new TrafficCounter({ sql, log, now });
}

function aView(view: Partial<View> = {}): View {
  return {
    storeId: shop.storeId,
    language: "en",
    isLite: false,
    hasCart: false,
    isCheckout: false,
    source: null,
    ip: "41.90.1.2",
    userAgent: "Phone",
    ...view,
  };
}

/** Addresses of visitors of the shop who leave different marks, so that each of them counts. */
function addresses(count: number): string[] {
  const byIndex = new Map<number, string>();
  for (let i = 0; byIndex.size < count; i++) {
    const ip = `41.90.${i >> 8}.${i & 255}`;
    byIndex.set(markOf(aView({ ip }), "07".repeat(32)).index, ip);
  }
  return [...byIndex.values()];
}

const week = () => daysOf("week", { timeZone: "Africa/Nairobi" });

async function readTraffic(days = week()) {
  return await db.asUser({ sub: CAST.merchant }, (sql) => getTraffic(sql, shop.storeId, days));
}

Deno.test("two servers that count and write at once lose nothing and count nobody twice", async () => {
  const servers = [counterOn(), counterOn()];
  const productId = shop.productId;
  const people = addresses(20);
  for (let i = 0; i < 300; i++) {
    const view = aView({ ip: people[i % 20], isLite: i % 3 === 0 });
    servers[i % 2]!.count(i % 4 === 0 ? { ...view, productId, language: "sw" } : view);
    servers[i % 2]!.count(aView({ storeId: rival.storeId, ip: `41.90.1.${i}` }));
    if (i % 50 === 0) await Promise.all(servers.map((server) => server.flush()));
  }
  await Promise.all(servers.map((server) => server.stop()));

  const traffic = await readTraffic();
  assert.equal(traffic.views, 300);
  assert.equal(traffic.days.at(-1)!.views, 300);
  assert.equal(traffic.productViews, 75);
  assert.equal(traffic.liteViews, 100);
  assert.deepEqual(traffic.languages, [{ language: "en", views: 225 }, {
    language: "sw",
    views: 75,
  }]);
  assert.equal(traffic.visitors.shop, 20);
  const [of] = await owner`select sum(count)::int as views from traffic_counts
    where store_id = ${rival.storeId} and kind = 'view'`;
  assert.equal(of!.views, 300);
});

Deno.test("visitors are told within a few percent, however many there are", async () => {
  const counter = counterOn();
  for (const count of [1, 100, 3_000, 20_000]) {
    for (let i = 0; i < count; i++) {
      counter.count(aView({ ip: `10.${i >> 16}.${i >> 8 & 255}.${i & 255}` }));
    }
    await counter.flush();

    const { visitors } = await readTraffic();
    assert.ok(
      Math.abs(visitors.shop! - count) <= Math.max(1, count * 0.15),
      `${visitors.shop} of ${count}`,
    );
  }
  await counter.stop();
});

Deno.test("the way to an order is told by visitors, and its end by the orders themselves", async () => {
  const counter = counterOn();
  for (const [i, ip] of addresses(8).entries()) {
    counter.count(aView({
      ip,
      productId: i < 6 ? shop.productId : undefined,
      hasCart: i < 4,
      isCheckout: i < 2,
    }));
  }
  await counter.stop();
  const placed = await placeOrder(owner, "kikapu", orderInput(shop.variantIds[0]!));
  await owner`update orders set status = 'paid', paid_at = now() where id = ${placed.order_id}`;
  await placeOrder(owner, "kikapu", orderInput(shop.variantIds[0]!));

  const traffic = await readTraffic();
  assert.deepEqual(traffic.visitors, { shop: 8, product: 6, cart: 4, checkout: 2 });
  assert.deepEqual([traffic.checkouts, traffic.placed, traffic.paid], [2, 2, 1]);
  const [product] = traffic.products;
  assert.deepEqual([product!.id, product!.views, product!.bought], [shop.productId, 6, 1]);
});

Deno.test("what cannot be written waits, and is written once", async () => {
  let isAway = true;
  const sql = new Proxy(db.own, {
    apply(target, self, args) {
      const [text] = args as [TemplateStringsArray];
      if (isAway && text.join().includes("count_traffic")) return Promise.reject(new Error("away"));
      return Reflect.apply(target, self, args);
    },
  });
  const counter = counterOn(sql);
  const [one, other] = addresses(2);
  counter.count(aView({ ip: one }));
  await counter.flush();
  counter.count(aView({ ip: other }));
  isAway = false;
  await counter.flush();
  await counter.stop();

  const { views, visitors } = await readTraffic();
  assert.deepEqual([views, visitors.shop], [2, 2]);
});

Deno.test("hours become the shop's days after a month, and nothing is lost", async () => {
  const day = 24 * 3_600_000;
  const today = new Date(new Date().toISOString().slice(0, 10)).getTime();
  for (const back of [40, 2]) {
    // Nairobi's day begins at 21:00 UTC.
    for (const hour of [-3, 0, 5, 20, 21]) {
      const counter = counterOn(db.own, () => today - back * day + hour * 3_600_000);
      counter.count(aView({ isCheckout: true }));
      await counter.stop();
    }
  }
  const month = daysOf("quarter", { timeZone: "Africa/Nairobi" });
  const before = await readTraffic(month);
  const perDay = ({ days }: typeof before) => days.map(({ views }) => views).filter(Boolean);
  assert.deepEqual(perDay(before), [4, 1, 4, 1]);

  for (let i = 0; i < 2; i++) await owner`select private.roll_up_traffic()`;
  assert.deepEqual(await readTraffic(month), before);
  const rows = await owner`select at from traffic_counts where kind = 'view' order by at`;
  assert.equal(rows.length, 2 + 5);
  assert.ok(rows.slice(0, 2).every(({ at }) => at.toISOString().endsWith("T21:00:00.000Z")));
});

Deno.test("all servers have one salt a day, and those of days that are over are thrown away", async () => {
  const salt = async (day: string) => {
    const [row] = await db.own`select web.traffic_salt(${day}) as salt`;
    return row!.salt as Uint8Array | null;
  };
  const [today, yesterday] = [0, 1].map((back) =>
    new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
  ) as [string, string];
  await owner`insert into private.traffic_salts values (${yesterday}, '\\x00')`;

  const [one, other] = await Promise.all([salt(today), salt(today)]);
  assert.equal(one!.length, 32);
  assert.deepEqual(one, other);
  assert.equal(await salt(yesterday), null);
  const [{ count } = { count: -1 }] = await owner`
    select count(*)::int as count from private.traffic_salts where day < ${today}`;
  assert.equal(count, 0);
});

Deno.test("only who may see figures reads them, and nobody but the server writes any", async () => {
  const counter = counterOn();
  counter.count(aView());
  await counter.stop();
  const days = week();

  await assert.rejects(
    db.asUser({ sub: CAST.rival }, (sql) => getTraffic(sql, shop.storeId, days)),
    { code: "AF404" },
  );
  await assert.rejects(
    db.asUser(
      { sub: CAST.merchant },
      (sql) => getTraffic(sql, shop.storeId, { first: "2020-01-01", last: "2026-01-01" }),
    ),
    { code: "AF422" },
  );
  for (const pool of [db.public, db.own]) {
    await assert.rejects(pool`select * from public.traffic_counts`, { code: "42501" });
  }
  await assert.rejects(db.public`select web.count_traffic('[]', '[]')`, { code: "42501" });
});
