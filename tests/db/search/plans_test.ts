import assert from "node:assert/strict";
import postgres from "postgres";
import type { TestDatabase } from "@/tests/fixtures/database.ts";
import { startLargeShop } from "@/tests/fixtures/large_shop.ts";

let database: TestDatabase;
let sql: postgres.Sql;
let storeId: string;
/** What the server says of each statement that it ran, those inside functions included. */
const plans: string[] = [];

Deno.test.beforeAll(async () => {
  database = await startLargeShop();
  sql = postgres(database.superuserUrl, {
    max: 1,
    onnotice: ({ message }) => message?.includes("Query Text:") && plans.push(message),
  });
  const [store] = await sql`select id from public.stores where slug = 'large'`;
  storeId = store!.id;
  await sql.unsafe(`load 'auto_explain';
    set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
    set client_min_messages = log`);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

const INPUTS = {
  "a word": { query: "basket" },
  "misspelt words": { query: "sissal baskit" },
  "words that nothing has all of": { query: "basket mug lantern" },
  "everything": { query: "" },
  "everything, cheapest first": { query: "", sort: "price_up", after: "p-7" },
  "everything, narrowed down": {
    query: "",
    category: "shelf-3",
    tags: ["gift"],
    is_available: true,
  },
  "a later page by price": { query: "basket", sort: "price_up", after: "p-7" },
};

for (const [name, input] of Object.entries(INPUTS)) {
  Deno.test(`${name}: an index leads to the goods, and nothing is counted off to be left out`, async () => {
    await sql`select from public.search_products(${storeId}, ${sql.json(input)})`;
    plans.length = 0;
    await sql`select from public.search_products(${storeId}, ${sql.json(input)})`;

    const index = input.query === "" ? "product_search_shown_idx" : "product_search_document_idx";
    assert.ok(plans.some((plan) => plan.includes(index)));
    for (const plan of plans) {
      // Few rows, whose table may be read as a whole.
      assert.doesNotMatch(plan, /Seq Scan on (product_search|products|variants|shop_words)/);
      assert.doesNotMatch(plan, /\boffset\b/i);
    }
  });
}
