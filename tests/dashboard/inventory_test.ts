import assert from "node:assert/strict";
import postgres from "postgres";
import { readFormFields } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { defaultLocation, stockOf } from "@/tests/fixtures/stock.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const BASE = "/dashboard/demo/inventory";
const LOCATIONS = "/dashboard/demo/settings/locations";

const [demo] = await sql`
  select s.id as store_id, v.id as variant_id, v.sku, l.on_hand
  from public.stores as s
  join public.variants as v on v.store_id = s.id
  join public.products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'
  join public.inventory_levels as l on l.variant_id = v.id
  where s.slug = 'demo' order by v.position limit 1`;
const { store_id: storeId, variant_id: variantId, on_hand: stocked } = demo!;
const mainId = await defaultLocation(sql, storeId);

const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");
const clerk = visit(platform.url);
await signIn(clerk, "staff@afrify.test");

const key = () => crypto.randomUUID();
const onHand = async () => Number((await stockOf(sql, variantId)).Main!.split("/")[0]);
const change = (fields: Record<string, string>) => ({
  key: key(),
  location: mainId,
  reason: "received",
  quantity: "5",
  note: "",
  ...fields,
});

Deno.test("the list shows stock in each place, and finds by name, by SKU and by what is low", async () => {
  const all = await merchant.get(BASE);
  assert.equal(all.status, 200);
  assert.match(all.text, /Newest first, 30 shown/);
  const bySku = await merchant.get(`${BASE}?q=${demo!.sku}`);
  assert.match(bySku.text, new RegExp(`${BASE}/${variantId}"`));
  assert.equal(bySku.text.match(/Change the stock of/g)!.length, 1);
  assert.match((await merchant.get(`${BASE}?q=nothing+like+it`)).text, /Nothing here/);

  const [low] = await sql`
    select count(*)::int as count from public.inventory_levels where store_id = ${storeId} and is_low`;
  const lines = async (view: string) =>
    (await merchant.get(`${BASE}?view=${view}`)).text.match(/Change the stock of/g)?.length ?? 0;
  assert.equal(await lines("low"), low!.count);
  assert.ok(await lines("out") < low!.count);
});

Deno.test("a change made in the list returns to it, and is told in the product's ledger", async () => {
  const fields = change({ back: "?view=all&q=basket", note: "From Kitui" });

  const first = await merchant.post(`${BASE}/${variantId}/adjust`, fields);
  const again = await merchant.post(`${BASE}/${variantId}/adjust`, fields);

  assert.equal(first.location, `${BASE}?q=basket&changed=1`);
  assert.equal(again.location, first.location, "sent twice, it is told twice");
  assert.equal(await onHand(), stocked + 5, "and done once");
  assert.match((await merchant.get(first.location!)).text, /The stock is changed/);
  const page = await merchant.get(`${BASE}/${variantId}`);
  assert.match(page.text, /Received by merchant@afrify\.test: 5 more/);
  assert.match(page.text, /From Kitui/);
});

Deno.test("a place to return to is a list of ours, whatever the form says", async () => {
  const fields = change({ back: "//evil.example/?q=https://evil.example" });
  const { location } = await merchant.post(`${BASE}/${variantId}/adjust`, fields);
  assert.ok(location!.startsWith(`${BASE}?`), location!);
});

Deno.test("mistakes are told at the field, with what was typed", async () => {
  const before = await onHand();
  for (
    const [fields, sentence] of [
      [{ quantity: "many" }, /Write a whole number/],
      [{ quantity: "" }, /Write a whole number/],
      [{ quantity: "-5" }, /without a sign/],
      [{ quantity: "9999999" }, /more than we can count/],
      [{ reason: "stolen" }, /Choose why/],
      [{ location: "x" }, /Choose a location/],
      [{ reason: "lost", quantity: "100000" }, /Only \d+ there are not promised/],
    ] as const
  ) {
    const answer = await merchant.post(`${BASE}/${variantId}/adjust`, change(fields));
    assert.equal(answer.status, 422, JSON.stringify(fields));
    assert.match(answer.text, sentence);
  }
  assert.equal(await onHand(), before);
});

Deno.test("goods move to a new location and back, one location sells, an empty one closes", async () => {
  const form = { id: key(), name: "Market stall" };
  assert.equal((await merchant.post(LOCATIONS, form)).location, `${LOCATIONS}?done=saved`);
  assert.equal((await merchant.post(LOCATIONS, form)).location, `${LOCATIONS}?done=saved`);
  const [stall] = await sql`select id from public.locations where name = 'Market stall'`;
  const before = await onHand();
  const move = (from: string, to: string, quantity: string) =>
    merchant.post(`${BASE}/${variantId}/transfer`, { key: key(), from, to, quantity, note: "" });

  assert.match((await move(mainId, mainId, "1")).text, /Choose another location/);
  assert.match((await move(mainId, stall!.id, "99999")).text, /Only \d+ there are not promised/);
  const moved = await move(mainId, stall!.id, "2");
  assert.equal(moved.location, `${BASE}/${variantId}?done=moved`);
  assert.equal(await onHand(), before - 2);
  const page = await merchant.get(`${BASE}/${variantId}`);
  assert.match(page.text, /Moved to Market stall by merchant@afrify\.test: 2 fewer/);
  assert.match(page.text, /Came from Main, moved by merchant@afrify\.test: 2 more/);

  const place = `${LOCATIONS}/${stall!.id}`;
  assert.match((await merchant.post(`${place}/close`, {})).text, /There is stock here/);
  assert.match((await merchant.post(`${LOCATIONS}/${mainId}/close`, {})).text, /sells from here/);
  assert.equal((await move(stall!.id, mainId, "2")).status, 303);
  assert.equal((await merchant.post(place, { name: "Stall" })).status, 303);
  assert.match((await merchant.post(place, { name: "main" })).text, /has this name/);
  assert.equal((await merchant.post(`${place}/close`, {})).status, 303);
  assert.match((await merchant.get(LOCATIONS)).text, /Closed/);
  assert.equal((await merchant.post(`${place}/reopen`, {})).status, 303);
  assert.equal((await merchant.post(`${place}/default`, {})).status, 303);
  const shop = await visit(platform.url).get("/s/demo/p/market-basket-indigo");
  assert.match(shop.text, /Sold out/);
  assert.equal((await merchant.post(`${LOCATIONS}/${mainId}/default`, {})).status, 303);
  assert.equal((await merchant.post(`${place}/close`, {})).status, 303);
});

Deno.test("the product's form and the list of products count what the website sells alone", async () => {
  const [product] = await sql`select product_id as id from public.variants where id = ${variantId}`;
  await merchant.post(LOCATIONS, { id: key(), name: "Attic" });
  const [attic] = await sql`select id from public.locations where name = 'Attic'`;
  await merchant.post(`${BASE}/${variantId}/adjust`, change({ location: attic!.id }));
  const variants = await sql`select id from public.variants
    where product_id = ${product!.id} and archived_at is null order by position`;

  const { text } = await merchant.get(`/dashboard/demo/products/${product!.id}`);

  const fields = readFormFields(text);
  const shown = Object.keys(fields).filter((name) => /^variants\.\d+\.id$/.test(name));
  assert.deepEqual(shown.map((name) => fields[name]), variants.map(({ id }) => id));
  assert.equal(fields["variants.0.stock"], String(await onHand()));
  const [, stock] = /href="(\/dashboard\/demo\/inventory[^"]+)"/.exec(text)!;
  const list = await merchant.get(stock!.replaceAll("&amp;", "&"));
  assert.match(list.text, new RegExp(`${BASE}/${variantId}`), "and leads to its stock");
});

Deno.test("staff see stock and change none; what is not there is not there", async () => {
  const before = await onHand();
  const page = await clerk.get(`${BASE}/${variantId}`);
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.text, /Change the stock/);
  const sent = [
    clerk.post(`${BASE}/${variantId}/adjust`, change({})),
    clerk.post(`${BASE}/${variantId}/transfer`, { key: key(), from: mainId, to: variantId }),
    clerk.post(`${BASE}/counts`, { location: mainId }),
    clerk.post(LOCATIONS, { id: key(), name: "Mine" }),
    clerk.get(LOCATIONS),
  ];
  for (const answer of await Promise.all(sent)) assert.equal(answer.status, 403);
  assert.equal(await onHand(), before);
  for (const path of [key(), "x", `${key()}/adjust`, `counts/${key()}`, "counts/x/review"]) {
    assert.equal((await merchant.get(`${BASE}/${path}`)).status, 404, path);
  }
  const lost = await merchant.post(`${BASE}/${key()}/adjust`, change({}));
  assert.equal(lost.status, 404);
});

Deno.test("what runs low is counted where products are", async () => {
  const [low] = await sql`
    select count(*)::int as count from public.inventory_levels where store_id = ${storeId} and is_low`;
  const { text } = await merchant.get("/dashboard/demo/products");
  assert.match(
    text,
    new RegExp(`<a href="/dashboard/demo/inventory"[^>]*>Stock, ${low!.count} low</a>`),
  );
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});
