import assert from "node:assert/strict";
import postgres from "postgres";
import { connect } from "@/lib/db/mod.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

const PATH = "/dashboard/demo/settings/api-keys";

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** The secret on the page that answers a new key. */
function secretIn(text: string): string {
  return /value="(afk_[0-9a-f]{64})"/.exec(text)![1]!;
}

/** Reads orders as a program with this secret does. */
async function readOrders(secret: string): Promise<number> {
  const db = connect({ url: platform.web_database_url, poolSize: 1 });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  try {
    const claims = { role: "authenticated", api_key_hash: new Uint8Array(digest).toHex() };
    return (await db.asUser(claims, (sql) => sql`select from public.orders limit 1`)).length;
  } finally {
    await db.close();
  }
}

Deno.test("a key is made, shown once, works, and is revoked", async () => {
  assert.match((await merchant.get(PATH)).text, /No keys yet/);
  const form = {
    name: "Stock sheet",
    "may.orders.view": "on",
    "may.products.view": "on",
    life: "90",
  };

  const made = await merchant.post(`${PATH}/new`, form);

  assert.equal(made.status, 200);
  assert.equal(made.headers.get("cache-control"), "private, no-store");
  const secret = secretIn(made.text);
  const list = await merchant.get(PATH);
  assert.match(list.text, /Stock sheet/);
  assert.match(list.text, /See products, See orders/);
  assert.match(list.text, /Never used/);
  assert.ok(list.text.includes(secret.slice(0, 12)) && !list.text.includes(secret));

  await readOrders(secret);
  assert.match((await merchant.get(PATH)).text, /Used \d\d:\d\d/);

  const [key] = await sql`select id from public.api_keys`;
  assert.match((await merchant.get(`${PATH}/${key!.id}`)).text, /Revoke Stock sheet\?/);
  const revoked = await merchant.post(`${PATH}/${key!.id}`, { intent: "revoke" });
  assert.equal(revoked.location, `${PATH}?revoked=1`);
  assert.match((await merchant.get(PATH)).text, /Revoked/);
  await assert.rejects(readOrders(secret), { code: "AF401" });
});

Deno.test("a key makes way for another, and both work for a while", async () => {
  const form = { name: "Till", "may.orders.view": "on", life: "90" };
  const old = secretIn((await merchant.post(`${PATH}/new`, form)).text);
  const [key] = await sql`select id from public.api_keys where name = 'Till'`;
  const path = `${PATH}/${key!.id}`;
  assert.match((await merchant.get(path)).text, /Replace it/);
  assert.equal((await merchant.post(path, { intent: "replace", overlap: "9" })).status, 422);

  const replaced = await merchant.post(path, { intent: "replace", overlap: "1" });
  assert.equal(replaced.headers.get("cache-control"), "private, no-store");
  const next = secretIn(replaced.text);
  assert.notEqual(next, old);
  await readOrders(old);
  await readOrders(next);
  const again = await merchant.post(path, { intent: "replace", overlap: "1" });
  assert.equal(again.status, 409);
  assert.match(again.text, /Another key took its place already/);
  await sql`update public.api_keys set expires_at = now() where id = ${key!.id}`;
  await assert.rejects(readOrders(old), { code: "AF401" });
  await readOrders(next);
});

Deno.test("what is missing is said at the field, and nothing typed is lost", async () => {
  const page = await merchant.post(`${PATH}/new`, {
    name: "",
    "may.orders.view": "on",
    life: "30",
  });
  assert.equal(page.status, 422);
  assert.match(page.text, /id="name-error"/);
  assert.match(
    page.text,
    /name="may\.orders\.view"[^>]*checked|checked[^>]*name="may\.orders\.view"/,
  );
  const bare = await merchant.post(`${PATH}/new`, { name: "Till", life: "30" });
  assert.equal(bare.status, 422);
  assert.match(bare.text, /id="permissions-error"/);
  assert.match(bare.text, /value="Till"/);
});

Deno.test("no key manages the team, and nobody hands on what they do not hold", async () => {
  const team = await merchant.post(`${PATH}/new`, {
    name: "Team",
    "may.staff.manage": "on",
    life: "30",
  });
  assert.equal(team.status, 422);

  await sql`update public.memberships set permissions = '{settings.manage}' where role = 'staff'`;
  const manager = visit(platform.url);
  await signIn(manager, "staff@afrify.test");
  const before = await sql`select count(*) from public.api_keys`;
  const asked = await manager.post(`${PATH}/new`, {
    name: "More than mine",
    "may.payments.refund": "on",
    life: "30",
  });
  assert.equal(asked.status, 422);
  assert.match(asked.text, /You cannot hand on/);
  assert.deepEqual([...await sql`select count(*) from public.api_keys`], [...before]);
  await sql`update public.memberships set permissions = '{}' where role = 'staff'`;
});

Deno.test("keys of a shop are for those who manage its settings", async () => {
  const form = { name: "Mine", "may.orders.view": "on", life: "never" };
  await merchant.post(`${PATH}/new`, form);
  const [key] = await sql`select id from public.api_keys where name = 'Mine'`;
  for (const [email, status] of [["staff@afrify.test", 403], ["rival@afrify.test", 404]] as const) {
    const visitor = visit(platform.url);
    await signIn(visitor, email);
    for (const path of [PATH, `${PATH}/new`, `${PATH}/${key!.id}`]) {
      assert.equal((await visitor.get(path)).status, status, `${email} ${path}`);
    }
    assert.equal((await visitor.post(`${PATH}/new`, form)).status, status);
    assert.equal((await visitor.post(`${PATH}/${key!.id}`, { intent: "revoke" })).status, status);
    if (email.startsWith("rival")) {
      const own = `/dashboard/zuri/settings/api-keys/${key!.id}`;
      assert.equal((await visitor.post(own, { intent: "revoke" })).status, 404, "through their own shop neither");
    }
  }
  const [still] = await sql`select revoked_at from public.api_keys where id = ${key!.id}`;
  assert.equal(still!.revoked_at, null);
});
