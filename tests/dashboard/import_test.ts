import assert from "node:assert/strict";
import postgres from "postgres";
import { csvLine } from "@/lib/csv.ts";
import { readTable, type Table } from "@/lib/imports/mod.ts";
import { type Answer, signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const PRODUCTS = "/dashboard/demo/products/import";

const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");

function fileForm(content: BlobPart, name = "goods.csv"): FormData {
  const form = new FormData();
  form.append("file", new File([content], name, { type: "text/csv" }));
  return form;
}

/** What is chosen for each column, as its page shows it. */
function readColumns(html: string): Record<string, string> {
  const selects = html.matchAll(/<select(?=[^>]*name="(column\.\d+)")[^>]*>([\s\S]*?)<\/select>/g);
  return Object.fromEntries(
    [...selects].map(([, name, options]) => [
      name,
      /<option(?=[^>]*\bselected)[^>]*\bvalue="([^"]*)"/.exec(options!)?.[1] ?? "",
    ]),
  );
}

/** Uploads and takes the columns as they are guessed. Resolves with the path of the import. */
async function upload(content: BlobPart, path = PRODUCTS, visitor = merchant): Promise<string> {
  const sent = await visitor.post(path, fileForm(content));
  assert.equal(sent.status, 303, sent.text);
  const columns = await visitor.get(sent.location!);
  assert.equal(columns.status, 200);
  const looking = await visitor.post(sent.location!, readColumns(columns.text));
  assert.equal(looking.status, 303, looking.text);
  return looking.location!;
}

/** The page once no job is at it, as a browser without scripts comes to it. */
async function untilDone(path: string, visitor: Visitor = merchant): Promise<Answer> {
  let page = await visitor.get(path);
  await until(async () => {
    const again = page.headers.get("refresh")?.split("url=")[1];
    if (again === undefined) return true;
    page = await visitor.get(again);
    return false;
  });
  return page;
}

async function apply(path: string): Promise<Answer> {
  const asked = await merchant.post(`${path}/apply`, {});
  assert.equal(asked.location, path);
  return await untilDone(path);
}

async function reportOf(path: string): Promise<Table> {
  const { text, headers } = await merchant.get(`${path}/report.csv`);
  assert.match(headers.get("content-disposition")!, /attachment; filename="refused.csv"/);
  const table = await readTable(new TextEncoder().encode(text));
  assert.ok(table.ok);
  return table.value;
}

const countProducts = async () =>
  (await sql`select count(*)::int as n from public.products where slug like 'bead-%'`)[0]!.n;

const HEADER = [
  ...["Handle", "Title", "Option1 Name", "Option1 Value", "Variant SKU", "Variant Price"],
  "Variant Inventory Qty",
];
const PRICE = 5;

/** 2,000 rows of 400 products, of which each hundredth row is wrong. */
function beads(): string {
  const rows = Array.from({ length: 2000 }, (_, i) => {
    const [product, size] = [Math.floor(i / 5), i % 5];
    const price = i % 100 === 50 ? "twelve" : "1200";
    const first = size === 0 ? [`Bead ${product}, "round"`, "Size"] : ["", ""];
    return [`bead-${product}`, ...first, `${size} mm`, `BEAD-${i}`, price, String(i % 7)];
  });
  return [HEADER, ...rows].map(csvLine).join("");
}

Deno.test("2,000 rows come in, 20 bad ones are told and put right in the report, and nothing comes twice", async () => {
  const path = await upload(beads());
  const preview = await untilDone(path);
  for (const words of ["380 products new", "20 products refused", "100 rows are refused"]) {
    assert.ok(preview.text.includes(words), words);
  }
  assert.match(preview.text, /Row 52<\/td>[\s\S]*?Variant Price:[\s\S]*?Write an amount/);
  assert.match(preview.text, /It says: twelve/);
  assert.match(preview.text, /Row 53<\/td>[\s\S]*?Refused together with row 52/);
  assert.equal(await countProducts(), 0, "looking changes nothing");

  const done = await apply(path);
  assert.match(done.text, /<b>Done\.<\/b> 380 products written/);
  assert.equal(await countProducts(), 380);

  const report = await reportOf(path);
  assert.deepEqual(report.header, [...HEADER, "Problem"]);
  assert.equal(report.rows.length, 100);
  assert.deepEqual(report.rows[0]!.cells, [
    ...["bead-10", 'Bead 10, "round"', "Size", "0 mm", "BEAD-50", "twelve", "1"],
    "Variant Price: Write an amount, such as 2,450.",
  ]);
  const fixed = [report.header, ...report.rows.map(({ cells }) => cells.with(PRICE, "1200"))]
    .map(csvLine).join("");
  const second = await upload(fixed);
  assert.match((await untilDone(second)).text, /20 products new/);
  await apply(second);
  assert.equal(await countProducts(), 400);

  const again = await untilDone(await upload(beads().replaceAll("twelve", "1200")));
  assert.match(again.text, /400 products unchanged/);
  assert.match(again.text, /nothing would change/);
  const [stock] = await sql`
    select count(*)::int as moves, sum(m.on_hand_delta)::int as units from public.inventory_movements as m
    join public.variants as v on v.id = m.variant_id where v.sku like 'BEAD-%'`;
  const counted = Array.from({ length: 2000 }, (_, i) => i % 7);
  assert.deepEqual({ ...stock }, {
    moves: counted.filter(Boolean).length,
    units: counted.reduce((sum, n) => sum + n),
  });
});

Deno.test("an export of the shop comes back in as it is and changes nothing", async () => {
  const { text } = await merchant.get("/dashboard/demo/settings/data/products.csv");

  const page = await untilDone(await upload(text));

  assert.match(page.text, /0 products new/);
  assert.match(page.text, /0 products changed/);
  assert.match(page.text, /0 products refused/);
  assert.match(page.text, /Pictures are not taken from addresses/);
});

Deno.test("columns are chosen where their heads say nothing, and mistakes are told", async () => {
  const sent = await merchant.post(PRODUCTS, fileForm("Jina;Bei;Bei\nKikoi;1,500;900\n"));
  const columns = sent.location!;
  const fields = readColumns((await merchant.get(columns)).text);
  assert.deepEqual([fields["column.0"], fields["column.1"]], ["", ""]);

  const none = await merchant.post(columns, fields);
  assert.equal(none.status, 422);
  assert.match(none.text, /Say which column holds the name, the handle or the SKU/);
  const twice = await merchant.post(columns, {
    "column.0": "title",
    "column.1": "price",
    "column.2": "price",
  });
  assert.match(twice.text, /id="column\.2-error"[\s\S]*?Two columns hold “Price”/);

  const chosen = { "column.0": "title", "column.1": "price", "column.2": "cost" };
  const { location } = await merchant.post(columns, chosen);
  await untilDone(location!);
  await apply(location!);
  const [row] = await sql`
    select v.price_minor::int, c.cost_minor::int from public.variants as v
    join public.products as p on p.id = v.product_id join public.variant_costs as c on c.variant_id = v.id
    where p.slug = 'kikoi'`;
  assert.deepEqual({ ...row }, { price_minor: 150_000, cost_minor: 90_000 });
});

Deno.test("what is no table is told, and nothing of it is kept", async (t) => {
  const [before] = await sql`select count(*)::int as n from public.imports`;
  const cases: [string, FormData, number, RegExp][] = [
    ["no file", new FormData(), 422, /Choose a file/],
    ["an empty file", fileForm(""), 422, /nothing in this file/],
    ["a header alone", fileForm("Title,Price\n"), 422, /one row only/],
    ["too many rows", fileForm("Title\n" + "x\n".repeat(10_001)), 422, /10,000 rows at most/],
    ["too much", fileForm("x".repeat(11 * 1024 * 1024)), 413, /10 MB at most/],
    ["an open quote", fileForm('Title\n"Kikoi\n'), 422, /never closed/],
  ];
  for (const [name, form, status, words] of cases) {
    await t.step(name, async () => {
      if (name === "no file") form.append("note", "nothing");
      const answer = await merchant.post(PRODUCTS, form);
      assert.equal(answer.status, status);
      assert.match(answer.text, words);
    });
  }
  const [after] = await sql`select count(*)::int as n from public.imports`;
  assert.deepEqual(after, before);
});

Deno.test("customers come in by phone, and the second time nothing changes", async () => {
  const text = "First Name,Last Name,Email,Phone,Accepts Email Marketing,City,Address\n" +
    "Amina,Yusuf,amina@example.test,0712 000 001,yes,Kisumu,Near the clock tower\n" +
    "Brian,Otieno,,'+254712000002,no,,\n" +
    ",,,0712 000 003,no,,\nDora,Achieng,not an address,12,maybe,,\n";
  const path = await upload(text, "/dashboard/demo/settings/data/import");
  const preview = await untilDone(path);
  assert.match(preview.text, /2 customers new/);
  assert.match(preview.text, /2 customers refused/);
  for (const words of ["Write a name", "Write a phone number", "Write yes or no"]) {
    assert.ok(preview.text.includes(words), words);
  }
  await apply(path);

  const rows = await sql`
    select c.phone, c.name, c.email, c.wants_news, a.area, a.landmark from public.customers as c
    left join public.addresses as a on a.customer_id = c.id where c.phone like '+25471200000%' order by 1`;
  assert.deepEqual(rows.map((row) => ({ ...row })), [
    {
      ...{ phone: "+254712000001", name: "Amina Yusuf", email: "amina@example.test" },
      ...{ wants_news: true, area: "Kisumu", landmark: "Near the clock tower" },
    },
    {
      ...{ phone: "+254712000002", name: "Brian Otieno", email: null },
      ...{ wants_news: false, area: null, landmark: null },
    },
  ]);
  const again = await untilDone(await upload(text, "/dashboard/demo/settings/data/import"));
  assert.match(again.text, /2 customers unchanged/);
});

Deno.test("staff without the right import nothing, and rivals do not find what others brought", async () => {
  const path = await upload("Title,Price\nSecret,5\n");
  await untilDone(path);
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");

  for (const own of [PRODUCTS, "/dashboard/demo/settings/data/import"]) {
    assert.equal((await staff.get(own)).status, 403);
    assert.equal((await staff.post(own, fileForm("Title\nx\n"))).status, 403);
    assert.equal((await rival.post(own, fileForm("Title\nx\n"))).status, 404);
  }
  const elsewhere = path.replace("/demo/", "/zuri/");
  for (const place of ["", "/columns", "/report.csv"]) {
    assert.equal((await staff.get(path + place)).status, 404);
    assert.equal((await rival.get(path + place)).status, 404);
    assert.equal((await rival.get(elsewhere + place)).status, 404);
  }
  for (const place of ["/columns", "/apply"]) {
    assert.equal((await staff.post(path + place, { "column.0": "title" })).status, 404);
    assert.equal((await rival.post(elsewhere + place, { "column.0": "title" })).status, 404);
  }
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});
