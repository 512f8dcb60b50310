import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";

const BASE = "/dashboard/demo/collections";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const inShop = async (path: string) => await visit(platform.url).get(`/s/demo${path}`);

/** Makes a collection that must be accepted; resolves with its id. */
async function make(kind: "manual" | "rule", fields: Record<string, string>): Promise<string> {
  const form = { intent: "save", match: "all", sort: "manual", isPublished: "on", ...fields };
  const saved = await merchant.post(`${BASE}/new?kind=${kind}`, form);
  assert.equal(saved.status, 303, saved.text);
  return /collections\/([0-9a-f-]{36})/.exec(saved.location!)![1]!;
}

const titlesOf = (text: string) =>
  [...text.matchAll(/<h2><a href="\/s\/demo\/p\/([^"]+)"/g)].map(([, slug]) => slug);

async function productId(slug: string): Promise<string> {
  const [row] = await sql`select p.id from public.products as p
    join public.stores as s on s.id = p.store_id and s.slug = 'demo' where p.slug = ${slug}`;
  return row!.id;
}

/** Fields for several ticked boxes of one name. */
function ticked(name: string, ids: string[], rest: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(rest)) form.append(field, value);
  for (const id of ids) form.append(name, id);
  return form;
}

/** Sends a form whose boxes share a name, urlencoded as a browser does. */
async function send(path: string, form: FormData) {
  const body = new URLSearchParams({ csrf: await merchant.csrf() });
  for (const [name, value] of form) body.append(name, value as string);
  return await merchant.send(path, body.toString(), "application/x-www-form-urlencoded");
}

Deno.test("a rule is put together button by button, previewed, saved, and in the shop", async () => {
  const page = await merchant.get(`${BASE}/new?kind=rule`);
  assert.match(page.text, /Add a condition to see what it finds/);
  const typed = { title: "Cheap mugs", match: "all", isPublished: "on" };
  const path = `${BASE}/new?kind=rule`;

  const first = await merchant.post(path, { ...typed, intent: "add", newField: "title" });
  assert.equal(first.status, 200);
  assert.match(first.text, /name="conditions\.0\.value"/);
  assert.match(first.text, /value="Cheap mugs"/, "nothing typed is lost");
  const rows = {
    "conditions.0.field": "title",
    "conditions.0.value": "MUG",
    "conditions.1.field": "price_to",
    "conditions.1.value": "1,500",
  };
  const shown = await merchant.post(path, { ...typed, ...rows, intent: "preview" });
  assert.match(shown.text, /Finds \d+ products?/);
  assert.match(shown.text, /Enamel mug/i);
  const less = await merchant.post(path, { ...typed, ...rows, intent: "remove.0" });
  assert.match(less.text, /name="conditions\.0\.field" value="price_to"/);
  assert.doesNotMatch(less.text, /conditions\.1\.field/);

  const id = await make("rule", { ...typed, ...rows });
  const [stored] = await sql`select slug, conditions from public.collections where id = ${id}`;
  assert.equal(stored!.slug, "cheap-mugs");
  assert.deepEqual(stored!.conditions[1], { field: "price_to", value: "150000" });
  const shop = await inShop("/c/cheap-mugs");
  assert.equal(shop.status, 200);
  assert.match(shop.text, /<h1[^>]*>Cheap mugs/);
  assert.ok(titlesOf(shop.text).length > 0);
  assert.match((await merchant.get(`${BASE}/${id}`)).text, /value="1,500"/);
  assert.match((await merchant.get(BASE)).text, /Cheap mugs[\s\S]*By a rule/);
});

Deno.test("mistakes are told at their field, and nothing is saved", async () => {
  const path = `${BASE}/new?kind=rule`;
  const cases: [Record<string, string>, RegExp][] = [
    [{ title: "Empty" }, /id="newField-error"/],
    [{ title: "", "conditions.0.field": "tag", "conditions.0.value": "x" }, /id="title-error"/],
    [
      { title: "Price", "conditions.0.field": "price_to", "conditions.0.value": "cheap" },
      /id="conditions\.0\.value-error"/,
    ],
    [
      { title: "Days", "conditions.0.field": "created_within", "conditions.0.value": "0" },
      /Write a number of days/,
    ],
    [
      { title: "Where", "conditions.0.field": "category", "conditions.0.value": "" },
      /Choose a category/,
    ],
    [
      {
        title: "Twin",
        slug: "baskets",
        "conditions.0.field": "tag",
        "conditions.0.value": "x",
      },
      /A category has this address/,
    ],
  ];
  for (const [fields, message] of cases) {
    const answer = await merchant.post(path, { intent: "save", match: "all", ...fields });
    assert.equal(answer.status, 422, JSON.stringify(fields));
    assert.match(answer.text, message);
  }
  const [{ n }] = await sql`select count(*)::int as n from public.collections
    where title in ('Empty', 'Price', 'Days', 'Where', 'Twin')` as [{ n: number }];
  assert.equal(n, 0);
});

Deno.test("products are found, added, put in order by their places, and taken out", async () => {
  const id = await make("manual", { title: "Hand picked" });
  const page = `${BASE}/${id}/products`;
  const slugs = ["kitui-sisal-basket", "storm-lantern", "sunrise-kiondo"];
  const ids = await Promise.all(slugs.map(productId));
  const found = await merchant.get(`${page}?q=lantern`);
  assert.match(found.text, new RegExp(`name="product"[^>]*value="${ids[1]}"`));

  assert.equal((await send(`${page}/add`, ticked("product", ids))).location, `${page}?saved=1`);
  assert.equal((await send(`${page}/add`, ticked("product", ids))).status, 303, "twice is once");
  assert.doesNotMatch((await merchant.get(`${page}?q=lantern`)).text, /name="product"/);
  assert.deepEqual(titlesOf((await inShop("/c/hand-picked")).text), slugs);

  const places = Object.fromEntries(ids.flatMap((id, i) => [
    [`was.${id}`, String(i + 1)],
    [`place.${id}`, String(i + 1)],
  ]));
  await send(`${page}/arrange`, ticked("remove", [], { ...places, [`place.${ids[2]}`]: "1" }));
  assert.deepEqual(titlesOf((await inShop("/c/hand-picked")).text), [slugs[2], slugs[0], slugs[1]]);

  await send(`${page}/arrange`, ticked("remove", [ids[0]!]));
  assert.deepEqual(titlesOf((await inShop("/c/hand-picked")).text), [slugs[2], slugs[1]]);
  const kept = await sql`select position from public.collection_products
    where collection_id = ${id} order by 1`;
  assert.deepEqual(kept.map(({ position }) => position), [0, 1], "no gaps");
});

Deno.test("a deleted collection is gone from the shop, and one click brings it back", async () => {
  const id = await make("manual", { title: "Passing" });
  await send(`${BASE}/${id}/products/add`, ticked("product", [await productId("storm-lantern")]));
  assert.match((await merchant.get(`${BASE}/${id}/delete`)).text, /Delete Passing\?/);

  const gone = await merchant.post(`${BASE}/${id}/delete`, {});

  assert.equal(gone.location, `${BASE}?deleted=${id}`);
  assert.equal((await inShop("/c/passing")).status, 404);
  assert.equal((await merchant.get(`${BASE}/${id}`)).status, 404);
  const list = await merchant.get(gone.location!);
  assert.match(list.text, new RegExp(`action="${BASE}/${id}/restore"`));
  assert.equal(
    (await merchant.post(`${BASE}/${id}/restore`, {})).location,
    `${BASE}?done=restored`,
  );
  assert.deepEqual(titlesOf((await inShop("/c/passing")).text), ["storm-lantern"]);

  await merchant.post(`${BASE}/${id}/delete`, {});
  await make("manual", { title: "Passing" });
  assert.equal(
    (await merchant.post(`${BASE}/${id}/restore`, {})).location,
    `${BASE}?done=address_taken`,
  );
});

Deno.test("a hidden collection has no page, and staff change none", async () => {
  const id = await make("manual", { title: "Not yet", isPublished: "" });
  assert.equal((await inShop("/c/not-yet")).status, 404);
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  assert.equal((await staff.get(BASE)).status, 200);
  assert.match((await staff.get(`${BASE}/${id}`)).text, /<fieldset disabled/);
  const save = { intent: "save", title: "Mine now", sort: "manual", match: "all" };
  for (const path of [`${BASE}/${id}`, `${BASE}/${id}/delete`, `${BASE}/${id}/restore`]) {
    assert.equal((await staff.post(path, save)).status, 403, path);
  }
  for (const path of ["new", `${id}/products`, `${id}/delete`]) {
    assert.equal((await staff.get(`${BASE}/${path}`)).status, 403, path);
  }
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  assert.equal((await rival.get(`/dashboard/zuri/collections/${id}`)).status, 404);
  assert.equal((await rival.post(`/dashboard/zuri/collections/${id}/restore`, {})).status, 303);
  const [row] = await sql`select title, is_published from public.collections where id = ${id}`;
  assert.deepEqual({ ...row }, { title: "Not yet", is_published: false });
});

Deno.test("collections are put on the front page, in an order that can be changed, and taken off", async () => {
  const shelvesOf = (text: string) =>
    [...text.matchAll(/<h2>([^<]+)<\/h2><a/g)].map(([, title]) => title);
  const before = shelvesOf((await inShop("")).text);
  const ids: string[] = [];
  for (const title of ["Shelf one", "Shelf two"]) {
    const rule = { "conditions.0.field": "in_stock", "conditions.0.value": "yes" };
    ids.push(await make("rule", { title, isOnFront: "on", ...rule }));
  }
  const ours = async () =>
    shelvesOf((await inShop("")).text).filter((title) => title!.startsWith("Shelf"));
  assert.deepEqual(await ours(), ["Shelf one", "Shelf two"]);
  const list = await merchant.get(BASE);
  const places = [...list.text.matchAll(/name="place\.([^"]+)" value="(\d+)"/g)]
    .map(([, id, place]) => [id!, place!] as const);
  const last = places.findIndex(([id]) => id === ids[0]);
  assert.deepEqual(places[last + 1]![0], ids[1]);

  const moved = await merchant.post(`${BASE}/arrange`, {
    ...Object.fromEntries(
      places.flatMap(([id, place]) => [[`was.${id}`, place], [`place.${id}`, place]]),
    ),
    [`place.${ids[1]}`]: "1",
  });
  assert.equal(moved.location, `${BASE}?done=arranged`);
  assert.deepEqual(await ours(), ["Shelf two", "Shelf one"]);

  for (const [i, id] of ids.entries()) {
    const rule = { "conditions.0.field": "in_stock", "conditions.0.value": "yes" };
    const fields = {
      intent: "save",
      match: "all",
      title: `Shelf ${i}`,
      isPublished: "on",
      ...rule,
    };
    assert.equal((await merchant.post(`${BASE}/${id}`, fields)).status, 303);
  }
  assert.deepEqual(shelvesOf((await inShop("")).text), before);
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  assert.equal((await staff.post(`${BASE}/arrange`, {})).status, 403);
});

Deno.test("what search engines are told of a collection and of a category is what was written for them", async () => {
  await make("manual", { title: "Told", seoTitle: "Told & sold", seoDescription: "All of it." });
  const [category] = await sql`select c.id, c.name, c.slug from categories as c
    join stores as s on s.id = c.store_id and s.slug = 'demo' where c.slug = 'soap'`;
  const saved = await merchant.post(`/dashboard/demo/products/categories/${category!.id}`, {
    name: category!.name,
    slug: category!.slug,
    seoTitle: "Told & sold",
    seoDescription: "All of it.",
  });
  assert.equal(saved.status, 303, saved.text);

  for (const path of ["/c/told", "/c/soap"]) {
    const { text } = await inShop(path);
    assert.match(text, /<title>Told &amp; sold<\/title>/);
    assert.match(text, /<meta property="og:title" content="Told &amp; sold"/);
    assert.match(text, /<meta name="description" content="All of it\."/);
  }
});

Deno.test("what a save could not file at once, the worker files", async () => {
  const id = await make("rule", {
    title: "Blue things",
    "conditions.0.field": "tag",
    "conditions.0.value": "Blue",
  });
  const product = await productId("storm-lantern");
  await sql.begin(async (saving) => {
    await saving`update public.products set slug = slug where id = ${product}`;
    // Somebody changes a rule of the shop meanwhile: the tag is filed later.
    await sql`select pg_advisory_lock(hashtextextended('collections:' || p.store_id, 0))
      from public.products as p where p.id = ${product}`;
    await saving`update public.products set tags = '{blue}' where id = ${product}`;
    await sql`select pg_advisory_unlock_all()`;
  });

  await until(async () =>
    (await sql`select from public.collection_products where collection_id = ${id}`).length === 1
  );
});
