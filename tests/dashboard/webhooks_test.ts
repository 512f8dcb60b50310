import assert from "node:assert/strict";
import postgres from "postgres";
import { Webhook } from "standardwebhooks";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { type Receiver, startReceiver } from "@/tests/webhooks/receiver.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let receiver: Receiver;

const PATH = "/dashboard/demo/settings/webhooks";
const SECRET = /value="(whsec_[A-Za-z0-9+/]{43}=)"/;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  merchant = visit(platform.url);
  receiver = startReceiver();
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await receiver.stop();
  await sql.end();
  await platform.stop();
});

/** Adds an endpoint by the form; answers its path and secret. */
async function add(fields: Record<string, string> = {}): Promise<{ path: string; secret: string }> {
  const form = { url: receiver.url, description: "Books", "on.product.updated": "on", ...fields };
  const made = await merchant.post(`${PATH}/new`, form);
  assert.equal(made.status, 200, made.text);
  assert.equal(made.headers.get("cache-control"), "private, no-store");
  const path = new RegExp(`${PATH}/[0-9a-f-]{36}`).exec(made.text)![0];
  return { path, secret: SECRET.exec(made.text)![1]! };
}

Deno.test("an endpoint is added, its secret shown once, tried, and hears of a change in the shop", async () => {
  assert.match((await merchant.get(PATH)).text, /No endpoints yet/);
  const { path, secret } = await add();
  receiver.secret = secret;
  const list = await merchant.get(PATH);
  assert.match(list.text, /Nothing sent yet/);
  assert.ok(!list.text.includes(secret) && !(await merchant.get(path)).text.includes(secret));

  const tested = await merchant.post(path, {});
  assert.equal(tested.location, `${path}?done=test`);
  await until(() => Promise.resolve(receiver.received.length === 1));
  assert.equal(receiver.received[0]!.event.type, "webhook.test");

  const begun = performance.now();
  await sql`update products set title = 'Market basket, new' where slug = 'market-basket-indigo'`;
  await until(() => Promise.resolve(receiver.received.length === 2));
  assert.ok(performance.now() - begun < 5_000, "within seconds");
  assert.equal(receiver.received[1]!.event.data.title, "Market basket, new");
  assert.equal(receiver.forged, 0);

  await until(async () => /2 delivered, 0 failed, 0/.test((await merchant.get(path)).text));
  const log = await merchant.get(path);
  assert.match(log.text, /product\.updated/);
  const [delivery] = new RegExp(`${path}/deliveries/[0-9a-f-]{36}`).exec(log.text)!;
  const shown = await merchant.get(delivery!);
  assert.match(shown.text, /webhook-signature: v1,/);
  assert.match(shown.text, /Market basket, new/);
  assert.match(shown.text, /thanks/);

  const again = await merchant.post(delivery!, {});
  assert.equal(again.location, `${path}?replayed=1`);
  await until(() => Promise.resolve(receiver.received.length === 3));
  assert.equal(receiver.received[2]!.id, receiver.received[1]!.id);
});

Deno.test("what is wrong is said at the field, and nothing typed is lost", async () => {
  const cases: [string, RegExp][] = [
    ["http://hooks.example/", /has to begin with https/],
    ["https://169.254.169.254/", /not on the internet/],
    ["https://10.1.2.3/", /not on the internet/],
    ["nonsense", /Write an address such as/],
    ["https://me:pass@hooks.example/", /Leave the name and password out/],
  ];
  for (const [url, words] of cases) {
    const page = await merchant.post(`${PATH}/new`, { url, "on.order.paid": "on" });
    assert.equal(page.status, 422, url);
    assert.match(page.text, words);
    assert.match(page.text, /id="url-error"/);
    assert.match(
      page.text,
      /name="on\.order\.paid"[^>]*checked|checked[^>]*name="on\.order\.paid"/,
    );
  }
  const bare = await merchant.post(`${PATH}/new`, { url: receiver.url, description: "Kept" });
  assert.equal(bare.status, 422);
  assert.match(bare.text, /id="events-error"/);
  assert.match(bare.text, /value="Kept"/);
});

Deno.test("a secret is renewed with a day of overlap", async () => {
  const { path, secret } = await add();
  const page = await merchant.post(`${path}/secret`, {});
  assert.equal(page.status, 200);
  const fresh = SECRET.exec(page.text)![1]!;
  assert.notEqual(fresh, secret);
  receiver.secret = secret;
  const before = receiver.received.length;
  await merchant.post(path, {});
  await until(() => Promise.resolve(receiver.received.length > before));
  const { body, headers } = receiver.received.at(-1)!;
  new Webhook(fresh).verify(body, headers);
  const [logged] = await sql`
    select changes from audit_events where action = 'webhook_endpoints.secret_rotated'`;
  assert.deepEqual(logged!.changes, {});
  await merchant.post(`${path}/delete`, {});
});

Deno.test("it is edited, switched off and on, sends a time again, and is deleted", async () => {
  const { path } = await add();
  const form = { url: receiver.url, description: "Stock", "on.order.paid": "on" };
  const off = await merchant.post(`${path}/edit`, { ...form, is_off: "on" });
  assert.equal(off.location, `${path}?done=saved`);
  assert.match((await merchant.get(path)).text, /Switched off/);
  assert.match((await merchant.post(path, {})).text, /Switch it on, then try it/);
  const range = { from: "2026-11-01T00:00", until: "2036-11-01T00:00" };
  const refused = await merchant.post(`${path}/replay`, range);
  assert.equal(refused.status, 422);
  assert.match(refused.text, /switched off/);
  await merchant.post(`${path}/edit`, form);
  const replayed = await merchant.post(`${path}/replay`, range);
  assert.equal(replayed.location, `${path}?replayed=0`);
  const wrong = await merchant.post(`${path}/replay`, { ...range, until: "2020-01-01T00:00" });
  assert.match(wrong.text, /id="until-error"/);
  assert.match((await merchant.get(`${path}/replay`)).text, /Only what it has not got yet/);

  assert.match((await merchant.get(`${path}/delete`)).text, /Delete this endpoint\?/);
  assert.equal((await merchant.post(`${path}/delete`, {})).location, `${PATH}?deleted=1`);
  assert.equal((await merchant.get(path)).status, 404);
});

Deno.test("webhooks of a shop are for those who manage its settings", async () => {
  const { path } = await add();
  const [row] = await sql`select id from webhook_deliveries limit 1`;
  const pages = ["", "/new"].map((end) => PATH + end).concat(
    ["", "/edit", "/secret", "/delete", "/replay", `/deliveries/${row!.id}`].map((end) =>
      path + end
    ),
  );
  for (const [email, status] of [["staff@afrify.test", 403], ["rival@afrify.test", 404]] as const) {
    const visitor = visit(platform.url);
    await signIn(visitor, email);
    for (const page of pages) {
      assert.equal((await visitor.get(page)).status, status, `${email} ${page}`);
    }
    for (const page of pages.slice(1)) {
      const form = { url: receiver.url, "on.order.paid": "on" };
      assert.equal((await visitor.post(page, form)).status, status, `${email} ${page}`);
    }
    if (email.startsWith("rival")) {
      const own = path.replace("/demo/", "/zuri/");
      for (const end of ["", "/edit", "/delete", "/secret"]) {
        assert.equal((await visitor.get(own + end)).status, 404, "through their own shop neither");
      }
    }
  }
  for (const odd of ["none", "00000000-0000-4000-8000-000000000000"]) {
    assert.equal((await merchant.get(`${PATH}/${odd}`)).status, 404);
    assert.equal((await merchant.get(`${path}/deliveries/${odd}`)).status, 404);
  }
  await merchant.post(`${path}/delete`, {});
});

Deno.test("who may not see customers has nothing of them sent elsewhere", async () => {
  await sql`update memberships set permissions = '{settings.manage}' where role = 'staff'`;
  const manager = visit(platform.url);
  await signIn(manager, "staff@afrify.test");
  const form = { url: receiver.url, "on.payment.succeeded": "on" };
  assert.doesNotMatch((await manager.get(`${PATH}/new`)).text, /on\.payment\.succeeded/);
  const asked = await manager.post(`${PATH}/new`, form);
  assert.equal(asked.status, 422);
  assert.match(asked.text, /what your own role does not show you/);
  await sql`update memberships set permissions = '{}' where role = 'staff'`;
});
