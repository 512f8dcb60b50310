import assert from "node:assert/strict";
import postgres from "postgres";
import { listRefused, problemWords } from "@/lib/imports/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { type ImportBench, openImports } from "@/tests/fixtures/imports.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
/** As the owner. */
let sql: postgres.Sql;
let shop: Shop;
let rival: Shop;
let bench: ImportBench;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 8, onnotice: () => {} });
  shop = await makeShop(sql, { slug: "demo", merchant: CAST.merchant });
  rival = await makeShop(sql, { slug: "rival", merchant: CAST.rival });
  bench = openImports(database, sql);
});

Deno.test.afterAll(async () => {
  await bench.stop();
  await sql.end();
  await database.stop();
});

/** As Shopify's own export has it, some columns that we leave out among them. */
const SHOPIFY =
  `Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Variant Image,Variant Weight Unit,Cost per item,Status
kiondo,Kiondo basket,"<p>Woven in <b>Machakos</b> &amp; sold here.</p>",Sisal House,Home > Kitchen > Baskets,Basket,"Sisal, HAND made",true,Size,Small,Colour,Red,,,KIO-S,350,shopify,7,deny,manual,1200.00,1500.00,true,true,600123,https://cdn.shopify.com/1.jpg,1,A basket,false,Kiondo,Woven by hand,,g,700.00,active
kiondo,,,,,,,,,Large,,Red,,,KIO-L,500,shopify,3,continue,manual,2000.00,,true,true,,https://cdn.shopify.com/2.jpg,2,,,,,,g,,
kiondo,,,,,,,,,,,,,,,,,,,,,,,,,https://cdn.shopify.com/3.jpg,3,,,,,,,,
voucher,Voucher,,Sisal House,,Gifts,,false,Title,Default Title,,,,,,0,,,deny,manual,500.00,0.00,false,false,,,,,true,,,,g,,active
`;

const merchant = () => ({ storeId: shop.storeId, user: CAST.merchant });

async function product(slug: string, storeId = shop.storeId) {
  const [row] = await sql`
    select p.title, p.description, p.vendor, p.tags, p.status, p.option_names, p.seo_description, p.updated_at as version,
      c.name as category, parent.name as above,
      (select jsonb_agg(jsonb_build_object('values', v.option_values, 'sku', v.sku, 'price', v.price_minor,
          'before', v.compare_at_minor, 'cost', k.cost_minor, 'grams', v.weight_g, 'stock', l.on_hand,
          'counted', v.is_stock_tracked, 'sells', v.is_backorder_allowed) order by v.position)
        from variants v left join variant_costs k on k.variant_id = v.id join inventory_levels l on l.variant_id = v.id
        where v.product_id = p.id and v.archived_at is null) as variants
    from products p left join categories c on c.id = p.category_id left join categories parent on parent.id = c.parent_id
    where p.store_id = ${storeId} and p.slug = ${slug}`;
  return row && { ...row };
}

const footprint = async () =>
  (await sql`select md5(string_agg(line, ' ' order by line)) as sum from (
    select p::text as line from products p union all select v::text from variants v
    union all select c::text from variant_costs c union all select l::text from inventory_levels l
    union all select m::text from inventory_movements m union all select c::text from categories c) as t`)[
    0
  ]!.sum;

/** What is wrong, as {row: words}. */
async function refused(id: string): Promise<Record<number, string>> {
  const { header } = await bench.read(shop.storeId, id);
  const { rows } = await listRefused(sql as unknown as Sql, {
    storeId: shop.storeId,
    id,
    limit: 100,
  });
  return Object.fromEntries(rows.map((row) => [row.line, problemWords(row, header)]));
}

Deno.test("a Shopify export is read as it is", async () => {
  const looked = await bench.check({ ...merchant(), text: SHOPIFY });
  assert.deepEqual(looked.counts, { new: 2, changed: 0, unchanged: 0, refused: 0 });
  assert.equal(await product("kiondo"), undefined, "looking writes nothing");

  await bench.ask(CAST.merchant, looked.id);
  await bench.work(looked.id);

  const { status, applied } = await bench.read(shop.storeId, looked.id);
  assert.deepEqual([status, applied], ["applied", 2]);
  const { version: _, ...kiondo } = (await product("kiondo"))!;
  assert.deepEqual(kiondo, {
    title: "Kiondo basket",
    description: "Woven in **Machakos** & sold here.",
    vendor: "Sisal House",
    tags: ["sisal", "hand made"],
    status: "published",
    option_names: ["Size", "Colour"],
    seo_description: "Woven by hand",
    category: "Baskets",
    above: "Kitchen",
    variants: [
      {
        ...{
          values: ["Small", "Red"],
          sku: "KIO-S",
          price: 120_000,
          before: 150_000,
          cost: 70_000,
        },
        ...{ grams: 350, stock: 7, counted: true, sells: false },
      },
      {
        ...{ values: ["Large", "Red"], sku: "KIO-L", price: 200_000, before: null, cost: null },
        ...{ grams: 500, stock: 3, counted: true, sells: true },
      },
    ],
  });
  const voucher = (await product("voucher"))!;
  assert.deepEqual([voucher.status, voucher.category, voucher.option_names], [
    "draft",
    "Gifts",
    [],
  ]);
  assert.equal(voucher.variants[0].counted, false);
  const [move] = await sql`select m.note, m.actor_id, m.kind from inventory_movements m
    join variants v on v.id = m.variant_id where v.sku = 'KIO-S'`;
  const wanted = { note: "Counted in an imported file", actor_id: CAST.merchant, kind: "adjusted" };
  assert.deepEqual({ ...move }, wanted);
  const [line] = await sql`select action, actor_id, changes ->> 'name' as name from audit_events
    where entity = 'imports'`;
  assert.deepEqual({ ...line }, {
    action: "imports.applied",
    actor_id: CAST.merchant,
    name: "file.csv",
  });
});

Deno.test("the same file a second time changes nothing", async () => {
  await bench.run({ ...merchant(), text: SHOPIFY });
  const before = await footprint();

  const { counts, status } = await bench.run({ ...merchant(), text: SHOPIFY });

  assert.deepEqual(counts, { new: 0, changed: 0, unchanged: 2, refused: 0 });
  assert.equal(status, "applied");
  assert.equal(await footprint(), before);
});

Deno.test("a file that says little changes little: what it does not speak of stays", async () => {
  await bench.run({ ...merchant(), text: SHOPIFY });
  const before = (await product("kiondo"))!;

  const { counts } = await bench.run({
    ...merchant(),
    text: "SKU;Qty;Price\nKIO-L;9;2,100\nKIO-S;;1200\n",
  });

  assert.deepEqual(counts, { new: 0, changed: 1, unchanged: 0, refused: 0 });
  const after = (await product("kiondo"))!;
  const [small, large] = before.variants;
  assert.deepEqual(after, {
    ...before,
    version: after.version,
    variants: [small, { ...large, stock: 9, price: 210_000 }],
  });
  await bench.run({ ...merchant(), text: SHOPIFY });
});

Deno.test("a product with one bad row is refused whole, the others are written", async () => {
  const text = "Handle,Title,Option1 Name,Option1 Value,SKU,Price,Qty\n" +
    "mat,Mat,Size,S,MAT-S,900,4\nmat,,,M,MAT-M,9o0,4\nmat,,,S,MAT-X,1000,4\n" +
    "rug,Rug,,,RUG,12.50,x\nbowl,Bowl,,,BOWL,700,2\nbowl2,Bowl two,,,BOWL,700,2\n" +
    "cup,Cup \ufffd,,,CUP,300,1\npot,Pot,,,SKU-0,300,1\n";

  const { id, counts } = await bench.run({ ...merchant(), text });

  assert.deepEqual(counts, { new: 1, changed: 0, unchanged: 0, refused: 5 });
  assert.deepEqual(await refused(id), {
    2: "Refused together with row 3, 4.",
    3: "Price: Write an amount, such as 2,450.",
    4: "Option1 Value: Row 2 is the same variant.",
    5: "Price: Write a whole amount: 13, for example. Qty: Write a whole number.",
    7: "SKU: Row 6 has this SKU as well.",
    8: "Title: Some characters here are broken. Type it again.",
    9: "SKU: Another product has this SKU: Sisal basket.",
  });
  for (const slug of ["mat", "rug", "bowl2", "cup", "pot"]) {
    assert.equal(await product(slug), undefined, slug);
  }
  assert.equal((await product("bowl"))!.variants[0].stock, 2);
});

Deno.test("what changed in the shop since somebody looked is told, and nothing of that product is written", async () => {
  const text = "Handle,Title,SKU,Price,Qty\nlate,Late,LATE-1,500,1\nearly,Early,LATE-2,500,1\n";
  const { id } = await bench.check({ ...merchant(), text });
  await bench.ask(CAST.merchant, id);
  await sql`insert into variants (store_id, product_id, sku, price_minor)
    values (${shop.storeId}, ${shop.productId}, 'LATE-1', 100)`;

  await bench.work(id);

  const { counts, applied } = await bench.read(shop.storeId, id);
  assert.deepEqual([counts.refused, counts.new, applied], [1, 1, 1]);
  assert.deepEqual(await refused(id), { 2: "SKU: Another product has this SKU: Sisal basket." });
  assert.equal(await product("late"), undefined);
});

Deno.test("a row without options is the only variant, or one that the SKU names; nothing is doubled", async () => {
  await bench.run({ ...merchant(), text: SHOPIFY });
  const once = "Handle,Title,SKU,Price\nlamp,Lamp,LAMP-1,900\n";
  await bench.run({ ...merchant(), text: once });
  const renamed = await bench.run({ ...merchant(), text: once.replace("LAMP-1", "LAMP-2") });
  assert.equal(renamed.counts.changed, 1);
  const codes = (await product("lamp"))!.variants.map(({ sku }: { sku: string }) => sku);
  assert.deepEqual(codes, ["LAMP-2"]);

  const { id } = await bench.run({
    ...merchant(),
    text:
      "Handle,Title,SKU,Price\ncan,Can,CAN-1,900\ncan,,CAN-2,900\nkiondo,Kiondo basket,KIO-XL,900\n",
  });

  assert.deepEqual(await refused(id), {
    2: "Refused together with row 3.",
    3: "Row 2 is the same variant.",
    4: "SKU: The product has no such variant. Say its Size.",
  });
});

Deno.test("stock comes to what the file says, unless open orders hold more", async () => {
  await bench.run({ ...merchant(), text: "Handle,Title,SKU,Price,Qty\nheld,Held,HELD,500,8\n" });
  await sql`select private.move_stock(v.id, 'reserved', 0, 5) from variants v where v.sku = 'HELD'`;

  const low = await bench.run({ ...merchant(), text: "SKU,Qty\nHELD,3\n" });
  assert.deepEqual(await refused(low.id), { 2: "Qty: Open orders hold more than that." });

  await bench.run({ ...merchant(), text: "SKU,Qty\nHELD,6\n" });
  const moves = await sql`select m.on_hand_delta from inventory_movements m
    join variants v on v.id = m.variant_id where v.sku = 'HELD' and m.kind = 'adjusted' order by m.id`;
  assert.deepEqual(moves.map(({ on_hand_delta }) => on_hand_delta), [8, -2]);
});

Deno.test("a scheduled product stays scheduled where the file calls it a draft, and can be published", async () => {
  const at = new Date(Date.now() + 86_400_000);
  await sql`insert into products (store_id, slug, title, status, publish_at)
    values (${shop.storeId}, 'soon', 'Soon', 'scheduled', ${at})`;
  const text = (status: string) => `Handle,Title,Status\nsoon,Soon,${status}\n`;

  assert.equal((await bench.run({ ...merchant(), text: text("draft") })).counts.unchanged, 1);
  await bench.run({ ...merchant(), text: text("active") });

  const [row] = await sql`select status, publish_at from products where slug = 'soon'`;
  assert.deepEqual({ ...row }, { status: "published", publish_at: null });
});

Deno.test("whoever lost the right meanwhile writes nothing", async () => {
  const user = crypto.randomUUID();
  await sql`insert into auth.users (id, email) values (${user}, ${`${user}@afrify.test`})`;
  await sql`insert into memberships (tenant_id, store_id, user_id, role, permissions)
    values (${shop.tenantId}, ${shop.storeId}, ${user}, 'staff', '{products.manage}')`;
  const text = "Handle,Title,Price\nghost,Ghost,500\n";
  const { id } = await bench.check({ storeId: shop.storeId, user, text });
  await bench.ask(user, id);
  await sql`update memberships set suspended_at = now() where user_id = ${user}`;

  await bench.work(id);

  const { status, stopCode } = await bench.read(shop.storeId, id);
  assert.deepEqual([status, stopCode], ["stopped", "not_allowed"]);
  assert.equal(await product("ghost"), undefined);
});

Deno.test("addresses and SKUs of another shop are nobody's: what comes of them is one's own", async () => {
  const before = (await product("basket"))!;
  const text = "Handle,Title,SKU,Price,Qty\nbasket,Stolen,SKU-0,100,1\n";

  const { counts } = await bench.run({ storeId: rival.storeId, user: CAST.rival, text });

  assert.equal(counts.changed, 1, "the rival has a basket too");
  assert.equal((await product("basket", rival.storeId))!.title, "Stolen");
  assert.deepEqual(await product("basket"), before);
});

Deno.test("an import of one shop is there for nobody else, and cannot be gone on with", async () => {
  const { id } = await bench.check({ ...merchant(), text: "Handle,Title,Price\nx,X,5\n" });
  await sql`insert into memberships (tenant_id, store_id, user_id, role)
    select ${shop.tenantId}, ${shop.storeId}, id, 'staff' from auth.users where id = ${CAST.rival}`;
  for (const call of ["apply_import($1)", "check_import($1, '{}')"]) {
    await assert.rejects(
      bench.as(CAST.rival, (sql) => sql.unsafe(`select public.${call}`, [id])),
      { code: "AF404" },
    );
  }
  await assert.rejects(bench.check({ storeId: shop.storeId, user: CAST.rival, text: "a\nb\n" }), {
    code: "AF404",
  });
  const seen = await bench.as(CAST.rival, (sql) => sql`select from public.import_rows`);
  const own = await sql`select from import_rows where store_id = ${rival.storeId}`;
  assert.equal(seen.length, own.length);
});

Deno.test("uploads are forgotten after 30 days", async () => {
  const { id } = await bench.check({ ...merchant(), text: "Handle,Title,Price\nx,X,5\n" });
  const [job] = await sql`
    select j.run_at::date - now()::date as days from graphile_worker._private_jobs as j
    where j.payload ->> 'import_id' = ${id} and j.run_at > now() + interval '1 day'`;
  assert.equal(job!.days, 30);
});
