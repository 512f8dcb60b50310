import assert from "node:assert/strict";
import { decodeJwt } from "jose";
import postgres from "postgres";
import { startPlatform } from "@/tests/fixtures/platform.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
const LOGIN = { email: "merchant@afrify.test", password: "afrify-demo" };

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

interface Answer {
  status: number;
  headers: Headers;
  // deno-lint-ignore no-explicit-any
  body: any;
}

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${platform.url}/api/v1/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text ? JSON.parse(text) : null,
  };
}

function assertProblem(answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status);
  assert.equal(answer.headers.get("content-type"), "application/problem+json");
  assert.equal(answer.body.status, status);
  assert.equal(answer.body.code, code);
  assert.equal(typeof answer.body.title, "string");
}

const logout = (token: string) => post("logout", "", { authorization: `Bearer ${token}` });

/** Rows that the holder of a token sees through REST, where only members see any. */
async function membersRows(token: string): Promise<number> {
  const response = await fetch(`${platform.supabase_url}/rest/v1/customers?select=id`, {
    headers: { apikey: platform.publishable_key, authorization: `Bearer ${token}` },
  });
  return (await response.json()).length;
}

Deno.test("a program signs somebody in and gets tokens that nobody keeps", async () => {
  const { status, headers, body } = await post("login", LOGIN, { "user-agent": "till/1.0" });

  assert.equal(status, 200);
  assert.match(headers.get("cache-control")!, /no-store/);
  assert.deepEqual(headers.getSetCookie(), []);
  assert.deepEqual(Object.keys(body).sort(), [
    "access_token",
    "expires_in",
    "refresh_token",
    "token_type",
    "user",
  ]);
  assert.equal(body.token_type, "bearer");
  assert.equal(body.expires_in, 3600);
  assert.deepEqual(body.user, { id: decodeJwt(body.access_token).sub, email: LOGIN.email });
  const { session_id } = decodeJwt(body.access_token);
  const [session] = await sql`select user_agent from auth.sessions where id = ${
    String(session_id)
  }`;
  assert.equal(session!.user_agent, "till/1.0");
});

Deno.test("its token carries where the person belongs", async () => {
  const { body } = await post("login", LOGIN);
  const [store] = await sql`select id, tenant_id from stores where slug = 'demo'`;

  const { tenant_id, store_id, app_role } = decodeJwt(body.access_token);
  assert.deepEqual({ tenant_id, store_id, app_role }, {
    tenant_id: store!.tenant_id,
    store_id: store!.id,
    app_role: "MERCHANT",
  });
  const admin = await post("login", { ...LOGIN, email: "admin@afrify.test" });
  assert.equal(decodeJwt(admin.body.access_token).app_role, "SUPER_ADMIN");
});

Deno.test("a wrong password and an unknown address get the same answer", async () => {
  const wrong = await post("login", { ...LOGIN, password: "wrong password" });
  const unknown = await post("login", { ...LOGIN, email: "nobody@afrify.test" });

  assertProblem(wrong, 401, "invalid_credentials");
  assert.deepEqual(unknown.body, wrong.body);
});

Deno.test("input that cannot be used is refused by field, and unknown fields are", async () => {
  const bad = await post("login", { email: "no address", password: "", remember: true });
  assertProblem(bad, 422, "invalid_input");
  assert.deepEqual(
    bad.body.errors.map(({ field }: { field: string }) => field).sort(),
    ["email", "password", "remember"],
  );
  assertProblem(await post("login", []), 422, "invalid_input");
  assertProblem(await post("login", "null"), 422, "invalid_input");
  assertProblem(await post("refresh", { refresh_token: 7 }), 422, "invalid_input");
  assertProblem(await post("login", "{"), 400, "invalid_json");
  assertProblem(await post("login", ""), 400, "invalid_json");
  const form = { "content-type": "application/x-www-form-urlencoded" };
  assertProblem(await post("login", "email=a", form), 415, "unsupported_media_type");
  const huge = { ...LOGIN, password: "x".repeat(100_000) };
  assertProblem(await post("login", huge), 413, "payload_too_large");
});

Deno.test("a refresh token is exchanged for new tokens of the same session", async () => {
  const { body: first } = await post("login", LOGIN);
  const { status, body: second } = await post("refresh", { refresh_token: first.refresh_token });

  assert.equal(status, 200);
  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.equal(decodeJwt(second.access_token).session_id, decodeJwt(first.access_token).session_id);
  assert.equal(decodeJwt(second.access_token).app_role, "MERCHANT");
  const unknown = await post("refresh", { refresh_token: "abcdefghijkl" });
  assertProblem(unknown, 401, "invalid_refresh_token");
});

Deno.test("an old refresh token that comes again ends the whole family", async () => {
  const { body: first } = await post("login", LOGIN);
  const { body: second } = await post("refresh", { refresh_token: first.refresh_token });
  const { body: third } = await post("refresh", { refresh_token: second.refresh_token });

  const stolen = await post("refresh", { refresh_token: first.refresh_token });
  assertProblem(stolen, 401, "invalid_refresh_token");
  const newest = await post("refresh", { refresh_token: third.refresh_token });
  assertProblem(newest, 401, "invalid_refresh_token");
});

Deno.test("logging out ends the session: neither of its tokens opens anything from then on", async () => {
  const [store] = await sql`select id from stores where slug = 'demo'`;
  await sql`insert into customers (store_id, phone, name)
    values (${store!.id}, '+254712345679', 'Asha') on conflict do nothing`;
  const { body: here } = await post("login", LOGIN);
  const { body: elsewhere } = await post("login", LOGIN);
  assert.ok(await membersRows(here.access_token) > 0);

  const ended = await logout(here.access_token);

  assert.equal(ended.status, 204);
  assert.equal(await membersRows(here.access_token), 0);
  assert.ok(await membersRows(elsewhere.access_token) > 0, "other sessions go on");
  const refreshed = await post("refresh", { refresh_token: here.refresh_token });
  assertProblem(refreshed, 401, "invalid_refresh_token");
  assert.equal((await logout(here.access_token)).status, 204, "one that is over stays so");
});

Deno.test("only a token that we signed logs out", async () => {
  const { body } = await post("login", LOGIN);
  const [head, payload] = body.access_token.split(".");
  const key = `afk_${"0".repeat(64)}`;
  for (const token of [`${head}.${payload}.x`, "x", "", key]) {
    const answer = await logout(token);
    assertProblem(answer, 401, "unauthorized");
    assert.equal(answer.headers.get("www-authenticate"), "Bearer");
  }
  assert.ok(await membersRows(body.access_token) > 0);
});
