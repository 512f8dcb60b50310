import assert from "node:assert/strict";
import postgres from "postgres";
import { connect, type Db, type Sql } from "@/lib/db/mod.ts";
import { PERMISSIONS } from "@/lib/enums.ts";
import {
  CUSTOMERS,
  type Export,
  type InStore,
  openExport,
  ORDERS,
  PRODUCTS,
} from "@/lib/exports/mod.ts";
import { decode, records } from "@/lib/imports/read_table.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
let db: Db;
/** As the owner. */
let sql: postgres.Sql;
let shop: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 2 });
  shop = await makeShop(sql, { slug: "demo", merchant: CAST.merchant, stock: [10, 4] });
});

Deno.test.afterAll(async () => {
  await db.close();
  await sql.end();
  await database.stop();
});

/** As the merchant; tells with each page that it is read. */
function inStore(onPage = () => {}): InStore {
  const store = {
    id: shop.storeId,
    currency: "KES" as const,
    permissions: PERMISSIONS,
    timeZone: "Africa/Nairobi",
    orderPrefix: "KK",
    media: "https://media.test",
  };
  return (run) => {
    onPage();
    return db.asUser({ sub: CAST.merchant }, (sql: Sql) => run(sql, store));
  };
}

async function read(file: Export): Promise<Record<string, string>[]> {
  const bytes = await new Response(await openExport(file, inStore())).bytes();
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf], "Excel knows it as UTF-8");
  const rows: string[][] = [];
  for await (const record of records(decode(bytes))) rows.push(record);
  const [header, ...lines] = rows;
  return lines.map((cells) => Object.fromEntries(header!.map((head, i) => [head, cells[i]!])));
}

Deno.test("products are a row a variant, and their own words stand in the first", async () => {
  await sql`update products set option_names = '{Size}', description = 'Two
lines & <more>' where id = ${shop.productId}`;
  await sql`insert into product_images (store_id, product_id, path, width, height, widths, alt)
    values (${shop.storeId}, ${shop.productId}, ${
    shop.storeId + "/picture"
  }, 400, 300, '{160,320}', 'A basket')`;

  const rows = await read(PRODUCTS);

  assert.equal(rows.length, 2);
  assert.deepEqual(rows.map((row) => [row.Handle, row.Title, row.Status]), [
    ["basket", "Sisal basket", "active"],
    ["basket", "", ""],
  ]);
  const [first, second] = rows;
  assert.equal(first!["Body (HTML)"], "<p>Two<br />\nlines &amp; &lt;more&gt;</p>");
  assert.equal(
    first!["Image Src"],
    `https://media.test/storage/v1/object/public/media/${shop.storeId}/picture/320.webp`,
  );
  assert.deepEqual(
    [second!["Option1 Value"], second!["Variant Price"], second!["Variant Inventory Qty"]],
    ["Size 1", "2450.00", "4"],
  );
});

Deno.test("orders add up by column, and customers say what they spent", async () => {
  const lines = shop.variantIds.map((variant_id) => ({ variant_id, quantity: 2 }));
  await sql`insert into discounts (store_id, name, code, kind, percent_bp)
    values (${shop.storeId}, 'Karibu', 'KARIBU', 'percent', 3333)`;
  const input = orderInput(shop.variantIds[0]!, { lines, discount: "KARIBU" });
  const { order_id } = await placeOrder(sql, "demo", input);
  await sql`select private.book_entry(${order_id}, 'came', 'cash', 'buyer', 'hand', 50000, 'KES'),
    private.book_entry(${order_id}, 'back', 'refund', 'hand', 'buyer', 12300, 'KES')`;

  const orders = await read(ORDERS);

  assert.equal(orders.length, 2);
  const sum = (head: string) => orders.reduce((total, row) => total + Number(row[head]), 0);
  assert.equal(sum("Lineitem total"), sum("Subtotal"));
  assert.equal(sum("Lineitem discount"), sum("Discount Amount"));
  assert.ok(sum("Discount Amount") > 0);
  assert.deepEqual([sum("Paid"), sum("Refunded Amount")], [500, 123]);
  assert.equal(orders[0]!["Discount Code"], "KARIBU");
  assert.equal(orders[0]!.Phone, "'+254712345678", "a spreadsheet takes it for text");
  const [customer] = await read(CUSTOMERS);
  assert.deepEqual([customer!.Name, customer!["Total Orders"], customer!.Area], [
    ...["Wanjiru Kamau", "1", "Kilimani, Nairobi"],
  ]);
});

Deno.test("who may not see costs gets no column of them", () => {
  const columns = PRODUCTS.columns({
    ...{
      id: shop.storeId,
      currency: "KES",
      timeZone: "Africa/Nairobi",
      orderPrefix: "KK",
      media: "",
    },
    permissions: ["products.view"],
  });
  assert.ok(!columns.includes("Cost per item"));
});

/** 100,000 variants, without what triggers add to each. */
async function makeMany(): Promise<void> {
  await sql.begin(async (sql) => {
    await sql`alter table variants disable trigger user`;
    await sql`
      with made as (
        insert into products (store_id, slug, title, status, option_names)
        select ${shop.storeId}, 'many-' || n, 'Many ' || n, 'draft', '{Size}' from generate_series(1, 2000) as n
        returning id
      )
      insert into variants (store_id, product_id, product_status, option_values, price_minor, position)
      select ${shop.storeId}, made.id, 'draft', array[v::text], 100, v from made, generate_series(1, 50) as v`;
    await sql`alter table variants enable trigger user`;
  });
}

Deno.test("100,000 rows are read as they are taken: the server is never a page ahead", async () => {
  await makeMany();
  let asked = 0;
  const reader = (await openExport(PRODUCTS, inStore(() => asked++))).getReader();
  let [taken, rows, longest] = [0, 0, 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    taken++;
    rows += new TextDecoder().decode(value).split("\r\n").length - 1;
    longest = Math.max(longest, value.byteLength);
    // The chunk that waits to be taken is the only one that is read before.
    assert.ok(asked <= taken + 1, `${asked} pages read, ${taken} taken`);
  }
  assert.equal(rows, 1 + 2 + 100_000);
  assert.ok(taken > 20, "in many pages");
  assert.ok(longest < 2 * 1024 * 1024, `${longest} bytes in one`);
});

Deno.test("whoever may not have a copy is refused before its first byte, and a copy is in the log", async () => {
  await assert.rejects(
    openExport(
      PRODUCTS,
      (run) =>
        db.asUser(
          { sub: CAST.rival },
          (sql) =>
            run(sql, {
              id: shop.storeId,
              currency: "KES",
              permissions: PERMISSIONS,
              timeZone: "Africa/Nairobi",
              orderPrefix: "KK",
              media: "",
            }),
        ),
    ),
    { code: "AF404" },
  );
  const [{ log }] =
    await sql`select array_agg(distinct action order by action) as log from audit_events
    where entity = any ('{products,orders,customers}') and store_id = ${shop.storeId}` as [
      { log: string[] },
    ];
  assert.deepEqual(log, ["customers.exported", "orders.exported", "products.exported"]);
});
