import assert from "node:assert/strict";
import { CAST } from "@/tests/fixtures/shop.ts";
import { as } from "./tenancy/cast.ts";
import { callsOf } from "./tenancy/calls.ts";
import { attempt, VERBS } from "./tenancy/attempts.ts";
import { DOCUMENT, document, MATRIX_FILE } from "./tenancy/document.ts";
import { lint } from "./tenancy/lint.ts";
import { listFunctions, listTables, type Matrix, measure, readMatrix } from "./tenancy/matrix.ts";
import { setStage, type Stage } from "./tenancy/stage.ts";

let stage: Stage;
let expected: Matrix;

Deno.test.beforeAll(async () => {
  expected = readMatrix(await Deno.readTextFile(MATRIX_FILE));
  stage = await setStage();
});
Deno.test.afterAll(() => stage.stop());

Deno.test("every table, bucket and exposed function has its lines in the matrix", async () => {
  const [tables, functions] = [await listTables(stage), await listFunctions(stage)];
  const lines = [
    ...tables.flatMap((table) => VERBS.map((verb) => `${verb} ${table}`)),
    ...functions.map((name) => `call ${name}`),
  ];
  assert.deepEqual([...expected.keys()].sort(), lines.sort());
  assert.deepEqual(Object.keys(callsOf(stage)), functions, "each function is tried");
});

Deno.test("every table x verb x actor and every function x actor is as the matrix says", async () => {
  const found = await measure(stage);
  for (const [line, cells] of found) assert.deepEqual(cells, expected.get(line), line);
});

Deno.test("the schema keeps its rules", async () => {
  assert.deepEqual(await lint(stage.sql), []);
});

Deno.test("docs/tenancy.md is what task tenancy writes", async () => {
  assert.equal(await Deno.readTextFile(DOCUMENT), document(expected));
});

Deno.test("nobody names anything in private, whatever role they have", async () => {
  for (const actor of ["visitor", "shopper", "manager", "admin", "key"] as const) {
    await assert.rejects(
      as(stage.sql, actor, (sql) => sql`select private.my_store_ids('orders.view')`),
      /permission denied for schema private/,
    );
  }
});

Deno.test("an order's token opens it at its own store only", async () => {
  const token = stage.shop.orderToken;
  const [row] = await stage.sql`select get_order('demo', ${token}) is null as here,
    get_order('rival', ${token}) is null as elsewhere, get_order('demo', 'guess') is null as guessed`;
  assert.deepEqual({ ...row }, { here: false, elsewhere: true, guessed: true });
});

/** Runs it inside a transaction that is undone. */
async function undone(change: (stage: Stage) => Promise<void>): Promise<void> {
  class Undo extends Error {}
  await stage.sql.begin(async (sql) => {
    const inside = new Proxy(sql, {
      get: (target, name) => name === "begin" ? target.savepoint : Reflect.get(target, name),
    }) as unknown as Stage["sql"];
    await change({ ...stage, sql: inside });
    throw new Undo();
  }).catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
}

async function row(stage: Stage, line: string): Promise<string[]> {
  const [verb, table] = line.split(" ") as [typeof VERBS[number], string];
  const found: string[] = [];
  for (const actor of ["visitor", "staff", "merchant", "rival", "admin", "key"] as const) {
    found.push(await attempt(stage, { actor, verb, table }));
  }
  return found;
}

Deno.test("a draft, its variants and its pictures are for its own store", async () => {
  await undone(async (stage) => {
    await stage.sql`update products set status = 'draft' where store_id = ${stage.shop.storeId}`;
    for (const table of ["products", "variants", "product_images"]) {
      const own = ["0 rows", "rows", "rows", "0 rows", "0 rows", "rows"];
      assert.deepEqual(await row(stage, `select public.${table}`), own, table);
    }
  });
});

Deno.test("a suspended shop shows nothing to anybody, with the next query", async () => {
  await undone(async (stage) => {
    await stage.sql`update stores set status = 'suspended' where id = ${stage.shop.storeId}`;
    const tables = ["products", "variants", "product_images", "categories", "delivery_zones"];
    const more = ["payment_accounts", "pickup_points", "store_pages", "page_redirects"];
    for (const table of [...tables, ...more]) {
      assert.deepEqual(await row(stage, `select public.${table}`), Array(6).fill("0 rows"), table);
    }
    const closed = ["denied", ...Array(5).fill("0 rows")];
    assert.deepEqual(await row(stage, "select public.orders"), closed);
    // Its people learn why; those who run the platform see the row.
    const known = ["0 rows", "rows", "rows", "0 rows", "rows", "0 rows"];
    assert.deepEqual(await row(stage, "select public.stores"), known);
  });
});

Deno.test("a suspended or removed member, and a revoked or expired key, lose all with the next query", async () => {
  const orders = (stage: Stage) => row(stage, "select public.orders");
  await undone(async (stage) => {
    await stage.sql`update memberships set suspended_at = now() where user_id = ${CAST.staff}`;
    await stage.sql`update api_keys set revoked_at = now()`;
    assert.deepEqual(await orders(stage), [
      "denied",
      "0 rows",
      "rows",
      "0 rows",
      "0 rows",
      "0 rows",
    ]);
  });
  await undone(async (stage) => {
    // A business keeps one owner.
    await stage.sql`insert into memberships (tenant_id, user_id, role)
      values (${stage.shop.tenantId}, ${CAST.rival}, 'merchant')`;
    await stage.sql`delete from memberships where user_id in (${CAST.staff}, ${CAST.merchant})`;
    await stage.sql`update api_keys set expires_at = now() - interval '1 second'`;
    const lost = ["denied", "0 rows", "0 rows", "rows", "0 rows", "0 rows"];
    assert.deepEqual(await orders(stage), lost);
  });
});

Deno.test("support sees a shop during a visit alone, and a merchant reads of it in the log", async () => {
  await undone(async (stage) => {
    const { sql, shop } = stage;
    await sql`insert into support_visits (store_id, admin_id, reason)
      select ${shop.storeId}, user_id, 'The till does not print' from platform_admins`;
    assert.equal((await row(stage, "select public.orders")).at(-2), "rows");
    await sql`update support_visits set expires_at = now() where ended_at is null`;
    assert.equal((await row(stage, "select public.orders")).at(-2), "0 rows");
    const log = await as(
      sql,
      "merchant",
      (sql) =>
        sql`select changes -> 'reason' ->> 1 as reason from audit_events
        where action = 'support_visits.created' order by id desc limit 1`,
    );
    assert.equal(log[0]!.reason, "The till does not print");
  });
});
