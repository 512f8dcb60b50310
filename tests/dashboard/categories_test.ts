import assert from "node:assert/strict";
import postgres from "postgres";
import { productForm } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

const BASE = "/dashboard/demo/products/categories";

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

async function idOf(slug: string): Promise<string> {
  const [row] = await sql`select c.id from public.categories as c
    join public.stores as s on s.id = c.store_id and s.slug = 'demo' where c.slug = ${slug}`;
  return row!.id;
}

/** Adds a category that must be accepted; resolves with its id. */
async function add(name: string, parentId = ""): Promise<string> {
  const made = await merchant.post(BASE, { name, parentId });
  assert.equal(made.location, `${BASE}?done=made`, made.text);
  return await idOf(name.toLowerCase().replaceAll(" ", "-"));
}

const inShop = async (path: string) => (await visit(platform.url).get(`/s/demo${path}`)).text;

Deno.test("categories go three levels deep, and a page shows what is under it", async () => {
  const kitchen = await idOf("kitchen");
  const cups = await add("Cups", kitchen);
  const enamel = await add("Enamel cups", cups);
  await sql`update public.products set category_id = ${enamel} where slug = 'enamel-mug-lake-rim'`;

  assert.match(await inShop("/c/kitchen"), /p\/enamel-mug-lake-rim/);
  const middle = await inShop("/c/cups");
  assert.match(middle, /p\/enamel-mug-lake-rim/);
  assert.match(middle, /aria-label="Breadcrumb"[\s\S]*?href="\/s\/demo\/c\/kitchen">Kitchen<\/a>/);
  assert.match(middle, /aria-label="In Cups"[\s\S]*?href="\/s\/demo\/c\/enamel-cups"/);
  const nav = /class="cats"[\s\S]*?<\/nav>/.exec(middle)![0];
  assert.doesNotMatch(nav, /\/c\/cups/, "the first level alone");
  assert.match(nav, /href="\/s\/demo\/c\/kitchen" aria-current="page"/);
  const product = await inShop("/p/enamel-mug-lake-rim");
  assert.match(product, /href="\/s\/demo\/c\/kitchen" aria-current="true"/);

  const fourth = await merchant.post(BASE, { name: "Red ones", parentId: enamel });
  assert.equal(fourth.status, 422);
  assert.match(fourth.text, /id="parentId-error"[\s\S]*?three levels deep/);
  assert.match(fourth.text, /value="Red ones"/, "nothing typed is lost");
  const circle = await merchant.post(`${BASE}/${kitchen}`, {
    name: "Kitchen",
    slug: "kitchen",
    parentId: cups,
  });
  assert.equal(circle.status, 422);
});

Deno.test("a category is renamed, moved, put in order, and deleted", async () => {
  const garden = await add("Garden");
  const pots = await add("Pots", garden);
  const tools = await add("Tools", garden);
  const saved = await merchant.post(`${BASE}/${pots}`, {
    name: "Flower pots",
    slug: "flower-pots",
    parentId: garden,
  });
  assert.equal(saved.location, `${BASE}?done=saved`);

  const arranged = await merchant.post(`${BASE}/arrange`, {
    [`was.${pots}`]: "1",
    [`place.${pots}`]: "1",
    [`was.${tools}`]: "2",
    [`place.${tools}`]: "1",
  });
  assert.equal(arranged.location, `${BASE}?done=arranged`);
  const tree = (await merchant.get(BASE)).text;
  assert.ok(tree.indexOf("Tools") < tree.indexOf("Flower pots"));
  assert.ok(tree.indexOf("Garden") < tree.indexOf("Tools"));

  const product = await sql`update public.products set category_id = ${garden}
    where slug = 'storm-lantern' returning id`;
  assert.match((await merchant.get(`${BASE}/${garden}/delete`)).text, /Delete Garden\?/);
  assert.equal(
    (await merchant.post(`${BASE}/${garden}/delete`, {})).location,
    `${BASE}?done=deleted`,
  );
  const [left] = await sql`select category_id from public.products where id = ${product[0]!.id}`;
  assert.equal(left!.category_id, null);
  const [moved] = await sql`select parent_id from public.categories where id = ${tools}`;
  assert.equal(moved!.parent_id, null);
});

Deno.test("an address that is taken is told, and a product form says so too", async () => {
  await sql`insert into public.collections (store_id, slug, title, kind)
    select id, 'taken-here', 'Taken', 'manual' from public.stores where slug = 'demo'`;
  const twin = await merchant.post(BASE, { name: "Baskets", parentId: "" });
  assert.equal(twin.status, 422);
  assert.match(twin.text, /Another category has this address/);
  assert.match(
    (await merchant.post(BASE, { name: "Taken here", parentId: "" })).text,
    /A collection has this address/,
  );
  const saved = await merchant.post(
    "/dashboard/demo/products/new",
    productForm({ newCategory: "Taken here" }),
  );
  assert.equal(saved.status, 422);
  assert.match(saved.text, /id="newCategory-error"/);
});

Deno.test("staff see categories and change none; others' are not there", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const kitchen = await idOf("kitchen");
  const before = await sql`select * from public.categories order by id`;
  assert.equal((await staff.get(BASE)).status, 200);
  const form = { name: "Mine", slug: "mine", parentId: "" };
  for (const path of ["", "/arrange", `/${kitchen}`, `/${kitchen}/delete`]) {
    assert.equal((await staff.post(BASE + path, form)).status, 403, path);
  }
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  for (const path of [`/${kitchen}`, `/${kitchen}/delete`]) {
    const own = `/dashboard/zuri/products/categories${path}`;
    assert.equal((await rival.get(own)).status, 404);
    assert.equal((await rival.post(own, form)).status, 404);
  }
  assert.equal(
    (await rival.post("/dashboard/zuri/products/categories", { ...form, parentId: kitchen }))
      .status,
    422,
  );
  assert.deepEqual(await sql`select * from public.categories order by id`, before);
});
