import assert from "node:assert/strict";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { type SecondServer, startSecondServer } from "@/tests/fixtures/second_server.ts";
import { until } from "@/tests/fixtures/until.ts";

let platform: Platform;
let second: SecondServer;
let sql: postgres.Sql;

const PHONE = "Mozilla/5.0 (Linux; Android 12; TECNO KI5) Chrome/130.0.0.0 Mobile Safari/537.36";
const PRODUCT = "/p/market-basket-indigo";

Deno.test.beforeAll(async () => {
  // Behind a proxy, so that requests may come from anywhere.
  platform = await startPlatform({ env: { TRUSTED_PROXIES: "1" } });
  second = await startSecondServer(platform);
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
});

Deno.test.beforeEach(async () => {
  await sql`delete from traffic_counts`;
  await sql`delete from traffic_visitors`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await second.stop();
  await platform.stop();
});

async function look(path: string, headers: HeadersInit = {}, server = platform.url) {
  const response = await fetch(`${server}/s/demo${path}`, {
    headers: { "user-agent": PHONE, "x-forwarded-for": "41.90.1.2", ...headers },
    redirect: "manual",
  });
  await response.body?.cancel();
  return response;
}

async function counted(): Promise<Record<string, number>> {
  const rows = await sql`select kind, sum(count)::int as count from traffic_counts group by 1`;
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

/** Servers write every three seconds: what is not there after four will not come. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 4_000));

Deno.test("every page that is looked at counts once, on whichever server, kept, made or known", async () => {
  const { headers } = await look("/p");
  const known = { "if-none-match": headers.get("etag")! };
  const all: Promise<Response>[] = [];
  for (let i = 0; i < 40; i++) {
    const server = i % 2 ? platform.url : second.url;
    all.push(
      look("/p", {}, server),
      look("/p", known, server),
      look(`${PRODUCT}?unkept=${i}`, {}, server),
      look(PRODUCT, { "x-forwarded-for": `41.90.2.${i}` }, server),
      look("/fr/c/baskets", { "save-data": "on" }, server),
    );
  }
  const answers = await Promise.all(all);
  assert.equal(answers.filter(({ status }) => status === 304).length, 40);
  assert.ok(answers.every((answer) => !answer.headers.has("set-cookie")), "no cookie is set");

  await rest();
  assert.deepEqual(await counted(), {
    view: 201,
    product: 80,
    lite: 40,
    language: 201,
    source: 201,
  });
  const [french] =
    await sql`select sum(count)::int as count from traffic_counts where subject = 'fr'`;
  assert.equal(french!.count, 40);
  const [visitors] = await sql`select private.estimate_visitors(registers) as count
    from traffic_visitors where stage = 'shop'`;
  // Two may leave the same mark; more than six that do are one run in fifty thousand.
  assert.ok(Math.abs(visitors!.count - 41) <= 6, `${visitors!.count} of 41`);
});

Deno.test("who asks not to be tracked, robots and pages that are none count nothing", async () => {
  const quiet: HeadersInit[] = [
    { dnt: "1" },
    { "sec-gpc": "1" },
    { "sec-purpose": "prefetch" },
    { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" },
  ];
  for (const headers of quiet) {
    for (const path of ["", PRODUCT, "/cart"]) await look(path, headers);
  }
  for (const path of ["/p/nothing", "/sitemap.xml", "/robots.txt", "/orders/none", "/de"]) {
    await look(path);
  }
  await rest();
  assert.deepEqual(await counted(), {});
});

Deno.test("a cart and a checkout are stages of the way, with a form's cookie alone", async () => {
  const added = await fetch(`${platform.url}/s/demo/cart/items`, {
    method: "POST",
    body: new URLSearchParams({ product: "charcoal-and-mint-bar", quantity: "1" }),
    headers: { origin: new URL(platform.url).origin, "user-agent": PHONE },
    redirect: "manual",
  });
  const cookie = added.headers.get("set-cookie")!.split(";")[0]!;
  for (const path of ["/cart", "/checkout"]) {
    assert.equal((await look(path, { cookie })).status, 200);
  }

  await until(async () => (await counted()).checkout === 1);
  const rows = await sql`select stage, private.estimate_visitors(registers) as count
    from traffic_visitors order by stage`;
  assert.deepEqual(rows.map(({ stage, count }) => [stage, count]), [
    ["cart", 1],
    ["checkout", 1],
    ["shop", 1],
  ]);
});

Deno.test("nothing of a visitor is kept: no address, no browser", async () => {
  await look(PRODUCT, { "x-forwarded-for": "198.51.100.77" });
  await until(async () => (await counted()).view === 1);

  const [{ kept } = { kept: "" }] = await sql`
    select (select string_agg(t::text, '') from traffic_counts as t)
      || (select string_agg(v::text, '') from traffic_visitors as v) as kept`;
  for (const trace of ["198.51.100.77", "TECNO", "Android"]) {
    assert.ok(!kept.includes(trace), trace);
    assert.ok(!platform.output().includes(trace), `${trace} in the log`);
  }
});

Deno.test("a server that is asked to stop writes what it has counted", async () => {
  const third = await startSecondServer(platform);
  for (let i = 0; i < 5; i++) await look("/p", {}, third.url);
  await third.stop();
  assert.equal((await counted()).view, 5);
});
