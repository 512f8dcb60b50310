import assert from "node:assert/strict";
import postgres from "postgres";
import { getStore, listPlatformAdmins, listStores } from "@/lib/admin/mod.ts";
import { listActivity } from "@/lib/audit/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { listApiKeys } from "@/lib/tenants/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";

const database = await startDatabase();
const sent: { query: string; parameters: unknown[] }[] = [];
const owner = postgres(database.url, {
  max: 1,
  onnotice: () => {},
  debug: (_, query, parameters) => sent.push({ query, parameters }),
});
const { storeId } = await makeShop(owner, { slug: "kikapu" });
const admin = CAST.shopper;
await owner`insert into auth.users (id, email) values (${admin}, 'admin@afrify.test')`;
await owner`insert into public.platform_admins (user_id) values (${admin})`;

const UTC = { timeZone: "UTC" };
const OWN = { storeId, timeZone: "Africa/Nairobi" };
const day = { from: "2026-11-01", to: "2026-11-30" };
const before = "01938f5e-0000-7000-8000-000000000000";

type Read = (sql: Sql) => Promise<unknown>;
const AS_ADMIN: Record<string, Read> = {
  "shops": (sql) => listStores(sql),
  "shops found": (sql) => listStores(sql, { search: "50%_\\", status: "active", before }),
  "suspended shops": (sql) => listStores(sql, { status: "suspended" }),
  "a shop": (sql) => getStore(sql, "kikapu"),
  "who runs the platform": (sql) => listPlatformAdmins(sql),
  "all activity": (sql) => listActivity(sql, UTC, {}),
  "all activity, older": (sql) => listActivity(sql, UTC, { before }),
  "all activity of days": (sql) => listActivity(sql, UTC, day),
  "all activity of a shop": (sql) => listActivity(sql, UTC, { store: "kikapu", ...day }),
  "all activity of somebody": (sql) => listActivity(sql, UTC, { who: "a@b.test" }),
  "all activity of one of us": (sql) => listActivity(sql, { ...UTC, actorId: admin }, {}),
  "all activity of a kind": (sql) => listActivity(sql, UTC, { action: "stores.updated" }),
};
const AS_MERCHANT: Record<string, Read> = {
  "own activity": (sql) => listActivity(sql, OWN, {}),
  "own activity, narrowed": (sql) =>
    listActivity(sql, OWN, { who: "a@b.test", action: "stores.updated", before, ...day }),
  "own keys": (sql) => listApiKeys(sql, storeId),
};

function testPlans(userId: string, reads: Record<string, Read>): void {
  for (const [name, read] of Object.entries(reads)) {
    Deno.test(`${name}: one statement, and indexes serve all of it`, async () => {
      await owner.begin(async (transaction) => {
        const sql = transaction as unknown as Sql;
        await sql`set local enable_seqscan = off`;
        await sql`select set_config('request.jwt.claims', ${
          JSON.stringify({ sub: userId })
        }, true)`;
        await sql`set local role authenticated`;
        sent.length = 0;

        await read(sql);

        assert.equal(sent.length, 1);
        const { query, parameters } = sent[0]!;
        const rows = await sql.unsafe(`explain ${query}`, parameters as string[]);
        const plan = rows.map((row) => row["QUERY PLAN"] as string);
        assert.deepEqual(plan.filter((line) => /Seq Scan/.test(line)), []);
      });
    });
  }
}

testPlans(admin, AS_ADMIN);
testPlans(CAST.merchant, AS_MERCHANT);

Deno.test("a page of a long log reads a page of it", async () => {
  await owner`insert into public.audit_events (tenant_id, store_id, actor_kind, action, entity)
    select s.tenant_id, s.id, 'system', 'weather.changed', 'weather'
    from public.stores as s, generate_series(1, 20000)`;
  await owner`analyze public.audit_events`;
  for (const [userId, scope] of [[admin, UTC], [CAST.merchant, OWN]] as const) {
    await owner.begin(async (transaction) => {
      const sql = transaction as unknown as Sql;
      await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: userId })}, true)`;
      await sql`set local role authenticated`;
      sent.length = 0;
      await listActivity(sql, scope, {});
      const { query, parameters } = sent[0]!;
      const [row] = await sql.unsafe(
        `explain (analyze, format json) ${query}`,
        parameters as string[],
      );
      const plan = JSON.stringify(row!["QUERY PLAN"]);
      const read = [...plan.matchAll(/"Relation Name":"audit_events".*?"Actual Rows":([\d.]+)/g)];
      assert.ok(read.length > 0);
      for (const [, rows] of read) assert.ok(Number(rows) <= 51, `${rows} rows`);
    });
  }
});

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});
