import assert from "node:assert/strict";
import postgres from "postgres";
import { connect, type Db } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { hire, makeTeam, type Team } from "@/tests/fixtures/team.ts";

let database: TestDatabase;
let sql: postgres.Sql;
let db: Db;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 4, onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 8 });
});
Deno.test.afterAll(async () => {
  await db.close();
  await sql.end();
  await database.stop();
});

interface Answer {
  ok: boolean;
  code?: string;
  id: string;
  token: string;
  slug?: string;
}

let addresses = 0;
const newAddress = () => `new-${++addresses}@afrify.test`;

async function invite(
  who: string,
  { storeId }: Team,
  input: Record<string, unknown> = {},
): Promise<Answer> {
  const whole = { channel: "email", recipient: newAddress(), role: "staff", store_ids: null };
  const [row] = await db.asUser(
    { sub: who },
    (sql) =>
      sql`select invite_staff(${storeId}, ${sql.json({ ...whole, ...input } as never)}) as answer`,
  );
  return row!.answer;
}

async function call(who: string, name: string, arg: string): Promise<Answer> {
  const [row] = await db.asUser(
    { sub: who },
    (sql) => sql`select ${sql(name)}(${arg}) as answer`,
  );
  return row!.answer;
}

// deno-lint-ignore no-explicit-any
async function look(token: string): Promise<any> {
  const [row] = await db.public`select get_invitation(${token}) as seen`;
  return row!.seen;
}

async function newAccount(): Promise<string> {
  const id = crypto.randomUUID();
  await sql`insert into auth.users (id, email) values (${id}, ${id + "@afrify.test"})`;
  return id;
}

function placesOf({ tenantId }: Team, userId: string) {
  return sql`select store_id, role, permissions::text[] as permissions from memberships
    where tenant_id = ${tenantId} and user_id = ${userId}`;
}

Deno.test("an invitation is shown to whoever has its link, accepted once, and then over", async () => {
  const team = await makeTeam(sql);
  const input = { store_ids: [team.branchId], permissions: ["payments.view", "orders.view"] };
  const recipient = "Grace.Njeri@Afrify.test";
  const made = await invite(team.owner, team, { ...input, recipient });
  assert.equal(made.ok, true);
  assert.deepEqual(await look(made.token), {
    state: "open",
    tenant_name: team.slug,
    store_names: ["Branch"],
    role: "staff",
    permissions: ["payments.view"],
    email: recipient.toLowerCase(),
  });
  const [grace, other] = [await newAccount(), await newAccount()];

  const joined = await call(grace, "accept_invitation", made.token);

  assert.match(joined.slug!, /^branch-/);
  const place = { store_id: team.branchId, role: "staff", permissions: ["payments.view"] };
  assert.deepEqual([...await placesOf(team, grace)], [place]);
  assert.deepEqual(await look(made.token), { state: "accepted" });
  assert.equal((await call(grace, "accept_invitation", made.token)).ok, true, "twice is once");
  assert.equal((await call(other, "accept_invitation", made.token)).code, "invitation_over");
  assert.equal((await call(team.owner, "revoke_invitation", made.id)).code, "invitation_over");
  assert.equal((await call(team.owner, "renew_invitation", made.id)).code, "invitation_over");
  await sql`delete from memberships where user_id = ${grace}`;
  assert.equal((await call(grace, "accept_invitation", made.token)).code, "invitation_over");
  assert.equal((await placesOf(team, grace)).length, 0, "nobody comes back through an old link");
});

Deno.test("of many who accept at once one joins", async () => {
  const team = await makeTeam(sql);
  const { token } = await invite(team.owner, team);
  const people = await Promise.all(Array.from({ length: 8 }, newAccount));

  const answers = await Promise.all(people.map((who) => call(who, "accept_invitation", token)));

  const codes = answers.map(({ ok, code }) => ok ? "joined" : code).sort();
  assert.deepEqual(codes, [...Array(7).fill("invitation_over"), "joined"]);
  const staff =
    await sql`select from memberships where tenant_id = ${team.tenantId} and role = 'staff'`;
  assert.equal(staff.length, 1);
});

Deno.test("a link that was revoked, renewed, or is a week old opens nothing", async () => {
  const team = await makeTeam(sql);
  const who = await newAccount();
  const revoked = await invite(team.owner, team);
  await call(team.owner, "revoke_invitation", revoked.id);
  const renewed = await invite(team.owner, team);
  const again = await call(team.owner, "renew_invitation", renewed.id);
  const old = await invite(team.owner, team, { recipient: "late@afrify.test" });
  await sql`update invitations set expires_at = now() where id = ${old.id}`;

  assert.deepEqual(await look(revoked.token), { state: "revoked" });
  assert.equal(await look(renewed.token), null);
  assert.deepEqual(await look(old.token), { state: "expired" });
  assert.equal(await look("guess"), null);
  for (const { token } of [revoked, old]) {
    assert.equal((await call(who, "accept_invitation", token)).code, "invitation_over");
  }
  await assert.rejects(call(who, "accept_invitation", renewed.token), { code: "AF404" });
  assert.equal((await invite(team.owner, team, { recipient: "late@afrify.test" })).ok, true);
  assert.equal((await call(who, "accept_invitation", again.token)).ok, true);
});

Deno.test("nobody is asked twice, nor when they work there", async () => {
  const team = await makeTeam(sql);
  const clerk = await hire(sql, team);
  const first = await invite(team.owner, team, { recipient: "twice@afrify.test" });
  assert.equal(
    (await invite(team.owner, team, { recipient: "Twice@afrify.test" })).code,
    "already_invited",
  );
  assert.equal(
    (await invite(team.owner, team, { recipient: `${clerk}@afrify.test` })).code,
    "already_member",
  );
  const place = await placesOf(team, clerk);
  assert.equal((await call(clerk, "accept_invitation", first.token)).code, "already_member");
  assert.deepEqual([...await placesOf(team, clerk)], [...place]);
  assert.equal((await look(first.token)).state, "open", "it is still for whom it was meant");
});

Deno.test("nobody invites to more than they hold", async () => {
  const team = await makeTeam(sql);
  const manager = await hire(sql, team, {
    storeIds: [team.storeId],
    permissions: ["staff.manage"],
  });
  const clerk = await hire(sql, team);
  const code = async (input: Record<string, unknown>) => {
    const { ok, code } = await invite(manager, team, input);
    return ok ? "ok" : code;
  };
  const here = { store_ids: [team.storeId] };
  assert.equal(await code({ ...here, role: "merchant" }), "owners_only");
  assert.equal(await code({ ...here, permissions: ["payments.refund"] }), "permission_not_held");
  assert.equal(await code({ store_ids: [team.branchId] }), "permission_not_held");
  assert.equal(await code({ store_ids: null }), "permission_not_held");
  assert.equal(await code(here), "ok");
  await assert.rejects(invite(clerk, team), { code: "AF404" });
  const rival = await makeTeam(sql);
  await assert.rejects(invite(rival.owner, team), { code: "AF404" });
  await assert.rejects(invite(team.owner, team, { store_ids: [rival.storeId] }), { code: "AF422" });

  const owners = await invite(team.owner, team, { role: "merchant" });
  const everywhere = await invite(team.owner, team);
  for (const { id } of [owners, everywhere]) {
    for (const name of ["renew_invitation", "revoke_invitation"]) {
      await assert.rejects(call(manager, name, id), { code: "AF404" });
      await assert.rejects(call(rival.owner, name, id), { code: "AF404" });
    }
  }
});

Deno.test("what cannot be invited is refused, and nothing is written", async () => {
  const team = await makeTeam(sql);
  const count = () =>
    sql`select count(*)::int as n from invitations where tenant_id = ${team.tenantId}`;
  const bad = [
    { recipient: "nobody" },
    { recipient: null },
    { recipient: "+254712345678" },
    { channel: "sms", recipient: "0712 345 678" },
    { channel: "pigeon" },
    { role: "boss" },
    { permissions: ["everything"] },
    { store_ids: ["somewhere"] },
    { store_ids: [] },
  ];
  for (const input of bad) {
    await assert.rejects(invite(team.owner, team, input), { code: "AF422" }, JSON.stringify(input));
  }
  assert.equal((await count())[0]!.n, 0);
  assert.equal(
    (await invite(team.owner, team, { channel: "sms", recipient: "+254712345678" })).ok,
    true,
  );
});

Deno.test("whoever loses rights takes their open invitations along", async () => {
  const losses = {
    removed: (id: string) => sql`delete from memberships where user_id = ${id}`,
    suspended: (id: string) =>
      sql`update memberships set suspended_at = now() where user_id = ${id}`,
    lowered: (id: string) =>
      sql`update memberships set permissions = '{staff.manage}' where user_id = ${id}`,
  };
  for (const [name, lose] of Object.entries(losses)) {
    const team = await makeTeam(sql);
    const manager = await hire(sql, team, { permissions: ["staff.manage", "payments.view"] });
    const { token } = await invite(manager, team, { permissions: ["payments.view"] });
    await lose(manager);
    assert.deepEqual(await look(token), { state: "revoked" }, name);
    assert.equal(
      (await call(await newAccount(), "accept_invitation", token)).code,
      "invitation_over",
    );
  }
  const team = await makeTeam(sql);
  const manager = await hire(sql, team, { permissions: ["staff.manage"] });
  const { token } = await invite(manager, team);
  await sql`update memberships set permissions = '{staff.manage,payments.view}' where user_id = ${manager}`;
  assert.equal((await look(token)).state, "open", "to gain is not to lose");
});

Deno.test("an invitation to shops that are gone opens no other", async () => {
  const team = await makeTeam(sql);
  const { token } = await invite(team.owner, team, { store_ids: [team.branchId] });
  await sql`delete from stores where id = ${team.branchId}`;
  assert.deepEqual(await look(token), { state: "revoked" });
  assert.equal(
    (await call(await newAccount(), "accept_invitation", token)).code,
    "invitation_over",
  );
});

Deno.test("a business sends thirty invitations a day and no more", async () => {
  const team = await makeTeam(sql);
  const { id } = await invite(team.owner, team);
  for (let sent = 1; sent < 30; sent++) {
    assert.equal((await call(team.owner, "renew_invitation", id)).ok, true, String(sent));
  }
  assert.equal((await call(team.owner, "renew_invitation", id)).code, "too_many_invitations");
  assert.equal((await invite(team.owner, team)).code, "too_many_invitations");
  assert.equal(
    (await invite((await makeTeam(sql)).owner, await makeTeam(sql)).catch((e) => e)).code,
    "AF404",
  );
});

Deno.test("the link is in the job that sends it, and no client reads even its hash", async () => {
  const team = await makeTeam(sql);
  const { id, token } = await invite(team.owner, team);
  const jobs = await sql`select payload from graphile_worker._private_jobs
    where payload ->> 'invitation_id' = ${id}`;
  assert.deepEqual(jobs.map(({ payload }) => payload), [{ invitation_id: id, token }]);
  const asOwner = (column: string) =>
    db.asUser(
      { sub: team.owner },
      (sql) => sql`select ${sql(column)} from invitations where id = ${id}`,
    );
  assert.equal((await asOwner("recipient")).length, 1);
  await assert.rejects(asOwner("token_hash"), { code: "42501" });
  const log = await sql`select changes from audit_events where entity_id = ${id}`;
  assert.doesNotMatch(JSON.stringify(log), /token/);
});
