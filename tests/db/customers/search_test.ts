import assert from "node:assert/strict";
import fc from "fast-check";
import { asPerson, book, order, setStage, type Stage } from "./stage.ts";

let stage: Stage;

const PEOPLE = {
  "+254712000101": { name: "Wanjiru Kamau", email: "wanjiru@kamau.example" },
  "+254712000102": { name: "Aïssatou Diop", email: null },
  "+254712000103": { name: "Otieno 100% Traders_", email: "otieno_o@traders.example" },
  "+233241234567": { name: "Kwame Mensah", email: null },
};

Deno.test.beforeAll(async () => {
  stage = await setStage();
  for (const [phone, { name, email }] of Object.entries(PEOPLE)) {
    await order(stage, { phone, name, email: email ?? "" });
  }
});
Deno.test.afterAll(() => stage.stop());

async function find(input: Record<string, unknown>) {
  const [row] = await asPerson(stage.sql, (sql) =>
    sql`
    select find_customers(${stage.shop.storeId}, ${sql.json(input as never)}) as found`);
  return row!.found as { customers: { id: string; name: string }[]; has_more: boolean };
}

const names = async (query: string) => (await find({ query })).customers.map(({ name }) => name);

Deno.test("a name is found by its parts, without accents, and misspelt", async () => {
  for (
    const query of ["wanjiru", "KAMAU wanj", "Wanjru", "wanjiro kamao", "wnajiru", "  Kamau "]
  ) {
    assert.deepEqual(await names(query), ["Wanjiru Kamau"], query);
  }
  assert.deepEqual(await names("aissatou"), ["Aïssatou Diop"]);
  assert.deepEqual(await names("Aïsatou"), ["Aïssatou Diop"]);
  for (const query of ["zzzzzz", "wanjiru mensah", "%", "_", "\\", "'", "100% kamau"]) {
    assert.deepEqual(await names(query), [], query);
  }
  assert.deepEqual(await names("traders_"), ["Otieno 100% Traders_"]);
});

Deno.test("a phone is found however it is typed, and an email by a part of it", async () => {
  for (
    const query of [
      "0712 000 101",
      "+254 712 000101",
      "254712000101",
      "(0712)-000-101",
      "00254712000101",
      "000101",
    ]
  ) {
    assert.deepEqual(await names(query), ["Wanjiru Kamau"], query);
  }
  assert.deepEqual(await names("024 123 4567"), ["Kwame Mensah"]);
  assert.deepEqual(await names("Wanjiru@Kamau"), ["Wanjiru Kamau"]);
  assert.deepEqual(await names("otieno_o@traders.example"), ["Otieno 100% Traders_"]);
  assert.deepEqual(await names("otieno%o@traders.example"), []);
});

Deno.test("what is found follows what is changed", async () => {
  const { sql, shop } = stage;
  const [{ id } = { id: "" }] = (await find({ query: "Kwame" })).customers;
  await asPerson(
    sql,
    (sql) =>
      sql`select edit_customer(${shop.storeId}, ${id}, ${
        sql.json({ name: "Kofi Mensah", email: "kofi@mensah.example" })
      })`,
  );
  assert.deepEqual(await names("Kwame"), []);
  assert.deepEqual(await names("kofi@"), ["Kofi Mensah"]);
});

Deno.test("any text is searched for, and pages of every order hold each customer once", async () => {
  for (let n = 0; n < 12; n++) {
    const id = await order(stage, { phone: `+25473300001${n % 10}`, name: `Number ${n % 10}` });
    if (n % 3) await book(stage, id, { minor: 1000 * (n % 5 + 1) });
  }
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 30, unit: "grapheme" }), async (query) => {
      if (query.includes("\u0000")) return;
      await names(query);
    }),
    { numRuns: 60 },
  );
  const [all] = await stage.sql`select count(*)::int as count from customers`;
  for (const sort of ["recent", "spent", "orders"]) {
    const seen: string[] = [];
    let after: string | undefined;
    for (let isMore = true; isMore;) {
      const page = await find({ sort, max_rows: 3, after });
      seen.push(...page.customers.map(({ id }) => id));
      after = seen.at(-1);
      isMore = page.has_more;
    }
    assert.equal(seen.length, all!.count, sort);
    assert.equal(new Set(seen).size, all!.count, sort);
    const column = { recent: "last_order_at", spent: "spent_minor", orders: "orders" }[sort]!;
    const sorted = await stage.sql.unsafe(
      `select customer_id from customer_totals order by ${column} desc, customer_id desc`,
    );
    assert.deepEqual(seen, sorted.map((row) => row.customer_id), sort);
  }
});
