import assert from "node:assert/strict";
import postgres from "postgres";
import { encodeCart, readCartCookie } from "@/lib/carts/mod.ts";
import { sendRaw } from "@/tests/api/raw_request.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startDnsServer } from "@/tests/fixtures/dns_server.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";

const dns = await startDnsServer();
const platform = await startPlatform({ env: { DNS_SERVER: dns.address } });
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const HOST = "www.kikapu.example";
const PRODUCT = "/p/market-basket-indigo";
const PAGE = (slug: string) => `/dashboard/${slug}/settings/domain`;
const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");
const rival = visit(platform.url);
await signIn(rival, "rival@afrify.test");

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
  await dns.stop();
});

const claimOf = async (slug: string) => {
  const [row] = await sql`select d.* from store_domains as d
    join stores as s on s.id = d.store_id where s.slug = ${slug}`;
  return row;
};
const look = (host: string, path = PRODUCT) => sendRaw(platform.url, { path, host });
const isServed = async () => (await look(HOST)).status === 200;
const asks = async (host: string) =>
  (await fetch(`${platform.url}/internal/domains?domain=${host}`)).status;

/** Asks for a check as the button does, and waits until it is done. */
async function check(slug: string) {
  await sql`update store_domains set checked_at = now() - interval '1 minute'
    where host = ${HOST} and store_id = (select id from stores where slug = ${slug})`;
  const person = slug === "demo" ? merchant : rival;
  assert.equal((await person.post(PAGE(slug), { intent: "check" })).status, 303);
  await until(async () => (await claimOf(slug))!.checked_at !== null);
}

const setToken = async (slug: string) => {
  const { token } = (await claimOf(slug))!;
  dns.records.set(`TXT _afrify.${HOST}`, [`afrify-domain=${token}`]);
};

Deno.test("a claim shows the records to set, and serves nothing before they are there", async () => {
  const wrong = await merchant.post(PAGE("demo"), { intent: "save", host: "demo.localhost" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /That domain is ours/);

  await merchant.post(PAGE("demo"), { intent: "save", host: `https://${HOST}/` });
  await until(async () => (await claimOf("demo"))!.checked_at !== null);
  const { text } = await merchant.get(PAGE("demo"));
  const { token } = (await claimOf("demo"))!;
  assert.ok(text.includes(`_afrify.${HOST}`) && text.includes(`afrify-domain=${token}`));
  assert.match(text, /demo\.localhost/);
  assert.match(text, /Not found/);
  assert.equal((await look(HOST)).status, 404);
  assert.equal(await asks(HOST), 404);

  await setToken("demo");
  await check("demo");
  assert.equal((await claimOf("demo"))!.verified_at, null, "it does not lead here yet");
  assert.equal(await isServed(), false);
});

Deno.test("a verified domain serves its shop, and the host that it had leads there", async () => {
  dns.records.set(`CNAME ${HOST}`, ["demo.localhost"]);
  await check("demo");
  await until(isServed);

  const { port } = new URL(platform.url);
  const origin = `http://${HOST}:${port}`;
  const page = await look(HOST);
  assert.ok(page.text.includes(`<link rel="canonical" href="${origin}${PRODUCT}"`));
  assert.match(page.text, /href="\/p"/);
  assert.equal((await look(HOST.toUpperCase() + ".")).status, 200);
  const moved = await look("demo.localhost", `${PRODUCT}?o0=Small`);
  assert.equal(moved.status, 301);
  assert.equal(moved.headers.get("location"), `${origin}${PRODUCT}?o0=Small`);
  assert.equal((await look("demo.localhost", "/")).headers.get("location"), `${origin}/`);
  assert.equal((await visit(platform.url).get(`/s/demo${PRODUCT}`)).status, 200);
  assert.equal(await asks(HOST), 200);
  assert.equal(await asks("other.example"), 404);
  assert.equal(await asks("demo.localhost"), 404);
});

Deno.test("a cart comes along to the domain, as a link that asks before it changes the cart there", async () => {
  const [variant] = await sql`select v.id from variants as v
    join products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
  const cart = encodeCart({ lines: [{ variantId: variant!.id, quantity: 2 }], changedAt: 1 });
  const { port } = new URL(platform.url);
  const go = (path: string, header = `cookie: cart=${cart}`) =>
    sendRaw(platform.url, { path, host: "demo.localhost", header });
  const links = new Set<string>();
  for (const path of [PRODUCT, "/cart", "/fr/p"]) {
    const moved = await go(path);
    assert.equal(moved.status, 302);
    const location = String(moved.headers.get("location"));
    const prefix = path.startsWith("/fr") ? "/fr" : "";
    assert.match(
      location,
      new RegExp(`^http://${HOST}:${port}${prefix}/cart/shared/[0-9a-f]{20}$`),
    );
    assert.match(String(moved.headers.get("cache-control")), /no-store/);
    assert.deepEqual(readCartCookie(moved.headers.get("set-cookie")).lines, []);
    links.add(new URL(location).pathname);
  }
  assert.equal(links.size, 3, "one for each visit");
  const asked = await look(HOST, [...links][0]);
  assert.equal(asked.status, 200);
  assert.match(asked.text, /Market basket, indigo/);
  assert.equal(asked.headers.get("set-cookie"), null, "looking changes nothing");
  for (const path of [`/orders/${"0".repeat(32)}`, `/cart/shared/${"0".repeat(20)}`]) {
    assert.equal((await go(path)).status, 301, path);
  }
  assert.equal((await go(PRODUCT, `cookie: cart=${cart}\r\nsec-fetch-mode: no-cors`)).status, 301);
  assert.equal((await go(PRODUCT, "cookie: cart=broken")).status, 301);
});

Deno.test("at a shop's domain there is that shop alone", async () => {
  for (const path of ["/dashboard", "/admin", "/api/v1/stores", "/s/zuri", "/internal/domains"]) {
    const { status, text } = await look(HOST, path);
    assert.equal(status, 404, path);
    assert.doesNotMatch(text, /Zuri Beadwork/);
  }
  assert.equal((await look(`x.${HOST}`)).status, 404);
  assert.equal((await look(`${HOST}.evil.example`)).status, 404);
});

Deno.test("DNS that does not answer takes nothing away, and one failure neither", async () => {
  dns.isSilent = true;
  await sql`update store_domains set checked_at = null where host = ${HOST}`;
  const [claim] = await sql`select id from store_domains where host = ${HOST}`;
  await sql`select private.check_domain_at(${claim!.id}, now())`;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.equal((await claimOf("demo"))!.checked_at, null);
  assert.equal(await isServed(), true);
  dns.isSilent = false;

  dns.records.delete(`CNAME ${HOST}`);
  await check("demo");
  assert.equal((await claimOf("demo"))!.failures, 1);
  assert.notEqual((await claimOf("demo"))!.verified_at, null);
  dns.records.set(`CNAME ${HOST}`, ["demo.localhost"]);
  await check("demo");
  assert.equal((await claimOf("demo"))!.failures, 0);
});

Deno.test("a domain goes to another shop by a new token alone, and the old record proves nothing", async () => {
  const before = (await claimOf("demo"))!.token;
  await rival.post(PAGE("zuri"), { intent: "save", host: HOST });
  dns.records.set(`CNAME ${HOST}`, ["zuri.localhost"]);
  await check("zuri");
  assert.equal((await claimOf("zuri"))!.verified_at, null);
  assert.match((await look(HOST)).text, /Kikapu/);

  await setToken("zuri");
  await check("zuri");
  assert.notEqual((await claimOf("zuri"))!.verified_at, null);
  assert.equal((await claimOf("demo"))!.verified_at, null);
  assert.notEqual((await claimOf("demo"))!.token, before);
  await until(async () => /Zuri Beadwork/.test((await look(HOST, "/")).text));

  dns.records.set(`TXT _afrify.${HOST}`, [`afrify-domain=${before}`]);
  dns.records.set(`CNAME ${HOST}`, ["demo.localhost"]);
  await check("demo");
  assert.equal((await claimOf("demo"))!.verified_at, null);
});

Deno.test("three failures in a row and giving it up both end it", async () => {
  for (let i = 0; i < 3; i++) await check("zuri");
  assert.equal((await claimOf("zuri"))!.verified_at, null);
  await until(async () => !(await isServed()));

  assert.equal((await merchant.post(PAGE("demo"), { intent: "remove" })).status, 303);
  assert.equal(await claimOf("demo"), undefined);
  const actions = await sql`select action from audit_events
    where entity = 'store_domains' order by id desc limit 2`;
  assert.deepEqual(actions.map(({ action }) => action), [
    "store_domains.deleted",
    "store_domains.updated",
  ]);
});

Deno.test("nobody but the owner names, sees or checks a domain", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  assert.equal((await staff.get(PAGE("demo"))).status, 403);
  for (const fields of [{ intent: "save", host: "x.example" }, { intent: "remove" }, {}]) {
    assert.equal((await staff.post(PAGE("demo"), fields as Record<string, string>)).status, 403);
  }
  assert.equal((await rival.get(PAGE("demo"))).status, 404);
});
