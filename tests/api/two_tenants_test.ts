/**
 * Two platforms that differ in what the demo shop keeps to itself: random requests of a rival's people
 * must be answered alike by both, and write nothing of the shop's.
 */
import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import fc from "fast-check";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { plain, watchRows } from "@/tests/db/rivals/outcome.ts";
import { furnish } from "@/tests/db/rivals/random_shop.ts";
import { learnVocabulary } from "@/tests/db/rivals/vocabulary.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { anyCall, type Call } from "./rival_calls.ts";

const CALLS = 600;
const PASSWORD = "afrify-demo";
const EMAILS = { visitor: "", shopper: "shopper@afrify.test", merchant: "rival@afrify.test" };
type Who = keyof typeof EMAILS | "key";

let full: Platform;
let bare: Platform;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  [full, bare] = await Promise.all([startPlatform(), startPlatform()]);
  sql = postgres(full.database_url, { max: 1, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await Promise.all([full.stop(), bare.stop()]);
});

/** Everything that nobody else shall know, into one of the two. Answers the shop. */
async function keepSecrets() {
  const [shop] = await sql`
    select s.id as "storeId", s.tenant_id as "tenantId", s.slug, a.id as "accountId",
      c.callback_token as "callbackToken", m.user_id as merchant,
      array(select l.variant_id from inventory_levels as l where l.store_id = s.id
        order by l.on_hand - l.reserved desc limit 1) as "variantIds"
    from stores as s join payment_accounts as a on a.store_id = s.id and a.gateway = 'mpesa'
    join private.payment_credentials as c on c.account_id = a.id
    join memberships as m on m.tenant_id = s.tenant_id and m.role = 'merchant'
    where s.slug = 'demo'`;
  await sql.begin(async (sql) => {
    await furnish(sql as unknown as postgres.Sql, shop as never, shop!.merchant);
    await sql`update products set status = 'draft' where slug like 'zq%'`;
    await sql`delete from categories where slug like 'zq%'`;
    await sql`update collections set is_published = false where slug like 'zq%'`;
    await sql`update store_pages set is_published = false where title like 'zq%'`;
    await sql`delete from pickup_points where name like 'zq%'`;
    // Nobody works on it meanwhile: whatever changes was changed by a call. Events are written at the end.
    await sql`set constraints all immediate`;
    await sql`delete from graphile_worker._private_jobs`;
  });
  // As the database does by itself before long.
  await sql`analyze`;
  return shop as unknown as { storeId: string; tenantId: string };
}

/** A key of the rival's shop that both platforms know. */
async function makeKey(storeId: string): Promise<string> {
  const secret = `afk_${"rival".repeat(8)}`;
  const hash = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret)),
  );
  const id = crypto.randomUUID();
  for (const { database_url } of [full, bare]) {
    const sql = postgres(database_url, { max: 1, onnotice: () => {} });
    await sql`insert into api_keys (id, store_id, name, prefix, secret_hash, permissions)
      values (${id}, ${storeId}, 'Till', 'afk_rival', ${hash}, '{products.view,orders.view}')`;
    await sql.end();
  }
  return secret;
}

/** The same people at one of the platforms. */
async function peopleOf(platform: Platform, key: string) {
  const ports = [platform.url, platform.supabase_url].map((url) => new URL(url).port);
  const pages: Record<string, Visitor> = {};
  const tokens: Record<string, string> = {};
  for (const [who, email] of Object.entries(EMAILS)) {
    pages[who] = visit(platform.url);
    if (!email) continue;
    await signIn(pages[who], email);
    const { auth } = createClient(platform.supabase_url, platform.publishable_key, {
      auth: { persistSession: false, autoRefreshToken: false },
    });
    const { data } = await auth.signInWithPassword({ email, password: PASSWORD });
    tokens[who] = data.session!.access_token;
  }

  return async (who: Who, call: Call): Promise<string> => {
    if (call.to === "pages") {
      const visitor = pages[who] ?? pages.visitor!;
      const answer = call.method === "GET"
        ? await visitor.get(call.path)
        : await visitor.post(call.path, call.body as Record<string, string>);
      return alike(`${answer.status} ${answer.location}\n${answer.text}`);
    }
    const origin = {
      api: platform.url,
      rest: `${platform.supabase_url}/rest/v1`,
      storage: `${platform.supabase_url}/storage/v1`,
    }[call.to];
    const bearer = who === "key" ? (call.to === "api" ? key : "") : tokens[who];
    const headers = new Headers({ apikey: platform.publishable_key });
    if (bearer) headers.set("authorization", `Bearer ${bearer}`);
    if (call.body) headers.set("content-type", "application/json");
    if ("prefer" in call && call.prefer) headers.set("prefer", call.prefer);
    const body = call.body && JSON.stringify(call.body);
    const response = await fetch(origin + call.path, { method: call.method, headers, body });
    const range = response.headers.get("content-range") ?? "";
    return alike(`${response.status} ${range}\n${inOrder(await response.text())}`);
  };

  /** Without what is different at each platform, or with each call. */
  function alike(text: string): string {
    return plain(text)
      .replaceAll(new RegExp(`(:|%3A)(${ports.join("|")})`, "g"), "$1<port>")
      .replace(/name="csrf" value="[^"]*"/g, "<csrf>")
      .replace(/nonce="[^"]*"/g, "<nonce>")
      // When a cart was changed, in milliseconds.
      .replace(/\b1\d{12}\b/g, "<moment>");
  }
}

/** Rows come in any order unless one is asked for. */
function inOrder(text: string): string {
  if (!/^[[{]/.test(text)) return text;
  return JSON.stringify(
    JSON.parse(plain(text)),
    (_key, value) =>
      Array.isArray(value)
        ? value.toSorted((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
        : value,
  );
}

/** Shows the lines where two answers part: whole pages hide what is different. */
function assertSame(one: string, other: string): void {
  const [lines, others] = [one, other].map((text) => text.split(/(?=<)|\n/));
  assert.deepEqual(
    lines!.filter((line, i) => line !== others![i]).slice(0, 3),
    others!.filter((line, i) => line !== lines![i]).slice(0, 3),
  );
}

Deno.test("what a rival requests is answered alike, whether the shop's secrets are there or not", async () => {
  const [rival] = await sql`
    select id as "storeId", tenant_id as "tenantId" from stores where slug = 'zuri'`;
  const shop = await keepSecrets();
  const key = await makeKey(rival!.storeId);
  const words = await learnVocabulary({ full: sql, shop, rival: rival as typeof shop });
  const watch = await watchRows({ full: sql, shop });
  const [askFull, askBare] = [await peopleOf(full, key), await peopleOf(bare, key)];
  const seen = new Set<string>();

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Who>("visitor", "shopper", "merchant", "merchant", "key"),
      anyCall(words),
      async (who, call) => {
        const [answer, other] = await Promise.all([askFull(who, call), askBare(who, call)]);
        seen.add(`${call.to} ${answer.slice(0, 3)}`);
        assertSame(answer, other);
        assert.ok(await watch(sql), "a row of the shop was written");
      },
    ),
    // What a call has changed stays: to shrink would be to play in another world.
    { numRuns: CALLS, endOnFailure: true },
  );

  for (const one of ["rest 200", "rest 201", "rest 403", "pages 200", "pages 404", "api 404"]) {
    assert.ok(seen.has(one), `${one}: ${[...seen].sort()}`);
  }
});
