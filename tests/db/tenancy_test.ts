import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

const ACTORS = ["visitor", "shopper", "staff", "merchant", "rival"] as const;
type Actor = typeof ACTORS[number];
const VERBS = ["select", "insert", "update", "delete"] as const;
type Verb = typeof VERBS[number];

/**
 * Tries every table x verb x actor on rows of the merchant's store. "denied" (no grant, or a check
 * refused) and "0 rows" (a policy hid them) are different facts.
 */
Deno.test("tenancy matrix", async (t) => {
  const expected = readMatrix(
    await Deno.readTextFile(new URL("tenancy_matrix.txt", import.meta.url)),
  );
  const database = await startDatabase();
  const sql = postgres(database.url, { onnotice: () => {}, max: 1 });

  try {
    const storeId = await furnish(sql);
    const tables = (await sql`
      select c.relname as name, c.relrowsecurity as has_rls
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      order by 1`) as unknown as { name: string; has_rls: boolean }[];

    await t.step("every table has row-level security and a line in the matrix", () => {
      assert.deepEqual(tables.filter((table) => !table.has_rls), []);
      assert.deepEqual(
        [...expected.keys()].sort(),
        tables.flatMap(({ name }) => VERBS.map((verb) => `${verb} ${name}`)).sort(),
      );
    });

    await t.step("every foreign key between shop tables carries the store", async () => {
      const loose = await sql`
        select con.conrelid::regclass::text || '.' || con.conname as key
        from pg_constraint con
        where con.contype = 'f' and con.connamespace = 'public'::regnamespace
          and con.confrelid::regclass::text not in ('stores', 'tenants', 'auth.users')
          and not exists (select from pg_attribute a where a.attrelid = con.conrelid
            and a.attname in ('store_id', 'tenant_id') and a.attnum = any (con.conkey))`;
      assert.deepEqual([...loose], []);
    });

    for (const { name } of tables) {
      for (const verb of VERBS) {
        await t.step(`${verb} ${name}`, async () => {
          const found: string[] = [];
          for (const actor of ACTORS) {
            found.push(await attempt(sql, { actor, verb, table: name, storeId }));
          }
          assert.deepEqual(found, expected.get(`${verb} ${name}`));
        });
      }
    }

    await t.step("nobody moves a row to a store that is not theirs", async () => {
      const [rival] = await sql`select id from stores where slug = 'rival'`;
      for (const { name } of tables) {
        const [column] = await sql`select from information_schema.column_privileges
          where table_schema = 'public' and table_name = ${name} and column_name = 'store_id'
            and privilege_type = 'UPDATE' and grantee in ('anon', 'authenticated')`;
        assert.equal(column, undefined, `store_id of ${name} can be written`);
      }
      const insert = as(
        sql,
        "merchant",
        (sql) => sql`insert into categories (store_id, slug, name) values (${rival!.id}, 'x', 'X')`,
      );
      await assert.rejects(insert, /row-level security/);
    });

    await t.step("nobody names anything in private, whatever role they have", async () => {
      for (const actor of ACTORS) {
        await assert.rejects(
          as(sql, actor, (sql) => sql`select private.my_store_ids('orders.view')`),
          /permission denied for schema private/,
        );
      }
    });

    await t.step("functions refuse the ids of another store", async () => {
      const [variant] = await sql`select id from variants where store_id = ${storeId}`;
      const [product] = await sql`select id from products where store_id = ${storeId}`;
      const [rival] = await sql`select id from stores where slug = 'rival'`;
      const input = sql.json({ slug: "taken", title: "Taken", status: "published", variants: [] });
      const attempts: [what: string, run: (sql: postgres.Sql) => Promise<unknown>][] = [
        ["adjust_stock", (sql) => sql`select adjust_stock(${variant!.id}, 1)`],
        [
          "save_product in the other store",
          (sql) => sql`select save_product(${storeId}, ${crypto.randomUUID()}, ${input})`,
        ],
        [
          "save_product over the other's",
          (sql) => sql`select save_product(${rival!.id}, ${product!.id}, ${input})`,
        ],
      ];
      for (const [what, run] of attempts) await assert.rejects(as(sql, "rival", run), what);
      const [untouched] = await sql`select title from products where id = ${product!.id}`;
      assert.equal(untouched!.title, "Sisal basket");
    });

    await t.step("an order's token opens it at its own store only", async () => {
      const [order] = await sql`select token from orders where store_id = ${storeId}`;
      const [row] = await sql`select get_order('demo', ${order!.token}) is null as here,
        get_order('rival', ${
        order!.token
      }) is null as elsewhere, get_order('demo', 'guess') is null as guessed`;
      assert.deepEqual({ ...row }, { here: false, elsewhere: true, guessed: true });
    });

    await t.step("a draft, its variants and its pictures are for its own store", async () => {
      await sql`update products set status = 'draft' where store_id = ${storeId}`;
      for (const table of ["products", "variants", "product_images"]) {
        const seen: string[] = [];
        for (const actor of ACTORS) {
          seen.push(await attempt(sql, { actor, verb: "select", table, storeId }));
        }
        assert.deepEqual(seen, ["0 rows", "0 rows", "rows", "rows", "0 rows"], table);
      }
    });

    await t.step("a suspended member loses access with the next query", async () => {
      await sql`update memberships set suspended_at = now() where user_id = ${CAST.staff}`;
      const orders = await as(sql, "staff", (sql) => sql`select 1 from orders`);
      assert.equal(orders.length, 0);
    });
  } finally {
    await sql.end();
    await database.stop();
  }
});

/** "select products" -> what each actor meets, in the order of ACTORS. */
function readMatrix(text: string): Map<string, string[]> {
  const matrix = new Map<string, string[]>();
  let table = "";
  for (const line of text.split("\n").filter((line) => line && !line.startsWith("#"))) {
    const [first, ...rest] = line.trim().split(/  +/);
    if (rest.length === 0) table = first!;
    else matrix.set(`${first} ${table}`, rest);
  }
  return matrix;
}

/** A row in every table of the store `demo`, and a rival with a store of their own. */
async function furnish(sql: postgres.Sql): Promise<string> {
  const shop = await makeShop(sql, { slug: "demo", merchant: CAST.merchant });
  await makeShop(sql, { slug: "rival", merchant: CAST.rival });
  for (const id of [CAST.staff, CAST.shopper]) {
    await sql`insert into auth.users (id, email) values (${id}, ${id + "@afrify.test"})`;
  }
  await sql`insert into memberships (tenant_id, store_id, user_id, role)
    values (${shop.tenantId}, ${shop.storeId}, ${CAST.staff}, 'staff')`;
  const { storeId, productId, variantIds: [variantId], accountId } = shop;
  await sql`insert into categories (store_id, slug, name) values (${storeId}, 'baskets', 'Baskets')`;
  await sql`insert into variant_costs (store_id, variant_id, cost_minor) values (${storeId}, ${variantId!}, 1)`;
  await sql`insert into product_images (store_id, product_id, path, width, height)
    values (${storeId}, ${productId}, ${storeId + "/picture"}, 10, 10)`;
  const placed = await placeOrder(sql, "demo", orderInput(variantId!));
  const [attempt] =
    await sql`select id, callback_ref from payment_attempts where order_id = ${placed.order_id}`;
  await sql`select private.record_payment_event('mpesa', ${shop.callbackToken}, ${
    attempt!.callback_ref
  }, 'ws_1', '{}', 'x', false)`;
  await sql`insert into payments (store_id, account_id, order_id, attempt_id, amount_minor, currency)
    values (${storeId}, ${accountId}, ${placed.order_id}, ${attempt!.id}, 1, 'KES')`;
  return storeId;
}

const USERS: Record<Actor, string | null> = {
  visitor: null,
  shopper: CAST.shopper,
  staff: CAST.staff,
  merchant: CAST.merchant,
  rival: CAST.rival,
};

class Undo extends Error {}

async function as<T>(
  sql: postgres.Sql,
  actor: Actor,
  run: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  let result: T | undefined;
  await sql.begin(async (sql) => {
    const claims = USERS[actor] === null ? "" : JSON.stringify({ sub: USERS[actor] });
    const role = USERS[actor] === null ? "anon" : "authenticated";
    await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', ${role}, true)`;
    result = await run(sql as unknown as postgres.Sql);
    throw new Undo();
  }).catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
  return result as T;
}

interface Attempt {
  actor: Actor;
  verb: Verb;
  table: string;
  storeId: string;
}

async function attempt(
  sql: postgres.Sql,
  { actor, verb, table, storeId }: Attempt,
): Promise<string> {
  const role = USERS[actor] === null ? "anon" : "authenticated";
  const tenant = table === "tenants" || table === "memberships"
    ? (await sql`select tenant_id from stores where id = ${storeId}`)[0]!.tenant_id
    : storeId;
  const target = sql`${sql(keyOf(table))} = ${tenant}`;
  const columns = (await sql`select column_name from information_schema.column_privileges
    where table_schema = 'public' and table_name = ${table} and grantee = ${role}
      and privilege_type = ${verb.toUpperCase()}`).map((row) => row.column_name as string);
  const [row] = await sql`select to_jsonb(t) as row from ${sql(table)} t where ${target} limit 1`;
  try {
    const result = await as(sql, actor, (sql) => {
      const name = sql(table);
      if (verb === "select") return sql`select 1 from ${name} where ${target}`;
      if (verb === "delete") return sql`delete from ${name} where ${target}`;
      if (verb === "update") {
        const column = columns[0] ?? keyOf(table);
        return sql`update ${name} set ${sql(column)} = ${sql(column)} where ${target}`;
      }
      if (columns.length === 0) return sql`insert into ${name} default values`;
      const copy = { ...row!.row, id: crypto.randomUUID() };
      const list = sql.unsafe(columns.join(", "));
      return sql`insert into ${name} (${list})
        select ${list} from jsonb_populate_record(null::${name}, ${sql.json(copy)})`;
    });
    return result.count === 0 ? "0 rows" : "rows";
  } catch (error) {
    const { code, message } = error as postgres.PostgresError;
    if (code === "42501") return "denied";
    // Constraints are looked at after the policies: the write itself was allowed.
    if (code === "23503" || code === "23505" || code === "23514") return "rows";
    throw new Error(`${actor} ${verb} ${table}: ${message}`, { cause: error });
  }
}

function keyOf(table: string): string {
  if (table === "stores" || table === "tenants") return "id";
  if (table === "platform_admins") return "user_id";
  return table === "memberships" ? "tenant_id" : "store_id";
}
