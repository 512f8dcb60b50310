import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let demoId: string;
let staffId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const [row] = await sql`select s.id as store, u.id as staff from stores as s, auth.users as u
    where s.slug = 'demo' and u.email = 'staff@afrify.test'`;
  [demoId, staffId] = [row!.store, row!.staff];
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function get(path: string, token?: string) {
  const response = await fetch(`${platform.url}/api/v1/stores${path}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  return { status: response.status, body: await response.json() };
}

async function tokenOf(email: string): Promise<string> {
  const response = await fetch(`${platform.url}/api/v1/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "afrify-demo" }),
  });
  return (await response.json()).access_token;
}

async function makeKey(permission: string): Promise<string> {
  const made = await merchant.post("/dashboard/demo/settings/api-keys/new", {
    name: `For ${permission}`,
    [`may.${permission}`]: "on",
    life: "30",
  });
  return /value="(afk_[0-9a-f]{64})"/.exec(made.text)![1]!;
}

Deno.test("a person lists the shops where they work, a key its own, others none", async () => {
  const own = await get("", await tokenOf("merchant@afrify.test"));
  assert.equal(own.status, 200);
  assert.deepEqual(own.body.data.map(({ slug }: { slug: string }) => slug), ["demo"]);
  assert.equal(own.body.data[0].permissions.length, 11);
  const staff = await get("", await tokenOf("staff@afrify.test"));
  assert.deepEqual(staff.body.data[0].permissions, [
    "products.view",
    "orders.view",
    "orders.manage",
    "customers.view",
  ]);
  const key = await get("", await makeKey("analytics.view"));
  assert.deepEqual(key.body.data.map(({ id }: { id: string }) => id), [demoId]);
  assert.deepEqual(key.body.data[0].permissions, ["analytics.view"]);
  assert.deepEqual((await get("", await tokenOf("shopper@afrify.test"))).body.data, []);
  assert.equal((await get("")).status, 401);
  assert.equal((await get(`/${demoId}`, await tokenOf("rival@afrify.test"))).status, 404);
  assert.equal((await get("/guess", await tokenOf("merchant@afrify.test"))).status, 404);
});

Deno.test("a key that is revoked is refused with the next request", async () => {
  const secret = await makeKey("products.view");
  assert.equal((await get(`/${demoId}`, secret)).status, 200);
  const [key] = await sql`select id from api_keys where prefix = ${secret.slice(0, 12)}`;

  await merchant.post(`/dashboard/demo/settings/api-keys/${key!.id}`, { intent: "revoke" });

  for (const path of [`/${demoId}`, ""]) {
    const { status, body } = await get(path, secret);
    assert.equal(status, 401);
    assert.equal(body.code, "unauthorized");
  }
});

Deno.test("the old token of a member who is suspended or removed opens nothing with the next request", async () => {
  const token = await tokenOf("staff@afrify.test");
  const member = `/dashboard/demo/settings/staff/${staffId}`;
  const status = async () => (await get(`/${demoId}`, token)).status;
  assert.equal(await status(), 200);
  await merchant.post(`${member}/suspend`, {});
  assert.equal(await status(), 404);
  assert.deepEqual((await get("", token)).body.data, []);
  await merchant.post(`${member}/resume`, {});
  assert.equal(await status(), 200);
  await merchant.post(`${member}/remove`, {});
  assert.equal(await status(), 404);
});

Deno.test("the tokens and keys of a shop that is suspended open nothing with the next request", async () => {
  const [token, secret] = [await tokenOf("merchant@afrify.test"), await makeKey("orders.view")];
  const admin = visit(platform.url);
  await signIn(admin, "admin@afrify.test");
  const statuses = async () => [
    (await get(`/${demoId}`, token)).status,
    (await get(`/${demoId}`, secret)).status,
  ];
  assert.deepEqual(await statuses(), [200, 200]);
  await admin.post("/admin/stores/demo/suspend", { reason: "It sells what it has not" });
  assert.deepEqual(await statuses(), [404, 404]);
  await admin.post("/admin/stores/demo/resume", {});
  assert.deepEqual(await statuses(), [200, 200]);
});
