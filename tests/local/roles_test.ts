import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";

let database: TestDatabase;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
});

Deno.test.afterAll(() => database.stop());

Deno.test("Roles have the powers that hosted Supabase gives them", async () => {
  const sql = postgres(database.url, { max: 1 });
  const rows = await sql`
    select rolname as name, rolsuper as is_super, rolcanlogin as may_login, rolbypassrls as bypasses
    from pg_roles
    where rolname in ('anon', 'authenticated', 'service_role', 'authenticator', 'postgres',
      'supabase_services', 'afrify_web')
    order by rolname`.values();
  await sql.end();

  assert.deepEqual([...rows].map((row) => [...row]), [
    ["afrify_web", false, true, false],
    ["anon", false, false, false],
    ["authenticated", false, false, false],
    ["authenticator", false, true, false],
    ["postgres", false, true, true],
    ["service_role", false, false, true],
    ["supabase_services", false, true, false],
  ]);
});

Deno.test("The web server's login becomes a visitor or a user, and nobody more", async () => {
  const mayBecome = await tryRoles(database.webUrl);
  assert.deepEqual(mayBecome, ["anon", "authenticated"]);
});

Deno.test("The services' login becomes a caller, and nobody who owns anything", async () => {
  const mayBecome = await tryRoles(database.servicesUrl);
  assert.deepEqual(mayBecome, ["anon", "authenticated", "service_role"]);
});

Deno.test("The services' login by itself changes nothing outside Auth and Storage", async () => {
  const sql = postgres(database.servicesUrl, { max: 1, onnotice: () => {} });
  await sql`update auth.users set email = email`;
  await sql`update storage.objects set name = name`;
  for (
    const statement of [
      "update public.stores set name = 'taken'",
      "delete from graphile_worker._private_jobs",
      "alter table public.stores disable row level security",
      "create table public.mine ()",
    ]
  ) {
    await assert.rejects(sql.unsafe(statement), { code: "42501" }, statement);
  }

  // Granting what is not one's own to grant is a warning in Postgres, and changes nothing.
  const readGrants = () => sql`select relacl::text from pg_class where relname = 'stores'`;
  const before = await readGrants();
  await sql`grant all on public.stores to anon`;
  assert.deepEqual([...await readGrants()], [...before]);
  await sql.end();
});

Deno.test("auth.uid(), auth.role() and auth.jwt() read the claims of the request, and stand empty without", async () => {
  const sql = postgres(database.url, { max: 1 });
  const claims = { sub: "a0000000-0000-4000-8000-000000000001", role: "authenticated", extra: [1] };
  const read = async (given: string | null) =>
    await sql.begin(async (sql) => {
      await sql`select set_config('request.jwt.claims', ${given}, true)`;
      const [row] = await sql`select auth.uid(), auth.role(), auth.jwt()`;
      return { ...row };
    });

  const { sub: uid, role } = claims;
  assert.deepEqual(await read(JSON.stringify(claims)), { uid, role, jwt: claims });
  assert.deepEqual(await read(""), { uid: null, role: null, jwt: null });
  await sql.end();
});

/** Which of all roles a login can become. */
async function tryRoles(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1 });
  const roles = ["anon", "authenticated", "service_role", "authenticator", "postgres"]
    .concat("supabase_auth_admin", "supabase_storage_admin", "supabase_admin", "pg_read_all_data");
  const possible: string[] = [];
  for (const role of roles) {
    await sql.unsafe(`set role ${role}`).then(() => possible.push(role), () => {});
    await sql`reset role`;
  }
  await sql.end();
  return possible;
}
