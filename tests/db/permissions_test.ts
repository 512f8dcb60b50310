import assert from "node:assert/strict";
import postgres from "postgres";
import { can, GRANTABLE, permissionsOf } from "@/lib/auth/mod.ts";
import { type Permission, PERMISSIONS } from "@/lib/enums.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { hire, makeTeam } from "@/tests/fixtures/team.ts";

Deno.test("pages and database agree on every permission of every role with every grant", async () => {
  const database = await startDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    const team = await makeTeam(sql);
    const held = async (userId: string): Promise<Permission[]> => {
      const rows = await sql.begin(async (sql) => {
        await sql`select set_config('request.jwt.claims', ${
          JSON.stringify({ sub: userId })
        }, true)`;
        return await sql<{ one: Permission }[]>`
          select one::text from unnest(enum_range(null::permission)) as one
          where ${team.storeId}::uuid in (select private.my_store_ids(one))`;
      });
      return rows.map(({ one }) => one);
    };

    // Every subset of what may be granted: 128 kinds of staff.
    for (let bits = 0; bits < 2 ** GRANTABLE.length; bits++) {
      const permissions = GRANTABLE.filter((_, i) => bits & (1 << i));
      const clerk = await hire(sql, team, { permissions });
      const expected = permissionsOf("staff", permissions);
      assert.deepEqual(await held(clerk), expected, permissions.join());
      for (const one of PERMISSIONS) {
        assert.equal(can({ permissions: expected }, one), expected.includes(one));
      }
      await sql`delete from memberships where user_id = ${clerk}`;
    }
    assert.deepEqual(await held(team.owner), permissionsOf("merchant", []));
    assert.deepEqual(await held(crypto.randomUUID()), []);
  } finally {
    await sql.end();
    await database.stop();
  }
});
