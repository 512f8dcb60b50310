import assert from "node:assert/strict";
import postgres from "postgres";
import { productForm, variantFields } from "@/tests/dashboard/product_fields.ts";
import { type Answer, signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

const BASE = "/dashboard/demo/products";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** A product in three sizes and the address of its grid. */
async function makeProduct(title: string): Promise<string> {
  const sizes = ["S", "M", "L"];
  const saved = await merchant.post(
    `${BASE}/new`,
    productForm({
      title,
      "options.0.name": "Size",
      "options.0.values": sizes.join(", "),
      "options.0.was": JSON.stringify(sizes),
      ...Object.assign(
        {},
        ...sizes.map((size, i) =>
          variantFields(i, { values: JSON.stringify([size]), sku: `${title}-${size}` })
        ),
      ),
    }),
  );
  assert.equal(saved.status, 303);
  return `${BASE}/bulk?q=${title}`;
}

/** The cells of a grid as its page shows them. */
function cellsOf({ text }: Answer): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [tag] of text.matchAll(/<input\b[^>]*name="rows\.[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)![1]!;
    cells[name] = (/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? "").replaceAll("&quot;", '"');
  }
  return cells;
}

const pricesOf = async (title: string) =>
  (await sql`select v.price_minor::int as price, v.sku, c.cost_minor::int as cost
    from variants as v join products as p on p.id = v.product_id
    left join variant_costs as c on c.variant_id = v.id
    where p.title = ${title} order by v.position`).map((
    { price, sku, cost },
  ) => [price, sku, cost]);

Deno.test("prices, costs and codes of many variants are saved at once, and codes may be swapped", async () => {
  const path = await makeProduct("Kanga");
  const cells = cellsOf(await merchant.get(path));
  assert.equal(cells["rows.1.name"], "Kanga, M");

  const saved = await merchant.post(path, {
    ...cells,
    "rows.0.price": "1,100",
    "rows.0.sku": "Kanga-M",
    "rows.1.sku": "Kanga-S",
    "rows.2.cost": "900",
  });

  assert.equal(saved.location, `${path}&saved=1`);
  assert.deepEqual(await pricesOf("Kanga"), [
    [110_000, "Kanga-M", null],
    [245_000, "Kanga-S", null],
    [245_000, "Kanga-L", 90_000],
  ]);
});

Deno.test("percent are filled in to look at, and saved when the merchant says so", async () => {
  const path = await makeProduct("Leso");
  const cells = cellsOf(await merchant.get(path));

  const filled = await merchant.post(path, { ...cells, intent: "percent", percent: "-10" });

  assert.equal(filled.status, 200);
  const shown = cellsOf(filled);
  assert.equal(shown["rows.0.price"], "2,205");
  assert.deepEqual((await pricesOf("Leso"))[0], [245_000, "Leso-S", null]);
  assert.equal((await merchant.post(path, shown)).status, 303);
  assert.deepEqual((await pricesOf("Leso"))[2], [220_500, "Leso-L", null]);
  const broken = await merchant.post(path, { ...cells, intent: "percent", percent: "much" });
  assert.equal(broken.status, 422);
  assert.match(broken.text, /id="percent-error"/);
});

Deno.test("one wrong cell saves nothing, and the rest stays as typed", async () => {
  const path = await makeProduct("Kikoi");
  await makeProduct("Taken");
  const cells = cellsOf(await merchant.get(path));
  const typed = { ...cells, "rows.0.price": "3,000" };

  const wrong = await merchant.post(path, { ...typed, "rows.1.price": "cheap" });
  const taken = await merchant.post(path, { ...typed, "rows.2.sku": "Taken-S" });

  for (const [answer, field] of [[wrong, "rows.1.price"], [taken, "rows.2.sku"]] as const) {
    assert.equal(answer.status, 422);
    assert.ok(answer.text.includes(`id="${field}-error"`), field);
    assert.equal(cellsOf(answer)["rows.0.price"], "3,000");
  }
  assert.deepEqual((await pricesOf("Kikoi"))[0], [245_000, "Kikoi-S", null]);
});

Deno.test("what somebody else changed meanwhile is told at its row, and sending twice is not that", async () => {
  const path = await makeProduct("Shuka");
  const cells = cellsOf(await merchant.get(path));
  const typed = { ...cells, "rows.0.price": "2,600", "rows.1.price": "2,700" };
  await sql`update variants set price_minor = 99900 where sku = 'Shuka-M'`;

  const late = await merchant.post(path, typed);

  assert.equal(late.status, 422);
  assert.match(late.text, /id="rows\.1-error"[\s\S]*?Somebody else changed this one/);
  assert.deepEqual((await pricesOf("Shuka"))[0], [245_000, "Shuka-S", null], "nothing is saved");
  const fresh = { ...cellsOf(await merchant.get(path)), "rows.0.price": "2,600" };
  for (const _ of [1, 2]) assert.equal((await merchant.post(path, fresh)).status, 303);
  assert.deepEqual((await pricesOf("Shuka")).map(([price]) => price), [260_000, 99_900, 245_000]);
});

Deno.test("staff without the permission and rows of another shop are refused", async () => {
  const path = await makeProduct("Own");
  const cells = cellsOf(await merchant.get(path));
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  assert.equal((await staff.get(path)).status, 403);
  assert.equal((await staff.post(path, { ...cells, "rows.0.price": "1" })).status, 403);
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  const stolen = await rival.post("/dashboard/zuri/products/bulk", {
    ...cells,
    "rows.0.price": "1",
  });
  assert.equal(stolen.status, 422);
  assert.deepEqual((await pricesOf("Own"))[0], [245_000, "Own-S", null]);
});
