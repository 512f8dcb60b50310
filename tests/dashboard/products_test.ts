import assert from "node:assert/strict";
import postgres from "postgres";
import sharp from "sharp";
import { mediaUrl } from "@/lib/images/urls.ts";
import { productForm, readFormFields, variantFields } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const BASE = "/dashboard/demo/products";

const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");

/** Saves a product that must be accepted; resolves with its id. */
async function save(form: FormData, visitor: Visitor = merchant): Promise<string> {
  const saved = await visitor.post(`${BASE}/new`, form);
  assert.equal(saved.status, 303, /role="alert"[\s\S]*?<\/div>/.exec(saved.text)?.[0]);
  return productIn(saved.location);
}

function productIn(location: string | null): string {
  return /products\/([^?]+)/.exec(location!)![1]!;
}

async function stockOf(productId: string): Promise<number[]> {
  const rows = await sql<{ on_hand: number }[]>`
    select l.on_hand from public.inventory_levels as l
    join public.variants as v on v.id = l.variant_id
    where v.product_id = ${productId} and v.archived_at is null order by v.position`;
  return rows.map(({ on_hand }) => on_hand);
}

function photo(background: string) {
  return sharp({ create: { width: 700, height: 500, channels: 3, background } })
    .withExif({ IFD3: { GPSLatitude: "1/1 17/1 0/1", GPSLatitudeRef: "S" } }).jpeg().toBuffer();
}

Deno.test("a product with variants and a picture is in the shop as soon as it is saved", async () => {
  const form = productForm({
    title: "Lamu mat",
    newCategory: "Mats",
    "options.0.name": "Size",
    "options.0.values": "Small, Large",
    "options.0.was": '["Small","Large"]',
    ...variantFields(0, {
      values: '["Small"]',
      price: "1,200",
      stock: "4",
      sku: "MAT-S",
      cost: "700",
    }),
    ...variantFields(1, { values: '["Large"]', price: "2,000", stock: "0", sku: "MAT-L" }),
  }, [{ name: "mat.jpg", bytes: await photo("#B84A28") }]);

  const id = await save(form);

  assert.deepEqual(await stockOf(id), [4, 0]);
  const [category] = await sql`select c.name from public.categories c
    join public.products p on p.category_id = c.id where p.id = ${id}`;
  assert.equal(category!.name, "Mats");
  const page = await visit(platform.url).get("/s/demo/p/lamu-mat");
  assert.equal(page.status, 200);
  assert.match(page.text, /Lamu mat/);
});

Deno.test("pictures are made small by a job, without what the phone wrote into them", async () => {
  const id = await save(
    productForm({ title: "Photo" }, [{ name: "p.jpg", bytes: await photo("#123456") }]),
  );

  const find = () =>
    sql<{ path: string; widths: number[]; placeholder: string }[]>`
    select path, widths, placeholder from public.product_images where product_id = ${id}`;
  await until(async () => (await find())[0]!.widths.length > 0);
  const [image] = await find();
  assert.deepEqual(image!.widths, [160, 320, 640, 700]);
  for (const width of image!.widths) {
    for (const [format, found] of [["webp", "webp"], ["avif", "heif"]] as const) {
      const response = await fetch(mediaUrl(platform.supabase_url, image!.path, width, format));
      const made = await sharp(await response.bytes()).metadata();
      assert.deepEqual([made.format, made.width, made.exif], [found, width, undefined]);
    }
  }
  assert.ok(image!.placeholder.length < 200);
  const tiny = await fetch(image!.placeholder);
  assert.equal((await sharp(await tiny.bytes()).metadata()).width, 8);
  const page = await visit(platform.url).get("/s/demo/p/photo");
  assert.match(page.text, /<source type="image\/avif" srcset="[^"]+700\.avif 700w"/);
  assert.ok(page.text.includes(image!.placeholder));
  const original = await fetch(
    `${platform.supabase_url}/storage/v1/object/public/originals/${image!.path}`,
  );
  await original.body?.cancel();
  assert.notEqual(original.status, 200, "the original, which knows where it was taken, is private");
});

Deno.test("a form sent twice, even at once, saves once", async () => {
  const fields = {
    productId: crypto.randomUUID(),
    title: "Once",
    ...variantFields(0, { stock: "7" }),
  };
  const bytes = await photo("#654321");
  const send = () => merchant.post(`${BASE}/new`, productForm(fields, [{ name: "a.jpg", bytes }]));

  const answers = [...await Promise.all([send(), send()]), await send()];

  for (const { status } of answers) assert.equal(status, 303);
  const [id, ...others] = new Set(answers.map(({ location }) => productIn(location)));
  assert.deepEqual(others, []);
  assert.deepEqual(await stockOf(id!), [7]);
  const [count] = await sql`select
    (select count(*)::int from public.products where title = 'Once') as products,
    (select count(*)::int from public.product_images where product_id = ${id!}) as images`;
  assert.deepEqual({ ...count }, { products: 1, images: 1 });
});

Deno.test("a saved form comes back as it is stored, and saving it unchanged changes nothing", async () => {
  const id = await save(productForm({
    title: "Round trip",
    description: 'Says "hello" & <b>goodbye</b>\nin two lines',
    ...variantFields(0, { compareAt: "3,000", cost: "1,000", weight: "350", whenOut: "sell" }),
  }));
  const snapshot = () =>
    sql`select p.*, v.*, c.cost_minor, p.updated_at as touched, v.updated_at as touched_too
      from public.products p join public.variants v on v.product_id = p.id
      left join public.variant_costs c on c.variant_id = v.id where p.id = ${id}`;
  const [before] = await snapshot();

  const page = await merchant.get(`${BASE}/${id}`);
  const again = await merchant.post(`${BASE}/${id}`, toFormData(readFormFields(page.text)));

  assert.equal(again.location, `${BASE}/${id}?saved=1`);
  const [after] = await snapshot();
  const ignore = { updated_at: 0, touched: 0, touched_too: 0 };
  assert.deepEqual({ ...after, ...ignore }, { ...before, ...ignore });
  assert.deepEqual(await stockOf(id), [5]);
});

Deno.test("what was written for search engines is the page's title there, else its name and the shop's", async () => {
  const id = await save(productForm({ title: "Told basket" }));
  const titles = async () => {
    const { text } = await visit(platform.url).get("/s/demo/p/told-basket");
    return [/<title>([^<]*)/, /og:title" content="([^"]*)/].map((one) => one.exec(text)?.[1]);
  };
  const [plain, shared] = await titles();
  assert.match(plain!, /^Told basket · /);
  assert.equal(shared, plain);
  const fields = readFormFields((await merchant.get(`${BASE}/${id}`)).text);
  const stale = { ...fields, seoTitle: "Mine" };
  const written = { ...fields, seoTitle: "Baskets of Kitui", seoDescription: "" };

  const preview = await merchant.post(
    `${BASE}/${id}`,
    toFormData({ ...written, intent: "preview" }),
  );
  assert.match(preview.text, /data-seo="title">Baskets of Kitui</);
  assert.match(preview.text, /16 letters\. About 60 fit\./);
  assert.deepEqual(await titles(), [plain, plain]);
  const saved = await merchant.post(`${BASE}/${id}`, toFormData(written));
  assert.equal(saved.status, 303);
  assert.deepEqual(await titles(), ["Baskets of Kitui", "Baskets of Kitui"]);

  const late = await merchant.post(`${BASE}/${id}`, toFormData(stale));
  assert.equal(late.status, 409);
  assert.match(late.text, /Title on Google and WhatsApp<\/dt><dd[^>]*>Baskets of Kitui/);
  const long = await merchant.post(
    `${BASE}/${id}`,
    toFormData({ ...written, seoTitle: "x".repeat(121) }),
  );
  assert.equal(long.status, 422);
  assert.match(long.text, /id="seoTitle-error"/);
});

Deno.test("values with commas in them come back as they went in", async () => {
  const id = await save(productForm({
    title: "Money card",
    "options.0.name": "Amount",
    "options.0.values": '"KES 1,000", "KES 2,500"',
    "options.0.was": '["KES 1,000","KES 2,500"]',
    ...variantFields(0, { values: '["KES 1,000"]' }),
    ...variantFields(1, { values: '["KES 2,500"]' }),
  }));
  const values = () =>
    sql`select id, option_values from public.variants
      where product_id = ${id} and archived_at is null order by position`;
  const before = await values();
  assert.deepEqual(before.map(({ option_values }) => option_values[0]), ["KES 1,000", "KES 2,500"]);

  const page = await merchant.get(`${BASE}/${id}`);
  await merchant.post(`${BASE}/${id}`, toFormData(readFormFields(page.text)));

  assert.deepEqual(await values(), before);
});

Deno.test("stock typed while somebody buys does not undo the sale", async () => {
  const id = await save(productForm({ title: "Busy" }));
  const page = await merchant.get(`${BASE}/${id}`);
  await sql`select private.move_stock(v.id, 'sold', -2, 0) from public.variants v where v.product_id = ${id}`;

  const fields = { ...readFormFields(page.text), "variants.0.stock": "8" };
  await merchant.post(`${BASE}/${id}`, toFormData(fields));

  assert.deepEqual(await stockOf(id), [6], "5 shown, 2 sold, 3 added");
});

Deno.test("what a colleague wrote meanwhile is shown beside what was typed, and lost by neither", async () => {
  const id = await save(productForm({ title: "Shared", description: "Plain", tags: "old" }));
  const mine = readFormFields((await merchant.get(`${BASE}/${id}`)).text);
  const theirs = {
    ...mine,
    description: "Woven **by hand**",
    tags: "gift",
    "variants.0.price": "3,000",
  };
  assert.equal((await merchant.post(`${BASE}/${id}`, toFormData(theirs))).status, 303);

  const late = { ...mine, title: "Renamed" };
  const answer = await merchant.post(`${BASE}/${id}`, toFormData(late));

  assert.equal(answer.status, 409);
  assert.match(answer.text, /Somebody else changed this product while you were here/);
  for (const told of ["Woven **by hand**", "gift", "3,000"]) {
    assert.ok(answer.text.includes(told), told);
  }
  const [stored] = await sql`select title, description from public.products where id = ${id}`;
  assert.deepEqual({ ...stored }, { title: "Shared", description: "Woven **by hand**" });
  const shown = readFormFields(answer.text);
  assert.equal(shown.title, "Renamed", "what was typed stays");
  const both = { ...shown, description: theirs.description };
  assert.equal((await merchant.post(`${BASE}/${id}`, toFormData(both))).status, 303);
  const [after] = await sql`select title, description from public.products where id = ${id}`;
  assert.deepEqual({ ...after }, { title: "Renamed", description: "Woven **by hand**" });
});

Deno.test("a scheduled product appears by itself, and a new address keeps the old one working", async () => {
  const publishAt = "2099-12-24T09:00";
  const id = await save(productForm({ title: "Christmas star", status: "scheduled", publishAt }));
  const shopper = visit(platform.url);
  assert.equal((await shopper.get("/s/demo/p/christmas-star")).status, 404);
  const page = await merchant.get(`${BASE}/${id}`);
  assert.equal(readFormFields(page.text).publishAt, publishAt);

  await sql`update public.products set publish_at = now() where id = ${id}`;
  await until(async () => (await shopper.get("/s/demo/p/christmas-star")).status === 200);

  const fields = readFormFields((await merchant.get(`${BASE}/${id}`)).text);
  const renamed = { ...fields, slug: "star", description: "A **star**" };
  assert.equal((await merchant.post(`${BASE}/${id}`, toFormData(renamed))).status, 303);
  const old = await shopper.get("/s/demo/p/christmas-star?o0=Red");
  assert.equal(old.status, 301);
  assert.equal(old.location, "/s/demo/p/star?o0=Red");
  assert.match((await shopper.get("/s/demo/p/star")).text, /<strong>star<\/strong>/);
});

Deno.test("stock that a colleague changed meanwhile is shown afresh, not overwritten", async () => {
  const id = await save(productForm({ title: "Colleague" }));
  const page = await merchant.get(`${BASE}/${id}`);
  await sql`select private.move_stock(v.id, 'received', 10, 0) from public.variants v where v.product_id = ${id}`;

  const fields = { ...readFormFields(page.text), title: "Renamed", "variants.0.stock": "4" };
  const answer = await merchant.post(`${BASE}/${id}`, toFormData(fields));

  assert.equal(answer.status, 422);
  assert.match(answer.text, /The stock changed while you were here/);
  assert.deepEqual(await stockOf(id), [15]);
  const shown = readFormFields(answer.text);
  assert.equal(shown["variants.0.stock"], "15");
  assert.equal(shown.title, "Renamed", "what was typed elsewhere stays");
  assert.equal((await merchant.post(`${BASE}/${id}`, toFormData(shown))).status, 303);
});

Deno.test("stock cannot go below what open orders hold", async () => {
  const id = await save(productForm({ title: "Promised" }));
  await sql`select private.move_stock(v.id, 'reserved', 0, 3) from public.variants v where v.product_id = ${id}`;
  const page = await merchant.get(`${BASE}/${id}`);

  const fields = { ...readFormFields(page.text), "variants.0.stock": "1" };
  const answer = await merchant.post(`${BASE}/${id}`, toFormData(fields));

  assert.equal(answer.status, 422);
  assert.match(answer.text, /Open orders hold more than that/);
  assert.deepEqual(await stockOf(id), [5]);
});

Deno.test("a variant left out is archived, and past orders keep it", async () => {
  const form = {
    title: "Shrinking",
    "options.0.name": "Size",
    "options.0.values": "S, M",
    "options.0.was": '["S","M"]',
    ...variantFields(0, { values: '["S"]' }),
    ...variantFields(1, { values: '["M"]' }),
  };
  const id = await save(productForm(form));
  const page = await merchant.get(`${BASE}/${id}`);

  const fields = { ...readFormFields(page.text), "options.0.values": "M" };
  await merchant.post(`${BASE}/${id}`, toFormData(fields));

  const rows = await sql`select option_values, archived_at is not null as archived
    from public.variants where product_id = ${id} order by option_values`;
  assert.deepEqual(rows.map((row) => ({ ...row })), [
    { option_values: ["M"], archived: false },
    { option_values: ["S"], archived: true },
  ]);
});

Deno.test("codes and addresses that are taken are told at their field", async () => {
  await save(
    productForm({ title: "First", slug: "taken-one", ...variantFields(0, { sku: "TAKEN-1" }) }),
  );

  const slug = await merchant.post(
    `${BASE}/new`,
    productForm({ title: "Second", slug: "taken-one" }),
  );
  assert.equal(slug.status, 422);
  assert.match(slug.text, /id="slug-error"[\s\S]*?Another product has this address/);

  const sku = await merchant.post(
    `${BASE}/new`,
    productForm({ title: "Third", ...variantFields(0, { sku: "TAKEN-1" }) }),
  );
  assert.equal(sku.status, 422);
  assert.match(sku.text, /id="variants\.0\.sku-error"[\s\S]*?Another product has this SKU/);
  const [{ count }] =
    await sql`select count(*)::int from public.products where title in ('Second', 'Third')` as [
      { count: number },
    ];
  assert.equal(count, 0);
});

Deno.test("what cannot be saved is told, and nothing of it is stored", async (t) => {
  const before = await countAll();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const picture = (name: string, bytes: string | Uint8Array) => productForm({}, [{ name, bytes }]);
  const cases: [string, FormData, number, RegExp][] = [
    ["an SVG", picture("a.png", svg), 422, /files-error[\s\S]*a\.png is a kind of picture/],
    ["a text called .jpg", picture("a.jpg", "hello"), 422, /a\.jpg is not a picture/],
    ["an empty file", picture("a.jpg", ""), 422, /a\.jpg is empty/],
    [
      "half a photo",
      picture("a.jpg", (await photo("#fff")).subarray(0, 900)),
      422,
      /did not arrive whole/,
    ],
    ["no name", productForm({ title: "" }), 422, /title-error/],
    [
      "a negative price",
      productForm(variantFields(0, { price: "-1" })),
      422,
      /variants\.0\.price-error/,
    ],
    [
      "a price in cents",
      productForm(variantFields(0, { price: "10.50" })),
      422,
      /Write a whole amount/,
    ],
    [
      "a price without end",
      productForm(variantFields(0, { price: "9".repeat(30) })),
      422,
      /price-error/,
    ],
    [
      "negative stock",
      productForm(variantFields(0, { stock: "-4" })),
      422,
      /variants\.0\.stock-error/,
    ],
    [
      "a category of nobody",
      productForm({ categoryId: crypto.randomUUID() }),
      422,
      /category is gone/,
    ],
    ["a name of 1 MB", productForm({ title: "x".repeat(1_000_000) }), 413, /too much text/],
  ];

  for (const [name, form, status, message] of cases) {
    await t.step(name, async () => {
      const answer = await merchant.post(`${BASE}/new`, form);
      assert.equal(answer.status, status);
      assert.match(answer.text, message);
    });
  }
  await t.step("broken UTF-8", async () => {
    const boundary = "edge";
    const part = (name: string, value: Uint8Array | string) => [
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`,
      value,
      "\r\n",
    ];
    const body = new Blob([
      ...part("csrf", await merchant.csrf()),
      ...part("title", new Uint8Array([0xff, 0xfe, 0x41])),
      ...part("variants.0.id", crypto.randomUUID()),
      `--${boundary}--\r\n`,
    ] as BlobPart[]);
    const answer = await merchant.send(
      `${BASE}/new`,
      body,
      `multipart/form-data; boundary=${boundary}`,
    );
    assert.equal(answer.status, 422);
    assert.match(answer.text, /Some characters here are broken/);
  });
  await t.step("not a form at all", async () => {
    const send = async (body: string, type: string) =>
      (await merchant.send(`${BASE}/new`, body, type)).status;
    const csrf = await merchant.csrf();
    assert.equal(await send("{}", "application/json"), 403);
    assert.equal(await send("x", "multipart/form-data; boundary=none"), 403);
    assert.equal(await send(`csrf=${csrf}`, "application/x-www-form-urlencoded"), 400);
  });
  assert.deepEqual(await countAll(), before);
});

Deno.test("pictures are described, put in another order, and removed", async () => {
  const shots = await Promise.all(["#111111", "#222222", "#333333"].map(photo));
  const files = shots.map((bytes, i) => ({ name: `${i}.jpg`, bytes }));
  const id = await save(productForm({ title: "Three pictures" }, files));
  const page = await merchant.get(`${BASE}/${id}`);
  const fields = readFormFields(page.text);
  const ids = [0, 1, 2].map((i) => fields[`pictures.${i}.id`]!);

  await merchant.post(
    `${BASE}/${id}`,
    toFormData({
      ...fields,
      "pictures.2.position": "1",
      "pictures.2.alt": "A mat from above",
      "pictures.0.remove": "on",
    }),
  );

  const rows =
    await sql`select id, alt from public.product_images where product_id = ${id} order by position`;
  assert.deepEqual(rows.map((row) => [row.id, row.alt]), [[ids[2], "A mat from above"], [
    ids[1],
    "",
  ]]);
});

async function countAll() {
  const [row] = await sql`select (select count(*) from public.products) as products,
    (select count(*) from public.variants) as variants,
    (select count(*) from public.product_images) as images,
    (select count(*) from storage.objects) as objects`;
  return { ...row };
}

function toFormData(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});
