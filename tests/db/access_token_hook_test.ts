import assert from "node:assert/strict";
import postgres from "postgres";
import { connect, type Db } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
let auth: postgres.Sql;
let owner: postgres.Sql;
let db: Db;
let shop: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 2 });
  shop = await makeShop(owner, { slug: "demo" });
  await makeShop(owner, { merchant: CAST.rival });
  for (const id of [CAST.staff, CAST.shopper]) {
    await owner`insert into auth.users (id, email) values (${id}, ${`${id}@afrify.test`})`;
  }
  await owner`
    insert into memberships (tenant_id, store_id, user_id, role)
    values (${shop.tenantId}, ${shop.storeId}, ${CAST.staff}, 'staff')
    on conflict do nothing`;
  await owner`insert into platform_admins (user_id) values (${CAST.shopper})`;
  auth = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  await auth`set role supabase_auth_admin`;
});

Deno.test.afterAll(async () => {
  await Promise.all([owner.end(), auth.end(), db.close()]);
  await database.stop();
});

/** The claims that Auth would put into a token of this person, called as Auth calls it. */
async function hinted(userId: string) {
  const claims = { sub: userId, role: "authenticated", aal: "aal1", session_id: "s", exp: 1 };
  const event = JSON.stringify({ user_id: userId, claims, authentication_method: "otp" });
  const [row] =
    await auth`select private.custom_access_token_hook(${event}::text::jsonb) as answer`;
  return row!.answer.claims;
}

Deno.test("tokens carry where a person belongs, and what they carried before", async () => {
  const { tenantId: tenant_id, storeId: store_id } = shop;

  const merchant = await hinted(CAST.merchant);
  assert.deepEqual(merchant, {
    sub: CAST.merchant,
    role: "authenticated",
    aal: "aal1",
    session_id: "s",
    exp: 1,
    tenant_id,
    store_id,
    app_role: "MERCHANT",
  });
  const staff = await hinted(CAST.staff);
  assert.deepEqual([staff.tenant_id, staff.store_id, staff.app_role], [
    tenant_id,
    store_id,
    "STAFF",
  ]);
  assert.equal((await hinted(CAST.shopper)).app_role, "SUPER_ADMIN");
  const nobody = await hinted(crypto.randomUUID());
  assert.deepEqual([nobody.tenant_id, nobody.app_role], [null, "CUSTOMER"]);
});

Deno.test("somebody who was suspended belongs nowhere in their next token", async () => {
  await owner`update memberships set suspended_at = now() where user_id = ${CAST.staff}`;
  assert.equal((await hinted(CAST.staff)).app_role, "CUSTOMER");
  await owner`update memberships set suspended_at = null where user_id = ${CAST.staff}`;
});

Deno.test("nobody but Auth may ask the hook", async () => {
  const [{ allowed }] = await owner`
    select array_agg(r.rolname order by r.rolname) as allowed
    from pg_roles as r
    where r.rolname in ('anon', 'authenticated', 'service_role', 'authenticator', 'afrify_web',
        'supabase_auth_admin', 'supabase_storage_admin')
      and has_function_privilege(r.rolname, 'private.custom_access_token_hook(jsonb)', 'execute')` as unknown as [
    { allowed: string[] },
  ];
  assert.deepEqual(allowed, ["supabase_auth_admin"]);
});

Deno.test("Auth's role reaches nothing of ours but the hook", async () => {
  for (
    const statement of [
      "select from public.memberships",
      "select from public.orders",
      "select private.my_store_ids('orders.view')",
      "select private.random_token()",
    ]
  ) {
    await assert.rejects(auth.unsafe(statement), { code: "42501" }, statement);
  }
});

Deno.test("hints decide nothing: forged ones open nothing", async () => {
  const hints = { tenant_id: shop.tenantId, store_id: shop.storeId };
  const forged = { sub: CAST.rival, ...hints, app_role: "SUPER_ADMIN" };
  const counts = (claims: { sub: string }) =>
    db.asUser(claims, async (sql) => {
      const [row] = await sql`
        select (select count(*)::int from memberships) as members,
          (select count(*)::int from tenants) as tenants,
          (select count(*)::int from payment_accounts where not is_enabled) as accounts,
          (select count(*)::int from audit_events) as events`;
      return { ...row };
    });

  assert.deepEqual(await counts(forged), await counts({ sub: CAST.rival }));
  await assert.rejects(
    db.asUser(forged, (sql) => sql`select public.suspend_store(${shop.storeId}, 'because')`),
    { code: "AF404" },
  );
  const touched = await db.asUser(
    { ...forged, app_role: "MERCHANT" },
    (sql) => sql`update stores set tagline = 'taken' where id = ${shop.storeId}`,
  );
  assert.equal(touched.count, 0);
});
