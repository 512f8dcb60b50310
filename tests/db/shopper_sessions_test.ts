import assert from "node:assert/strict";
import postgres from "postgres";
import { connect, type Db } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { aTicket, openSession, requestCode, signInShopper } from "@/tests/fixtures/shoppers.ts";

const PHONE = "+254712345678";

let database: TestDatabase;
let owner: postgres.Sql;
let db: Db;
let web: postgres.Sql;
let visitor: postgres.Sql;
let shop: Shop;
let other: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 10 });
  web = db.own as unknown as postgres.Sql;
  visitor = db.public as unknown as postgres.Sql;
  shop = await makeShop(owner);
  other = await makeShop(owner);
});

Deno.test.afterAll(async () => {
  await Promise.all([owner.end(), db.close()]);
  await database.stop();
});

const asker = (overrides = {}) => ({
  slug: shop.slug,
  phone: PHONE,
  ticket: aTicket(),
  ...overrides,
});

const wrong = (code: string) => code === "000000" ? "000001" : "000000";

async function countSessions(phone = PHONE): Promise<number> {
  const [row] = await owner`
    select count(*)::int as n from private.shopper_sessions where phone = ${phone}`;
  return row!.n;
}

async function get(token: string, slug = shop.slug) {
  const [row] = await visitor`select get_shopper(${slug}, ${token}) as shopper`;
  return row!.shopper;
}

Deno.test("a code opens a session for its phone at its shop, and at no other", async () => {
  const token = await signInShopper({ web, owner }, { slug: shop.slug, phone: PHONE });

  assert.match(token, /^[0-9a-f]{64}$/);
  assert.equal((await get(token)).phone, PHONE);
  assert.equal(await get(token, other.slug), null);
});

Deno.test("a code is for its phone, its shop and the page that asked", async () => {
  const own = asker();
  const code = await requestCode({ web, owner }, own);

  for (
    const stolen of [
      { ...own, phone: "+254712345679" },
      { ...own, slug: other.slug },
      { ...own, ticket: aTicket() },
    ]
  ) {
    assert.equal((await openSession(web, stolen, code)).code, "code_over");
  }
  assert.equal((await openSession(web, own, code)).ok, true);
});

Deno.test("neither codes nor tokens stand anywhere as they are", async () => {
  const own = asker({ phone: "+254700000001" });
  const code = await requestCode({ web, owner }, own);
  const { token } = await openSession(web, own, code);

  const [rows] = await owner`
    select (select string_agg(c::text, ' ') from private.shopper_codes as c) as codes,
      (select string_agg(s::text, ' ') from private.shopper_sessions as s) as sessions`;
  assert.ok(!rows!.codes.includes(own.ticket) && !rows!.sessions.includes(token));
  const [kept] = await owner`
    select c.code_hash, c.salt from private.shopper_codes as c where c.phone = '+254700000001'`;
  assert.notEqual(kept!.code_hash.toString(), code);
  const [message] = await owner`
    select to_jsonb(n)::text as text from notifications as n where recipient = '+254700000001'`;
  assert.ok(!message!.text.includes(`"${code}"`));
});

Deno.test("a code used twice at once opens one session, and both answers hold", async () => {
  const own = asker({ phone: "+254700000002" });
  const code = await requestCode({ web, owner }, own);

  const all = await Promise.all([1, 2, 3, 4, 5, 6].map(() => openSession(web, own, code)));

  assert.ok(all.every(({ ok }) => ok));
  assert.equal(new Set(all.map(({ token }) => token)).size, 1);
  assert.equal(await countSessions(own.phone), 1);
});

Deno.test("minutes after its use a code opens nothing more", async () => {
  const own = asker({ phone: "+254700000003" });
  const code = await requestCode({ web, owner }, own);
  await openSession(web, own, code);
  await owner`update private.shopper_codes set used_at = now() - interval '3 minutes'
    where phone = ${own.phone}`;

  assert.equal((await openSession(web, own, code)).code, "code_over");
});

Deno.test("a form sent again after signing out does not sign in again", async () => {
  const own = asker({ phone: "+254700000004" });
  const code = await requestCode({ web, owner }, own);
  const { token } = await openSession(web, own, code);
  await visitor`select end_shopper_session(${shop.slug}, ${token}, false)`;

  assert.equal((await openSession(web, own, code)).code, "code_over");
  assert.equal(await countSessions(own.phone), 0);
});

Deno.test("tries are counted one by one, however many come at once", async () => {
  const own = asker({ phone: "+254700000005" });
  const code = await requestCode({ web, owner }, own);

  const all = await Promise.all(
    Array.from({ length: 20 }, () => openSession(web, own, wrong(code))),
  );

  assert.equal(all.filter((one) => one.code === "wrong_code").length, 5);
  assert.equal(all.filter((one) => one.code === "code_over").length, 15);
  assert.deepEqual(
    all.flatMap(({ tries_left }) => tries_left ?? []).sort(),
    [0, 1, 2, 3, 4],
  );
  assert.equal((await openSession(web, own, code)).code, "code_over");
  assert.equal(await countSessions(own.phone), 0);
});

Deno.test("whoever asks for codes to somebody else's phone spoils nothing for them", async () => {
  const [theirs, attackers] = [asker(), asker()];
  const code = await requestCode({ web, owner }, theirs);
  await requestCode({ web, owner }, attackers);
  for (let i = 0; i < 6; i++) await openSession(web, attackers, wrong(code));

  assert.equal((await openSession(web, theirs, code)).ok, true);
});

Deno.test("a code is over after ten minutes", async () => {
  const own = asker({ phone: "+254700000006" });
  const code = await requestCode({ web, owner }, own);
  await owner`update private.shopper_codes set expires_at = now() where phone = ${own.phone}`;

  assert.equal((await openSession(web, own, code)).code, "code_over");
});

Deno.test("the same ticket sends one message while its code holds, and another after it", async () => {
  const own = asker({ phone: "+254700000007" });
  const sent = async () => {
    const [row] = await owner`
      select count(*)::int as n from notifications where recipient = ${own.phone}`;
    return row!.n;
  };
  await Promise.all([1, 2, 3].map(() => requestCode({ web, owner }, own)));
  assert.equal(await sent(), 1);

  await owner`update private.shopper_codes set expires_at = now() where phone = ${own.phone}`;
  const code = await requestCode({ web, owner }, own);
  assert.equal(await sent(), 2);
  assert.equal((await openSession(web, own, code)).ok, true);
});

Deno.test("asking for a code is answered alike whether or not the phone bought there", async () => {
  await placeOrder(visitor, shop.slug, orderInput(shop.variantIds[0]!, { phone: "+254700000008" }));
  const answers = await Promise.all(
    ["+254700000008", "+254700000009"].map(async (phone) => {
      const { slug, ticket } = asker();
      const [row] = await web`select shoppers.request_code(${slug}, ${phone}, ${ticket}) as answer`;
      return row!.answer;
    }),
  );

  assert.deepEqual(answers, [{ ok: true }, { ok: true }]);
});

Deno.test("signing out ends one session, everywhere ends all of the phone at the shop", async () => {
  const phone = "+254700000010";
  const clients = { web, owner };
  const here = await signInShopper(clients, { slug: shop.slug, phone });
  const there = await signInShopper(clients, { slug: shop.slug, phone });
  const third = await signInShopper(clients, { slug: shop.slug, phone });
  const elsewhere = await signInShopper(clients, { slug: other.slug, phone });
  const end = async (token: string, isEverywhere: boolean, slug = shop.slug) => {
    const [row] = await visitor`
      select end_shopper_session(${slug}, ${token}, ${isEverywhere}) as ended`;
    return row!.ended;
  };

  assert.equal(await end(here, true, other.slug), 0, "not at a shop that it is not of");
  assert.equal(await end(here, false), 1);
  assert.deepEqual([await get(here), (await get(there)).phone], [null, phone]);
  assert.equal(await end(there, true), 2);
  assert.equal(await get(third), null);
  assert.equal((await get(elsewhere, other.slug)).phone, phone);
});

Deno.test("a session is over after 90 days", async () => {
  const phone = "+254700000011";
  const token = await signInShopper({ web, owner }, { slug: shop.slug, phone });
  const [row] = await owner`
    select round(extract(epoch from expires_at - created_at) / 86400)::int as days
    from private.shopper_sessions where phone = ${phone}`;
  assert.equal(row!.days, 90);

  await owner`update private.shopper_sessions set expires_at = now() where phone = ${phone}`;
  assert.equal(await get(token), null);
});

Deno.test("a phone keeps twenty sessions, the newest", async () => {
  const phone = "+254700000012";
  const tokens: string[] = [];
  for (let i = 0; i < 22; i++) {
    tokens.push(await signInShopper({ web, owner }, { slug: shop.slug, phone }));
  }

  assert.equal(await countSessions(phone), 20);
  assert.deepEqual([await get(tokens[0]!), await get(tokens[1]!)], [null, null]);
  assert.equal((await get(tokens.at(-1)!)).phone, phone);
});

Deno.test("only the web server's login asks for codes and uses them", async () => {
  const { slug, phone, ticket } = asker();
  for (const role of ["anon", "authenticated", "service_role"]) {
    await assert.rejects(
      owner.begin(async (sql) => {
        await sql`select set_config('role', ${role}, true)`;
        await sql`select shoppers.request_code(${slug}, ${phone}, ${ticket})`;
      }),
      /permission denied for schema shoppers/,
      role,
    );
  }
});

Deno.test("a suspended shop sends no codes and opens no sessions", async () => {
  const suspended = await makeShop(owner);
  const clients = { web, owner };
  const token = await signInShopper(clients, { slug: suspended.slug, phone: PHONE });
  const own = asker({ slug: suspended.slug });
  const code = await requestCode(clients, own);
  await owner`update stores set status = 'suspended' where id = ${suspended.storeId}`;

  const [row] = await web`
    select shoppers.request_code(${suspended.slug}, ${PHONE}, ${aTicket()}) as answer`;
  assert.equal(row!.answer.code, "store_not_found");
  assert.equal((await openSession(web, own, code)).code, "code_over");
  assert.equal(await get(token, suspended.slug), null);
});
