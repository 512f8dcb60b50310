import assert from "node:assert/strict";
import postgres from "postgres";
import { readFormFields } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const SHOP = "/dashboard/demo/settings/store";
const DELIVERY = "/dashboard/demo/settings/delivery";
const [demo] = await sql`select id from stores where slug = 'demo'`;
const storeId = demo!.id as string;

const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");
const staff = visit(platform.url);
await signIn(staff, "staff@afrify.test");

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const fieldsOf = async (path: string, id: string) =>
  readFormFields((await merchant.get(path)).text, id);
const stored = async () => (await sql`select * from stores where id = ${storeId}`)[0]!;

Deno.test("what the owner settles shows in the shop at once, and who changed what is logged", async () => {
  const fields = await fieldsOf(SHOP, "shop");
  assert.equal(fields.contactPhone, "0700 000 111");

  const saved = await merchant.post(SHOP, {
    ...fields,
    tagline: "  Baskets\n and more ",
    whatsappPhone: "0711 222 333",
    openingHours: "Every day, 8 to 20",
    taxRate: "7,5 %",
    taxMode: "added",
  });

  assert.equal(saved.location, `${SHOP}?saved=1`);
  const store = await stored();
  assert.equal(store.tagline, "Baskets and more");
  assert.equal(store.whatsapp_phone, "+254711222333");
  assert.deepEqual([store.tax_rate_bp, store.is_tax_included], [750, false]);
  const { text } = await visit(platform.url).get("/s/demo");
  assert.match(text, /Every day, 8 to 20/);
  assert.match(text, /wa\.me\/254711222333/);
  const [event] = await sql`select changes from audit_events
    where store_id = ${storeId} and action = 'stores.updated' order by id desc limit 1`;
  assert.deepEqual(event!.changes.tax_rate_bp, [1600, 750]);
});

Deno.test("bad input is said at its field, all at once, and changes nothing", async () => {
  const fields = await fieldsOf(SHOP, "shop");
  const before = await stored();

  const { status, text } = await merchant.post(SHOP, {
    ...fields,
    name: " ",
    contactPhone: "12",
    contactEmail: "nobody",
    taxRate: "51",
    holdMinutes: "3",
    closedNote: "x".repeat(301),
  });

  assert.equal(status, 422);
  for (
    const id of ["name", "contactPhone", "contactEmail", "taxRate", "holdMinutes", "closedNote"]
  ) {
    assert.match(text, new RegExp(`id="${id}-error"`), id);
  }
  assert.match(text, /value="nobody"/);
  assert.deepEqual(await stored(), before);
});

Deno.test("of two who change the settings at once, the later one is told what stands there now", async () => {
  const fields = await fieldsOf(SHOP, "shop");
  await merchant.post(SHOP, { ...fields, address: "Moi Avenue" });

  const late = await merchant.post(SHOP, { ...fields, tagline: "Mine" });
  assert.equal(late.status, 409);
  assert.match(late.text, /It is “Moi Avenue” now/);
  assert.equal((await stored()).address, "Moi Avenue");

  const again = await merchant.post(SHOP, readFormFields(late.text, "shop"));
  assert.equal(again.status, 303);
  assert.equal((await stored()).tagline, "Mine");
});

Deno.test("the same form sent twice is saved once, and is no conflict", async () => {
  const fields = { ...await fieldsOf(SHOP, "shop"), tagline: "Once" };

  const both = [await merchant.post(SHOP, fields), await merchant.post(SHOP, fields)];

  assert.deepEqual(both.map(({ status }) => status), [303, 303]);
});

Deno.test("a closed shop says so in the owner's words and takes no orders; a suspended one stays suspended", async () => {
  const fields = await fieldsOf(SHOP, "shop");
  await merchant.post(SHOP, { ...fields, isClosed: "1", closedNote: "Back on 6 January." });

  assert.equal((await stored()).status, "closed");
  assert.match((await visit(platform.url).get("/s/demo")).text, /Back on 6 January\./);

  const { isClosed: _, ...open } = await fieldsOf(SHOP, "shop");
  await sql`update stores set status = 'suspended' where id = ${storeId}`;
  await merchant.post(SHOP, { ...open, tagline: "Not from here" });
  assert.equal((await stored()).status, "suspended");
  await sql`update stores set status = 'closed' where id = ${storeId}`;
  assert.equal((await merchant.post(SHOP, open)).status, 303);
  assert.equal((await stored()).status, "active");
});

Deno.test("staff who do not manage settings neither see nor change them", async () => {
  for (const path of [SHOP, DELIVERY, `${DELIVERY}/zones/new`, `${DELIVERY}/points/new`]) {
    assert.equal((await staff.get(path)).status, 403, path);
  }
  for (const path of [SHOP, `${DELIVERY}/zones/new`, `${DELIVERY}/points/new`]) {
    assert.equal((await staff.post(path, { name: "Mine" })).status, 403, path);
  }
});

Deno.test("a zone is added, changed and removed, and an area has one fee", async () => {
  const page = `${DELIVERY}/zones/new`;
  const fields = await fieldsOf(page, "zone");
  const wrong = await merchant.post(page, { ...fields, name: "Coast", areas: "", fee: "2.50" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Write at least one area/);
  assert.match(wrong.text, /Write a whole amount: 3, for example/);

  const coast = {
    ...fields,
    name: "Coast",
    areas: "Kilifi\r\n  Lamu \r\nKilifi\r\n",
    fee: "1,200",
  };
  const taken = await merchant.post(page, { ...coast, areas: "Kilifi\nMombasa" });
  assert.match(taken.text, /Mombasa is in another zone/);
  assert.equal((await merchant.post(page, coast)).status, 303);
  assert.equal((await merchant.post(page, coast)).status, 303);
  const zones = await sql`select id, areas, fee_minor::int from delivery_zones
    where store_id = ${storeId} and name = 'Coast'`;
  assert.deepEqual(zones.map(({ areas, fee_minor }) => [areas, fee_minor]), [
    [["Kilifi", "Lamu"], 120_000],
  ]);

  const own = `${DELIVERY}/zones/${zones[0]!.id}`;
  const mine = await fieldsOf(own, "zone");
  assert.equal((await merchant.post(own, { ...mine, fee: "900" })).status, 303);
  const late = await merchant.post(own, { ...mine, promise: "In a week" });
  assert.match(late.text, /Somebody changed this zone meanwhile/);
  assert.equal((await merchant.post(`${own}/delete`, {})).location, `${DELIVERY}?done=removed`);
  assert.equal((await merchant.get(own)).status, 404);
  const actions = await sql`select action from audit_events
    where store_id = ${storeId} and entity = 'delivery_zones' order by id desc limit 3`;
  assert.deepEqual(actions.map(({ action }) => action.split(".")[1]), [
    "deleted",
    "updated",
    "created",
  ]);
});

Deno.test("with several pickup points the shopper chooses one at checkout", async () => {
  const page = `${DELIVERY}/points/new`;
  for (const name of ["Market stall", "Office"]) {
    const fields = await fieldsOf(page, "point");
    const point = { ...fields, name, address: `${name} road`, openingHours: "9 to 5" };
    assert.equal((await merchant.post(page, point)).status, 303);
    const twice = await merchant.post(page, { ...point, id: crypto.randomUUID() });
    assert.match(twice.text, /Another place has this name/);
  }
  const [variant] = await sql`select v.id from variants as v
    join inventory_levels as l on l.variant_id = v.id
    where v.store_id = ${storeId} and l.on_hand - l.reserved > 3 and v.product_status = 'published' limit 1`;
  const shopper = visit(platform.url);
  await shopper.post("/s/demo/cart/items", { variant: variant!.id, quantity: "1" });
  const { text } = await shopper.get("/s/demo/checkout");
  assert.match(text, /<option value="[^"]+">Market stall, Market stall road\. 9 to 5<\/option>/);

  const key = /name="key" value="([^"]+)"/.exec(text)![1]!;
  const cart = /name="cart" value="([^"]+)"/.exec(text)![1]!;
  const form = {
    ...{ key, cart, country: "KE", phone: "0712 345 678", name: "Wanjiru", method: "pickup" },
    ...{ secondPhone: "", payerPhone: "", email: "", note: "", shownTotal: "" },
  };
  const shown = await shopper.post("/s/demo/checkout", { ...form, intent: "total" });
  const shownTotal = /name="shownTotal" value="(\d+)"/.exec(shown.text)![1]!;
  const missing = await shopper.post("/s/demo/checkout", { ...form, shownTotal });
  assert.equal(missing.status, 409);
  assert.match(missing.text, /id="pickupPoint-error"/);

  const [office] =
    await sql`select id from pickup_points where store_id = ${storeId} and name = 'Office'`;
  const paid = await shopper.post("/s/demo/checkout", {
    ...form,
    shownTotal,
    pickupPoint: office!.id,
  });
  assert.match(paid.location ?? paid.text.slice(0, 4000), /\/orders\/[^/]+\/pay$/);
  const order = await shopper.get(paid.location!.replace(/\/pay$/, ""));
  assert.match(order.text, /Office, Office road/);
});
