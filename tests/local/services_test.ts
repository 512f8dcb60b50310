import assert from "node:assert/strict";
import { SignJWT } from "jose";
import postgres from "postgres";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { startStack, type TestStack } from "@/tests/fixtures/stack.ts";

let stack: TestStack;
let owner: postgres.Sql;
let grantsBefore: string;

Deno.test.beforeAll(async () => {
  stack = await startStack();
  owner = postgres(stack.database.url, { max: 2, onnotice: () => {} });
  grantsBefore = await readGrants(owner);
});

Deno.test.afterAll(async () => {
  await owner.end();
  await stack.stop();
});

Deno.test("REST refuses a request without a key, with a wrong key and with a key as token alone", async () => {
  const products = `${stack.url}/rest/v1/products?select=id`;
  const statusWith = async (headers: Record<string, string>) => {
    const answer = await fetch(products, { headers });
    await answer.body?.cancel();
    return answer.status;
  };

  assert.equal(await statusWith({}), 401);
  assert.equal(await statusWith({ apikey: "sb_publishable_guess" }), 401);
  assert.equal(await statusWith({ authorization: `Bearer ${stack.publishableKey}` }), 401);
  assert.equal(await statusWith({ apikey: stack.publishableKey }), 200);
});

Deno.test("REST answers each caller under the database's own rules", async () => {
  const merchant = await stack.signUp("merchant@afrify.test");
  const rival = await stack.signUp("rival@afrify.test");
  const { storeId } = await makeShop(owner, { slug: "theirs", merchant: merchant.id });
  const visitor = stack.client(stack.publishableKey);
  const customers = async (client: typeof visitor) =>
    await client.from("customers").select("id").eq("store_id", storeId);
  await owner`insert into public.customers (store_id, phone, name)
    values (${storeId}, '+254712345678', 'Asha')`;

  assert.equal((await customers(merchant.client)).data?.length, 1);
  assert.deepEqual((await customers(rival.client)).data, []);
  assert.notEqual((await customers(visitor)).error, null);
});

Deno.test("REST counts what policies let through, and guesses nothing from what they hide", async () => {
  const { storeId } = await makeShop(owner, { slug: "counted", merchant: crypto.randomUUID() });
  const visitor = stack.client(stack.publishableKey);
  const count = (how: "exact" | "planned" | "estimated") =>
    visitor.from("products").select("*", { count: how, head: true }).eq("store_id", storeId);

  assert.equal((await count("exact")).count, 1);
  for (const how of ["planned", "estimated"] as const) {
    const { status, count: told } = await count(how);
    assert.deepEqual({ status, told }, { status: 400, told: null }, how);
  }
  const refused = await fetch(`${stack.url}/rest/v1/orders?store_id=eq.${storeId}`, {
    headers: { apikey: stack.publishableKey, prefer: 'return=minimal, Count = "planned"' },
  });
  assert.deepEqual(await refused.json(), {
    code: "PT400",
    message: "Counts are exact here. Ask for count=exact.",
    details: null,
    hint: null,
  });
});

Deno.test("REST hands JSON to functions and columns as the object it is", async () => {
  const { client } = await stack.signUp("opener@afrify.test");
  const place = { country: "KE", currency: "KES", time_zone: "Africa/Nairobi" };

  const input = { slug: "as-sent", name: "As Sent", order_prefix: "AS", ...place };
  const { data: opened } = await client.rpc("create_store", { input });
  const settings = { short_code: "174379", kind: "paybill", environment: "sandbox" };
  const account = { store_id: opened.store_id, gateway: "mpesa", settings };
  const { error } = await client.from("payment_accounts").insert(account);

  assert.equal(error, null);
  const { data } = await client.from("payment_accounts").select("settings")
    .eq("store_id", opened.store_id).single();
  assert.deepEqual(data!.settings, settings);
});

Deno.test("REST refuses a token for a role that no caller has", async () => {
  for (const role of ["postgres", "supabase_admin", "supabase_auth_admin", "pg_read_all_data"]) {
    const token = await sign({ role, sub: crypto.randomUUID() });
    const { error } = await stack.client(stack.publishableKey, token).from("tenants").select("id");
    assert.equal(error?.code, "42501", role);
  }
});

Deno.test("REST refuses a token that somebody else signed, or that is too old", async () => {
  const role = "authenticated";
  const foreign = await sign({ role }, { secret: "another-secret-of-the-same-length-as-ours" });
  const old = await sign({ role }, { expires: "1 hour ago" });
  for (const token of [foreign, old]) {
    const { status } = await stack.client(stack.publishableKey, token).from("tenants").select("id");
    assert.equal(status, 401);
  }
});

Deno.test("Only the schema public is reachable, and nothing of the package's own pages", async () => {
  const headers = { apikey: stack.secretKey };
  const hidden = { ...headers, "accept-profile": "auth" };
  const users = await fetch(`${stack.url}/rest/v1/users`, { headers: hidden });
  assert.equal(users.status, 406);
  await users.body?.cancel();
  for (const path of ["/_system/info", "/_system/config", "/", "/static/"]) {
    const answer = await fetch(stack.url + path, { headers });
    assert.equal(answer.status, 404, path);
    await answer.body?.cancel();
  }
});

Deno.test("A session can be refreshed, and not after signing out everywhere", async () => {
  const auth = stack.client(stack.publishableKey).auth;
  await stack.signUp("session@afrify.test");
  const login = { email: "session@afrify.test", password: "afrify-demo" };
  const { data: first } = await auth.signInWithPassword(login);
  const { data: second, error } = await auth.refreshSession(first.session!);
  assert.equal(error, null);

  await auth.signOut({ scope: "global" });
  const gone = await auth.refreshSession({ refresh_token: second.session!.refresh_token });
  assert.notEqual(gone.error, null);
});

Deno.test("A forgotten password is replaced by way of an email whose link needs no script", async () => {
  await stack.signUp("forgetful@afrify.test");
  const auth = stack.client(stack.publishableKey).auth;
  await auth.resetPasswordForEmail("forgetful@afrify.test");
  const message = await untilMailed("forgetful@afrify.test");
  const link = new URL(/http\S+token_hash=\S+/.exec(message)![0]);
  assert.equal(link.origin + link.pathname, `${stack.siteUrl}/auth/confirm`);

  const hash = link.searchParams.get("token_hash")!;
  const { error } = await auth.verifyOtp({ token_hash: hash, type: "recovery" });
  assert.equal(error, null);
  assert.equal((await auth.updateUser({ password: "another-one" })).error, null);
  const login = { email: "forgetful@afrify.test", password: "another-one" };
  assert.equal((await auth.signInWithPassword(login)).error, null);
  assert.notEqual((await auth.verifyOtp({ token_hash: hash, type: "recovery" })).error, null);
});

Deno.test("The secret key manages accounts, and no other key or token does", async () => {
  const { admin } = stack.client(stack.secretKey).auth;
  const given = { email: "Made@afrify.test", password: "afrify-demo", email_confirm: true };
  const made = await admin.createUser({ ...given, user_metadata: { name: "Amina" } });
  const id = made.data.user!.id;
  const login = { email: "made@afrify.test", password: "afrify-demo" };
  const visitor = stack.client(stack.publishableKey);
  assert.equal((await visitor.auth.signInWithPassword(login)).data.user?.id, id);
  assert.equal((await admin.createUser(given)).error?.code, "email_exists");

  await admin.updateUserById(id, { password: "another-one", user_metadata: { city: "Nairobi" } });
  assert.notEqual((await visitor.auth.signInWithPassword(login)).error, null);
  const { data: { user } } = await admin.getUserById(id);
  assert.deepEqual(user?.user_metadata, { name: "Amina", city: "Nairobi" });
  const { data: { users } } = await admin.listUsers({ perPage: 1000 });
  assert.ok(users.some(({ email }) => email === "made@afrify.test"));

  const { token } = await stack.signUp("curious@afrify.test");
  for (const client of [visitor, stack.client(stack.publishableKey, token)]) {
    assert.notEqual((await client.auth.admin.listUsers()).error, null);
    assert.notEqual((await client.auth.admin.deleteUser(id)).error, null);
  }
  assert.equal((await admin.deleteUser(id)).error, null);
  assert.notEqual((await admin.getUserById(id)).error, null);
});

Deno.test("Serving requests of every kind leaves every grant as the migrations made it", async () => {
  const { id, client } = await stack.signUp("grants@afrify.test");
  const { storeId } = await makeShop(owner, { slug: "grants", merchant: id });
  await client.from("products").select("*");
  await client.from("products").update({ title: "New" }).eq("store_id", storeId);
  await client.rpc("no_such_function");
  await client.storage.from("originals").upload(`${storeId}/a.png`, new Blob(["x"]), {
    contentType: "image/png",
  });
  await stack.client(stack.secretKey).from("stores").select("*");

  assert.equal(await readGrants(owner), grantsBefore);
});

/** Every grant there is, on schemas, tables, columns, functions and by default. */
async function readGrants(sql: postgres.Sql): Promise<string> {
  const rows = await sql`
    select nspname as name, nspacl::text as grants from pg_namespace
    union all select oid::regclass::text, relacl::text from pg_class
      where relnamespace::regnamespace::text !~ '^pg_|information_schema'
    union all select attrelid::regclass || '.' || attname, attacl::text from pg_attribute
      where attacl is not null
    union all select oid::regprocedure::text, proacl::text from pg_proc
      where pronamespace::regnamespace::text !~ '^pg_|information_schema'
    union all select concat_ws(' ', defaclrole::regrole, defaclnamespace, defaclobjtype), defaclacl::text
      from pg_default_acl
    order by 1, 2`;
  return JSON.stringify(rows);
}

async function sign(
  claims: { role: string; sub?: string },
  { secret = stack.jwtSecret, expires = "1 hour" } = {},
): Promise<string> {
  return await new SignJWT(claims).setProtectedHeader({ alg: "HS256" })
    .setExpirationTime(expires).sign(new TextEncoder().encode(secret));
}

async function untilMailed(to: string): Promise<string> {
  const answer = await fetch(`${stack.mailbox.url}/messages?to=${to}&wait_s=20`);
  const { messages: [message] } = await answer.json();
  assert.ok(message, `No message to ${to}`);
  return message.text;
}
