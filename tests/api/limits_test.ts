import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { connect } from "@/lib/db/mod.ts";
import { takeTurns } from "@/lib/limits/mod.ts";
import { visit } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
});
Deno.test.beforeEach(async () => {
  await sql`delete from limits.windows`;
});
Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const RIGHT = "afrify-demo";

async function signIn(email: string, password: string): Promise<number> {
  return (await visit(platform.url).post("/sign-in", { email, password })).status;
}

Deno.test("of 200 turns at once on two servers exactly as many as the limit are allowed", async () => {
  const servers = [1, 2].map(() => connect({ url: platform.web_database_url }));
  const limit = { name: "race", max: 50, seconds: 60 };
  try {
    const windows = await Promise.all(Array.from({ length: 200 }, async (_, i) => {
      const [window] = await takeTurns(servers[i % 2]!.own, [{ limit, subject: "x" }]);
      return window!;
    }));

    assert.equal(windows.filter(({ isAllowed }) => isAllowed).length, 50);
    assert.ok(windows.every(({ resetsIn }) => resetsIn >= 1 && resetsIn <= 60));
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
});

Deno.test("a window that is over begins anew", async () => {
  const server = connect({ url: platform.web_database_url });
  const turn = { limit: { name: "short", max: 1, seconds: 60 }, subject: "x" };
  const isAllowed = async () => (await takeTurns(server.own, [turn]))[0]!.isAllowed;
  try {
    assert.deepEqual([await isAllowed(), await isAllowed()], [true, false]);
    await sql`update limits.windows set resets_at = now()`;
    assert.equal(await isAllowed(), true);
  } finally {
    await server.close();
  }
});

Deno.test("after ten wrong passwords not even the right one is tried, and other accounts go on", async () => {
  for (let i = 0; i < 10; i++) assert.equal(await signIn("merchant@afrify.test", "wrong"), 422);

  assert.equal(await signIn("merchant@afrify.test", RIGHT), 429);
  assert.equal(await signIn("staff@afrify.test", RIGHT), 303);

  await sql`update limits.windows set resets_at = now()`;
  assert.equal(await signIn("merchant@afrify.test", RIGHT), 303);
});

Deno.test("right passwords do not count", async () => {
  for (let i = 0; i < 12; i++) assert.equal(await signIn("merchant@afrify.test", RIGHT), 303);
});

Deno.test("wrong passwords sent all at once pass no limit", async () => {
  const all = Array.from({ length: 30 }, () => signIn("merchant@afrify.test", "wrong"));
  const tried = (await Promise.all(all)).filter((status) => status === 422);
  assert.equal(tried.length, 10);
});

Deno.test("of codes five are tried, known address or not", async () => {
  for (const email of ["merchant@afrify.test", "nobody@afrify.test"]) {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) {
      const page = await visit(platform.url).post("/sign-in/code", { email, code: `12345${i}` });
      statuses.push(page.status);
    }
    assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429], email);
  }
});

Deno.test("an address gets five letters an hour, whichever form asks for them", async () => {
  for (const email of ["merchant@afrify.test", "nobody@afrify.test"]) {
    const statuses: number[] = [];
    for (const path of ["/forgot-password", "/sign-in/link", "/forgot-password"]) {
      for (let i = 0; i < 2; i++) {
        statuses.push((await visit(platform.url).post(path, { email })).status);
      }
    }
    assert.deepEqual(statuses, [200, 200, 303, 303, 200, 429], email);
  }
});

Deno.test("the hundred and first request to the API is told to wait, and what is left stands in each answer", async () => {
  const ask = () =>
    fetch(`${platform.url}/api/v1/auth/refresh`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
  const first = await ask();
  assert.equal(first.headers.get("ratelimit-policy"), '"api";q=100;w=900');
  assert.match(first.headers.get("ratelimit")!, /^"api";r=99;t=\d+$/);
  await first.body?.cancel();
  for (let i = 1; i < 100; i++) {
    const answer = await ask();
    assert.equal(answer.status, 422);
    await answer.body?.cancel();
  }

  const refused = await ask();

  assert.equal(refused.status, 429);
  assert.match(refused.headers.get("retry-after")!, /^\d+$/);
  assert.match(refused.headers.get("content-type")!, /^application\/problem\+json/);
  assert.equal((await refused.json()).code, "rate_limited");
});

Deno.test("with the publishable key nobody counts, reads or resets a limit", async () => {
  const client = createClient(platform.supabase_url, platform.publishable_key);
  const limits = client.schema("limits" as "public");
  assert.ok((await limits.rpc("take", { keys: ["x"], seconds: [1] })).error);
  assert.ok((await limits.from("windows").select("*")).error);
  for (const role of ["anon", "authenticated"]) {
    const [row] = await sql`select has_schema_privilege(${role}, 'limits', 'usage') as may`;
    assert.equal(row!.may, false, role);
  }
});
