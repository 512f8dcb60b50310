import assert from "node:assert/strict";
import postgres from "postgres";
import { connect, sqlState } from "@/lib/db/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";

Deno.test("connections of the web server", async (t) => {
  const database = await startDatabase();
  const owner = postgres(database.url, { onnotice: () => {} });
  const db = connect({ url: database.webUrl, poolSize: 2 });
  const shop = await makeShop(owner, { slug: "demo" });

  try {
    await t.step("visitors are anonymous and cannot become anyone else's rows", async () => {
      const [who] = await db.public`select current_user, auth.uid()`;
      assert.deepEqual({ ...who }, { current_user: "anon", uid: null });

      await assert.rejects(db.public`select from orders`, refusedWith("42501"));
      await assert.rejects(
        db.public`select from private.payment_credentials`,
        refusedWith("42501"),
      );
      await assert.rejects(db.public`set role service_role`, refusedWith("42501"));
    });

    await t.step("lists are lists from a connection's first statement on", async () => {
      const words = ["", "a,b", '"quoted"', "back\\slash", "{}", "null"];
      // Long statements leave at once, which is when the first one could overtake what it needs.
      const padding = "-- ".padEnd(1500, "x") + "\n";
      for (let turn = 0; turn < 40; turn++) {
        const cold = connect({ url: database.webUrl, poolSize: 1 });
        const [row] = await cold.public`
          select ${words}::text[] as words, cardinality(${[] as string[]}::uuid[]) as none,
            ${[1, -2]}::int[] as numbers ${cold.public.unsafe(padding)}`;
        await cold.close();
        assert.deepEqual({ ...row }, { words, none: 0, numbers: [1, -2] });
      }
    });

    await t.step("a signed-in user reads under their own rights, in a transaction", async () => {
      const who = await db.asUser({ sub: CAST.merchant }, async (sql) => {
        const [[user], [stores]] = await Promise.all([
          sql`select current_user as role, auth.uid() as id`,
          sql`select count(*)::int as mine from memberships`,
        ]);
        return { ...user, ...stores };
      });

      assert.deepEqual(who, { role: "authenticated", id: CAST.merchant, mine: 1 });
    });

    await t.step("the next user of a connection inherits nothing", async () => {
      await db.asUser({ sub: CAST.merchant }, (sql) => sql`select 1`);

      for (let turn = 0; turn < 4; turn++) {
        const [row] = await db.asUser({ sub: CAST.rival }, (sql) => sql`select auth.uid() as id`);
        assert.equal(row!.id, CAST.rival);
      }
    });

    await t.step(
      "a failure undoes the whole transaction and gives the connection back",
      async () => {
        const rename = (name: string) => (sql: typeof db.public) =>
          sql`update stores set name = ${name} where id = ${shop.storeId}`;
        for (let turn = 0; turn < 4; turn++) {
          await assert.rejects(
            db.asUser({ sub: CAST.merchant }, async (sql) => {
              await rename("Half done")(sql);
              await sql`select 1 / 0`;
            }),
            refusedWith("22012"),
          );
        }
        await assert.rejects(
          db.asUser({ sub: CAST.merchant }, async (sql) => {
            await rename("Half done")(sql);
            throw new Error("changed my mind");
          }),
          /changed my mind/,
        );

        const [store] = await db.public`select name from stores where id = ${shop.storeId}`;
        assert.equal(store!.name, "demo");
      },
    );

    await t.step(
      "a session that was ended opens nothing, though its token still holds",
      async () => {
        const session_id = crypto.randomUUID();
        const claims = { sub: CAST.merchant, session_id };
        const read = () => db.asUser(claims, (sql) => sql`select from memberships`);
        await owner`insert into auth.sessions (id, user_id) values (${session_id}, ${CAST.merchant})`;
        assert.equal((await read()).length, 1);

        await owner`delete from auth.sessions where id = ${session_id}`;

        await assert.rejects(read(), refusedWith("AF401"));
      },
    );

    await t.step("the log tells whose device changed a shop", async () => {
      const client = { ip: "203.0.113.9", userAgent: "Opera Mini" };
      await db.asUser(
        { sub: CAST.merchant },
        (sql) => sql`update stores set tagline = 'Woven by hand' where id = ${shop.storeId}`,
        client,
      );

      const [event] = await owner`select action, actor_id, actor_kind, changes, host(ip) as ip,
        user_agent from audit_events order by id desc limit 1`;
      assert.deepEqual({ ...event }, {
        action: "stores.updated",
        actor_id: CAST.merchant,
        actor_kind: "person",
        changes: { tagline: ["", "Woven by hand"] },
        ip: client.ip,
        user_agent: client.userAgent,
      });
    });

    await t.step("what a user writes is there when the call returns", async () => {
      await db.asUser(
        { sub: CAST.merchant },
        (sql) => sql`update stores set name = 'Kikapu' where id = ${shop.storeId}`,
      );

      const [store] = await db.public`select name from stores where id = ${shop.storeId}`;
      assert.equal(store!.name, "Kikapu");
    });

    await t.step("amounts arrive as numbers", async () => {
      const [variant] = await db.public`select price_minor from variants`;
      assert.equal(variant!.price_minor, 245_000);
    });
  } finally {
    await db.close();
    await owner.end();
    await database.stop();
  }
});

function refusedWith(code: string) {
  return (error: unknown) => {
    assert.equal(sqlState(error), code);
    return true;
  };
}
