import assert from "node:assert/strict";
import postgres from "postgres";
import { endMySession, listMySessions } from "@/lib/auth/mod.ts";
import { connect, type Db, sqlState } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";

const HERE = "50000000-0000-4000-8000-000000000001";
const PHONE = "50000000-0000-4000-8000-000000000002";
const RIVALS = "50000000-0000-4000-8000-000000000003";

let database: TestDatabase;
let owner: postgres.Sql;
let db: Db;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 2 });
  await makeShop(owner, { slug: "demo" });
  await makeShop(owner, { merchant: CAST.rival });
  await owner`
    insert into auth.sessions (id, user_id, user_agent, ip, created_at, refreshed_at, not_after) values
      (${HERE}, ${CAST.merchant}, 'Firefox', '203.0.113.9', now() - interval '3 days', null, null),
      (${PHONE}, ${CAST.merchant}, 'Opera Mini', null, now() - interval '2 days',
        (now() - interval '1 hour') at time zone 'utc', null),
      (gen_random_uuid(), ${CAST.merchant}, 'over', null, now(), null, now() - interval '1 second'),
      (${RIVALS}, ${CAST.rival}, 'Chrome', null, now(), null, null)`;
  await owner`
    insert into auth.refresh_tokens (id, token, user_id, session_id)
    values (gen_random_uuid()::text, 'of-the-phone', ${CAST.merchant}, ${PHONE})`;
});

Deno.test.afterAll(async () => {
  await Promise.all([owner.end(), db.close()]);
  await database.stop();
});

const merchant = { sub: CAST.merchant, session_id: HERE };

Deno.test("people see where they are signed in, this place first, and nothing of others", async () => {
  const sessions = await db.asUser(merchant, listMySessions);

  assert.deepEqual(sessions.map(({ id, ip, isCurrent }) => ({ id, ip, isCurrent })), [
    { id: HERE, ip: "203.0.113.9", isCurrent: true },
    { id: PHONE, ip: null, isCurrent: false },
  ]);
  const hoursAgo = (at: Date) => Math.round((Date.now() - at.getTime()) / 3_600_000);
  assert.deepEqual(sessions.map(({ lastSeenAt }) => hoursAgo(lastSeenAt)), [72, 1]);
});

Deno.test("nobody ends a session that is not theirs, or learns that it is there", async () => {
  for (const id of [RIVALS, crypto.randomUUID()]) {
    assert.equal(await db.asUser(merchant, (sql) => endMySession(sql, id)), false);
  }
  const [left] = await owner`select from auth.sessions where id = ${RIVALS}`;
  assert.ok(left);
});

Deno.test("an ended session is refused at the next statement, and its refresh tokens are gone", async () => {
  const phone = { sub: CAST.merchant, session_id: PHONE };
  assert.equal((await db.asUser(phone, listMySessions)).length, 2);

  assert.equal(await db.asUser(merchant, (sql) => endMySession(sql, PHONE)), true);

  await assert.rejects(db.asUser(phone, listMySessions), (error) => sqlState(error) === "AF401");
  const tokens = await owner`select from auth.refresh_tokens where token = 'of-the-phone'`;
  assert.equal(tokens.length, 0);
  assert.equal(await db.asUser(merchant, (sql) => endMySession(sql, PHONE)), false);
});

Deno.test("visitors, and programs with a key, have no sessions to see or end", async () => {
  await assert.rejects(
    db.public`select * from public.list_my_sessions()`,
    (error) => sqlState(error) === "42501",
  );
  await assert.rejects(
    db.public`select public.end_my_session(${HERE})`,
    (error) => sqlState(error) === "42501",
  );
  await owner`
    insert into api_keys (store_id, name, prefix, secret_hash, permissions)
    select id, 'Till', 'afk_', sha256('secret'), '{orders.view}' from stores where slug = 'demo'`;
  const hash = (await owner`select encode(sha256('secret'), 'hex') as hex`)[0]!.hex;
  const key = { api_key_hash: hash };
  assert.deepEqual([...await db.asUser(key, listMySessions)], []);
  assert.equal(await db.asUser(key, (sql) => endMySession(sql, HERE)), false);
});
