import assert from "node:assert/strict";
import postgres from "postgres";
import { connect, type Db } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import {
  hire as hireAt,
  makeTeam as makeTeamIn,
  type Place,
  type Team,
} from "@/tests/fixtures/team.ts";

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

const makeTeam = () => makeTeamIn(sql);
const hire = (team: Team, place?: Place) => hireAt(sql, team, place);

/** Calls a function of the team as this person. Answers "ok", or the code with which it refused. */
async function call(
  who: string,
  name: string,
  ...args: (string | Record<string, unknown> | null)[]
): Promise<string> {
  try {
    const [row] = await db.asUser({ sub: who }, (sql) => {
      const list = args.map((arg) => typeof arg === "object" ? sql.json(arg as never) : sql`${arg}`)
        .flatMap((arg, i) => i === 0 ? [sql`${arg}`] : [sql`, ${arg}`]);
      return sql`select ${sql(name)}(${list}) as answer`;
    });
    return row!.answer.ok ? "ok" : row!.answer.code;
  } catch (error) {
    return (error as postgres.PostgresError).code;
  }
}

async function placesOf({ tenantId }: Team, userId: string) {
  return [
    ...await sql`
    select store_id, role, permissions::text[] as permissions, suspended_at is not null as is_suspended
    from memberships where tenant_id = ${tenantId} and user_id = ${userId} order by store_id`,
  ];
}

async function ownersOf({ tenantId }: Team): Promise<string[]> {
  const rows = await sql`select user_id from memberships
    where tenant_id = ${tenantId} and role = 'merchant' and suspended_at is null order by 1`;
  return rows.map(({ user_id }) => user_id);
}

async function canRead(who: string, storeId: string): Promise<boolean> {
  const rows = await db.asUser(
    { sub: who },
    (sql) =>
      sql`select from stores where id = ${storeId} and tenant_id in (select id from tenants)`,
  );
  return rows.length > 0;
}

const ALL = { role: "staff", store_ids: null, permissions: [] };

Deno.test("set_member gives exactly what it says, where it says", async () => {
  const team = await makeTeam();
  const clerk = await hire(team, { storeIds: [team.storeId], permissions: ["payments.view"] });
  const set = (input: Record<string, unknown>) =>
    call(team.owner, "set_member", team.storeId, clerk, input);

  assert.equal(
    await set({
      role: "staff",
      store_ids: [team.branchId],
      permissions: ["orders.view", "products.manage", "products.manage"],
    }),
    "ok",
  );

  const branch = {
    store_id: team.branchId,
    role: "staff",
    permissions: ["products.manage"],
    is_suspended: false,
  };
  assert.deepEqual(
    await placesOf(team, clerk),
    [branch],
    "what all staff hold is not written down",
  );
  assert.equal(await set({ ...ALL, permissions: ["products.manage"] }), "ok");
  assert.deepEqual(await placesOf(team, clerk), [{ ...branch, store_id: null }]);
  assert.equal(await set({ role: "merchant" }), "ok");
  assert.deepEqual(await ownersOf(team), [team.owner, clerk].sort());
});

Deno.test("a member who is suspended opens nothing and keeps their place", async () => {
  const team = await makeTeam();
  const clerk = await hire(team, { permissions: ["products.manage"] });
  assert.equal(await canRead(clerk, team.storeId), true);

  assert.equal(await call(team.owner, "suspend_member", team.storeId, clerk), "ok");
  assert.equal(await canRead(clerk, team.storeId), false);
  assert.equal(await call(clerk, "set_member", team.storeId, team.owner, ALL), "AF404");
  const change = { ...ALL, store_ids: [team.branchId] };
  assert.equal(await call(team.owner, "set_member", team.storeId, clerk, change), "ok");
  assert.equal((await placesOf(team, clerk))[0]!.is_suspended, true, "moving is not resuming");

  assert.equal(await call(team.owner, "resume_member", team.storeId, clerk), "ok");
  assert.equal(await canRead(clerk, team.storeId), true);
  assert.equal(await call(team.owner, "remove_member", team.storeId, clerk), "ok");
  assert.equal(await canRead(clerk, team.storeId), false);
});

Deno.test("nobody hands on what they do not hold, nor changes themselves or an owner", async () => {
  const team = await makeTeam();
  const manager = await hire(team, { permissions: ["staff.manage", "payments.view"] });
  const clerk = await hire(team, { permissions: ["payments.refund"] });
  const set = (who: string, whom: string, input: Record<string, unknown>) =>
    call(who, "set_member", team.storeId, whom, input);

  assert.equal(
    await set(manager, clerk, { ...ALL, permissions: ["analytics.view"] }),
    "permission_not_held",
  );
  assert.equal(await set(manager, clerk, { role: "merchant" }), "owners_only");
  assert.equal(await set(manager, team.owner, ALL), "owners_only");
  assert.equal(
    await set(manager, manager, { ...ALL, permissions: ["analytics.view"] }),
    "not_yourself",
  );
  assert.equal(await call(manager, "suspend_member", team.storeId, team.owner), "owners_only");
  assert.equal(await call(manager, "remove_member", team.storeId, team.owner), "owners_only");
  assert.equal(await call(manager, "transfer_ownership", team.storeId, clerk), "owners_only");
  assert.equal(await call(clerk, "remove_member", team.storeId, manager), "AF404");
  // What somebody held before may stay theirs, and what the manager holds may be added.
  const kept = { ...ALL, permissions: ["payments.refund", "payments.view"] };
  assert.equal(await set(manager, clerk, kept), "ok");
  assert.deepEqual(
    (await placesOf(team, clerk))[0]!.permissions,
    kept.permissions.toSorted().reverse(),
  );
});

Deno.test("who manages the team of one shop changes those who work there alone", async () => {
  const team = await makeTeam();
  const manager = await hire(team, { storeIds: [team.storeId], permissions: ["staff.manage"] });
  const here = await hire(team, { storeIds: [team.storeId], permissions: ["payments.view"] });
  const both = await hire(team, { storeIds: [team.storeId, team.branchId] });
  const there = await hire(team, { storeIds: [team.branchId] });
  const everywhere = await hire(team);
  const remove = (whom: string) => call(manager, "remove_member", team.storeId, whom);

  for (const whom of [both, there, everywhere]) assert.equal(await remove(whom), "owners_only");
  const widened = { role: "staff", store_ids: [team.storeId, team.branchId], permissions: [] };
  assert.equal(
    await call(manager, "set_member", team.storeId, here, widened),
    "permission_not_held",
  );
  assert.equal(await call(manager, "set_member", team.storeId, here, ALL), "permission_not_held");
  assert.equal(await call(manager, "set_member", team.branchId, there, ALL), "AF404");
  const listed = await db.asUser(
    { sub: manager },
    (sql) => sql`select user_id, is_changeable from list_members(${team.storeId})`,
  );
  const seen = Object.fromEntries(
    listed.map(({ user_id, is_changeable }) => [user_id, is_changeable]),
  );
  assert.deepEqual(seen, {
    [team.owner]: false,
    [manager]: false,
    [here]: true,
    [both]: false,
    [everywhere]: false,
  });
  assert.equal(await remove(here), "ok");
});

Deno.test("shops of another business are no place for a member", async () => {
  const [team, rival] = [await makeTeam(), await makeTeam()];
  const clerk = await hire(team);
  const elsewhere = { role: "staff", store_ids: [rival.storeId], permissions: [] };
  assert.equal(await call(team.owner, "set_member", team.storeId, clerk, elsewhere), "AF422");
  for (
    const input of [{}, { role: "boss" }, { ...ALL, store_ids: [] }, {
      ...ALL,
      permissions: ["all"],
    }]
  ) {
    assert.equal(await call(team.owner, "set_member", team.storeId, clerk, input), "AF422");
  }
  assert.equal(await call(rival.owner, "set_member", team.storeId, clerk, ALL), "AF404");
  assert.equal(await call(rival.owner, "remove_member", rival.storeId, clerk), "AF404");
  assert.equal(await call(rival.owner, "leave_tenant", team.tenantId), "AF404");
  assert.equal((await placesOf(team, clerk)).length, 1);
});

Deno.test("a business keeps one owner, whatever way the last one goes", async () => {
  const team = await makeTeam();
  const clerk = await hire(team);
  assert.equal(await call(team.owner, "leave_tenant", team.tenantId), "last_owner");
  for (
    const statement of [
      sql`delete from memberships where user_id = ${team.owner}`,
      sql`update memberships set suspended_at = now() where user_id = ${team.owner}`,
      sql`update memberships set role = 'staff' where user_id = ${team.owner}`,
      sql`delete from auth.users where id = ${team.owner}`,
    ]
  ) {
    await assert.rejects(statement, { code: "AF409" });
  }
  assert.equal(await call(team.owner, "transfer_ownership", team.storeId, clerk), "ok");
  assert.deepEqual(await ownersOf(team), [clerk]);
  const [place] = await placesOf(team, team.owner);
  assert.equal(place!.permissions.length, 6, "who was the owner stays with every permission");
  assert.equal(await call(team.owner, "leave_tenant", team.tenantId), "ok");

  // A business that goes takes its owner along.
  const [closing] = await sql`insert into tenants (name) values ('Short') returning id`;
  await sql`insert into memberships (tenant_id, user_id, role)
    values (${closing!.id}, ${team.owner}, 'merchant')`;
  await sql`delete from tenants where id = ${closing!.id}`;
});

Deno.test("ownership does not go to somebody who is suspended", async () => {
  const team = await makeTeam();
  const clerk = await hire(team);
  await call(team.owner, "suspend_member", team.storeId, clerk);
  assert.equal(
    await call(team.owner, "transfer_ownership", team.storeId, clerk),
    "member_suspended",
  );
  assert.deepEqual(await ownersOf(team), [team.owner]);
});

Deno.test("owners who remove, suspend, demote or leave at once never leave a business without one", async () => {
  for (let round = 0; round < 24; round++) {
    const team = await makeTeam();
    const second = await hire(team, { role: "merchant" });
    const third = await hire(team, { role: "merchant" });
    const owners = [team.owner, second, third];
    const moves = owners.flatMap((who, i) => {
      const whom = owners[(i + 1 + round % 2) % 3]!;
      return [
        () => call(who, "remove_member", team.storeId, whom),
        () => call(who, "suspend_member", team.storeId, whom),
        () => call(who, "set_member", team.storeId, whom, ALL),
        () => call(who, "leave_tenant", team.tenantId),
        () => call(who, "transfer_ownership", team.storeId, whom),
      ];
    });
    const started = moves.filter((_, i) => (i * 7 + round) % 3 !== 0);
    const answers = await Promise.all(started.map((move) => move()));
    for (const answer of answers) {
      assert.ok(
        ["ok", "AF404", "AF409", "last_owner", "owners_only", "member_suspended", "not_yourself"]
          .includes(answer),
        answer,
      );
    }
    assert.ok(answers.includes("ok"));
    assert.ok((await ownersOf(team)).length >= 1, answers.join());
  }
});

Deno.test("what is done to a team is in the owner's log, under the name of who did it", async () => {
  const team = await makeTeam();
  const clerk = await hire(team);
  await call(team.owner, "set_member", team.storeId, clerk, {
    ...ALL,
    permissions: ["analytics.view"],
  });
  await call(team.owner, "remove_member", team.storeId, clerk);
  const log = await db.asUser(
    { sub: team.owner },
    (sql) =>
      sql`select action from audit_events where tenant_id = ${team.tenantId} and actor_id = ${team.owner} order by id`,
  );
  assert.deepEqual(log.map(({ action }) => action), ["memberships.updated", "memberships.deleted"]);
});
