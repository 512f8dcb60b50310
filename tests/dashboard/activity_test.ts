import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let demo: { store: string; tenant: string };

const PATH = "/dashboard/demo/settings/activity";

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const [row] = await sql`
    select id as store, tenant_id as tenant from public.stores where slug = 'demo'`;
  demo = row as typeof demo;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function count(query: string): Promise<number> {
  const { text } = await merchant.get(`${PATH}?${query}`);
  return [...text.matchAll(/<time class="when/g)].length;
}

Deno.test("an owner reads who changed what, from which value to which", async () => {
  await sql.begin(async (sql) => {
    const [user] = await sql`select id from auth.users where email = 'merchant@afrify.test'`;
    const client = { ip: "203.0.113.9", user_agent: "Opera Mini" };
    await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: user!.id })}, true),
      set_config('request.client', ${JSON.stringify(client)}, true)`;
    await sql`update public.stores set tagline = 'Woven at the coast' where id = ${demo.store}`;
  });

  const page = await merchant.get(`${PATH}?action=stores.updated`);

  assert.match(page.text, /Changed the shop/);
  for (const part of ["merchant@afrify.test", "203.0.113.9", "Opera Mini", "Woven at the coast"]) {
    assert.ok(page.text.includes(part), part);
  }
});

Deno.test("a form leaves the address and the device that it was sent from", async () => {
  const { status } = await merchant.post("/dashboard/demo/settings/payments/mpesa", {
    kind: "paybill",
    shortCode: "888880",
    environment: "sandbox",
    consumerKey: "",
    consumerSecret: "",
    passkey: "",
  });

  assert.equal(status, 303);
  const [event] = await sql`select action, host(ip) as ip, user_agent like 'Deno/%' as is_mine,
    changes -> 'settings' -> 1 ->> 'short_code' as short_code
    from public.audit_events order by id desc limit 1`;
  const wanted = { action: "payment_accounts.updated", is_mine: true, short_code: "888880" };
  assert.deepEqual({ ...event, ip: null }, { ...wanted, ip: null });
  assert.ok(["127.0.0.1", "::1"].includes(event!.ip), event!.ip);
});

Deno.test("the log is narrowed by actor, action and days of the shop's own zone", async () => {
  await sql`insert into public.audit_events (id, tenant_id, store_id, actor_kind, actor_name, action, entity, created_at)
    select overlay(private.uuid_v7()::text placing
        substr(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'), 1, 8) || '-'
        || substr(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'), 9, 4) from 1 for 13)::uuid,
      ${demo.tenant}, ${demo.store}, 'person', 'baraka@afrify.test', 'stores.updated', 'stores', at
    from unnest(array['2026-03-01T20:59:59Z', '2026-03-01T21:00:00Z', '2026-03-02T20:59:59Z']::timestamptz[]) as at`;

  // Nairobi is three hours ahead.
  const who = "who=baraka@afrify.test";
  assert.equal(await count(who), 3);
  assert.equal(await count(`${who}&from=2026-03-02&to=2026-03-02`), 2);
  assert.equal(await count(`${who}&to=2026-03-01`), 1);
  assert.equal(await count(`${who}&from=2026-03-03`), 0);
  assert.equal(await count(`${who}&action=payments.created`), 0);
  assert.equal(await count(`${who}&from=2026-02-31&to=never`), 3, "nonsense is left out");
});

Deno.test("a copy is a file that holds every line once, and taking it is in the log", async () => {
  await sql`insert into public.audit_events (tenant_id, store_id, actor_kind, actor_name, action, entity, changes)
    select ${demo.tenant}, ${demo.store}, 'person', '=cmd|calc', 'weather.changed', 'weather',
      jsonb_build_object('name', 'Day ' || n)
    from generate_series(1, 1100) as n`;

  const file = await merchant.get(`${PATH}.csv?action=weather.changed`);

  assert.equal(file.headers.get("content-type"), "text/csv; charset=utf-8");
  assert.match(file.headers.get("content-disposition")!, /attachment; filename="activity.csv"/);
  const lines = file.text.trimEnd().split("\r\n");
  assert.match(lines[0]!, /^\ufeff?time,who,what/);
  const days = lines.slice(1).map((line) => /Day (\d+)/.exec(line)![1]);
  assert.deepEqual([days.length, new Set(days).size], [1100, 1100]);
  assert.ok(lines.slice(1).every((line) => line.split(",")[1] === "'=cmd|calc"));
  assert.equal(await count("action=audit_events.exported"), 1);
});

Deno.test("staff read no log, and rivals find none", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  for (const path of [PATH, `${PATH}.csv`]) {
    assert.equal((await staff.get(path)).status, 403, path);
    assert.equal((await rival.get(path)).status, 404, path);
  }
  await rival.get("/dashboard/zuri/settings/activity.csv");
  const own = await rival.get("/dashboard/zuri/settings/activity");
  assert.equal(own.status, 200);
  assert.doesNotMatch(own.text, /merchant@afrify\.test|Kikapu/);
  const [exported] = await sql`select count(*)::int from public.audit_events
    where action = 'audit_events.exported' and tenant_id = ${demo.tenant}`;
  assert.equal(exported!.count, 1, "only the owner's own copy");
});
