import assert from "node:assert/strict";
import postgres from "postgres";
import { LANGUAGE_CODES } from "@/lib/i18n/mod.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper, delivery, formFields, type Shopper } from "@/tests/fixtures/shopper.ts";

let platform: Platform;
let sql: postgres.Sql;
let basket: { id: string; price: number };
let storeId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  const [row] = await sql`
    select v.id, v.price_minor::int as price, v.store_id from variants as v
    join products as p on p.id = v.product_id and p.slug = 'kitui-sisal-basket'
    where v.stock_hint is null or v.stock_hint >= 5 order by v.id limit 1`;
  basket = { id: row!.id, price: row!.price };
  storeId = row!.store_id;
  await sql`update variants set is_stock_tracked = false where id = ${basket.id}`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** Makes a discount for one test, and ends it after. */
async function withDiscount(
  columns: Record<string, unknown>,
  run: (id: string) => Promise<void>,
): Promise<void> {
  const row = { store_id: storeId, name: "Karibu", kind: "percent", percent_bp: 1000, ...columns };
  const [made] = await sql`insert into discounts ${sql(row)} returning id`;
  try {
    await run(made!.id);
  } finally {
    await endNow(made!.id);
  }
}

const endNow = (id: string) =>
  sql`update discounts set starts_at = now() - interval '1 day', ends_at = now() where id = ${id}`;

async function fill(store = "demo"): Promise<Shopper> {
  const shopper = createShopper(platform.url, store);
  await (await shopper.post("/cart/items", { variant: basket.id, quantity: "2" })).body?.cancel();
  return shopper;
}

const text = async (answer: Promise<Response>) =>
  (await (await answer).text()).replace(/<[^>]+>/g, " ").replace(/&#39;/g, "'").replace(
    /\s+/g,
    " ",
  );

const shillings = (minor: number) => (minor / 100).toLocaleString("en");

/** The fields of the checkout with an address in them, and what is typed besides. */
async function checkout(shopper: Shopper, typed: Record<string, string> = {}) {
  const page = await (await shopper.get("/checkout")).text();
  return { ...formFields(page, "/checkout"), ...delivery("+254712000001"), ...typed };
}

Deno.test("a code is typed into the cart, kept with it, and in the order that is paid", async () => {
  await withDiscount({ code: "KARIBU" }, async (id) => {
    const shopper = await fill();
    const off = Math.round(2 * basket.price * 0.1 / 100) * 100;

    const sent = await shopper.post("/cart", { discount: " karibu ", intent: "update" });
    assert.equal(sent.headers.get("location"), "/s/demo/cart");
    const cart = await text(shopper.get("/cart"));
    assert.match(cart, new RegExp(`Karibu takes off KES ${shillings(off)}\\.`));
    assert.ok(cart.includes(shillings(2 * basket.price - off)), "what is left to pay");

    const fields = await checkout(shopper, { discount: "KARIBU" });
    const shown = await shopper.post("/checkout", { ...fields, intent: "total" });
    const page = await shown.text();
    assert.match(page, /value="KARIBU"/);
    const again = { ...fields, ...formFields(page, "/checkout") };
    const placed = await shopper.post("/checkout", again);
    assert.equal(placed.status, 303, await placed.text());
    assert.match(placed.headers.getSetCookie().join(), /cart-code=;/, "it is used");
    const token = /orders\/([0-9a-f]{32})/.exec(placed.headers.get("location")!)![1];
    for (const path of [`/orders/${token}`, `/orders/${token}/receipt`]) {
      const order = await text(shopper.get(path));
      assert.match(order, new RegExp(`Karibu KARIBU − ?KES ${shillings(off)}`), path);
    }
    const [used] = await sql`select used from discounts where id = ${id}`;
    assert.equal(used!.used, 1);
  });
});

Deno.test("a code that is none is told at its field, and nothing that was typed is lost", async () => {
  const shopper = await fill();
  for (const typed of ["NOSUCH", "no such code", "x".repeat(39)]) {
    const sent = await shopper.post("/cart", { discount: typed, note: "Ring twice" });
    const page = await (await shopper.get(sent.headers.get("location")!.replace("/s/demo", "")))
      .text();
    assert.match(page, /id="discount-error"[\s\S]*This shop has no code/, typed);
    assert.ok(page.includes(`value="${typed.toUpperCase()}"`), typed);
    assert.match(page, /Ring twice/);
  }
  const tooLong = await shopper.post("/cart", { discount: "x".repeat(41), note: "Ring twice" });
  assert.equal(tooLong.status, 422);
  assert.match(await tooLong.text(), /Ring twice/);
  const fields = await checkout(shopper, { discount: "NOSUCH", name: "Achieng" });
  const refused = await (await shopper.post("/checkout", fields)).text();
  assert.match(refused, /id="discount-error"[\s\S]*This shop has no code NOSUCH/);
  assert.match(refused, /value="Achieng"/);
});

Deno.test("a link brings a code to any page, and to whoever gets the cart", async () => {
  await withDiscount({ code: "BYLINK" }, async () => {
    const shopper = createShopper(platform.url, "demo");
    const linked = await shopper.get("/p/kitui-sisal-basket?discount=bylink&o0=x");
    assert.equal(linked.headers.get("location"), "/s/demo/p/kitui-sisal-basket?o0=x");
    await (await shopper.post("/cart/items", { variant: basket.id, quantity: "1" })).body?.cancel();
    assert.match(await text(shopper.get("/cart")), /Karibu takes off/);

    const shared = (await shopper.post("/cart", { intent: "share" })).headers.get("location")!;
    const page = await (await shopper.get(shared.replace("/s/demo", ""))).text();
    assert.match(page, /\/cart\/shared\/[0-9a-f]{20}\?discount=BYLINK/);
  });
});

Deno.test("what ended meanwhile is told before anything is paid", async () => {
  await withDiscount({ code: "SHORT" }, async (id) => {
    const shopper = await fill();
    const fields = await checkout(shopper, { discount: "SHORT" });
    const priced = await (await shopper.post("/checkout", { ...fields, intent: "total" })).text();
    await endNow(id);

    const told = await shopper.post("/checkout", { ...fields, ...formFields(priced, "/checkout") });

    assert.equal(told.status, 409);
    const page = await told.text();
    assert.match(page, /id="discount-error"[\s\S]*The code SHORT has ended/);
    const placed = await shopper.post("/checkout", { ...fields, ...formFields(page, "/checkout") });
    assert.equal(placed.status, 303, "whoever saw the other total may pay it");
    await placed.body?.cancel();
  });
  await withDiscount({ name: "Market day" }, async (id) => {
    const shopper = await fill();
    const fields = await checkout(shopper);
    const priced = await (await shopper.post("/checkout", { ...fields, intent: "total" })).text();
    assert.match(priced, /Market day takes off/);
    await endNow(id);
    const shown = formFields(priced, "/checkout");
    const offers = shown.shownOffers!.replaceAll("&quot;", '"');

    const told = await shopper.post("/checkout", { ...fields, ...shown, shownOffers: offers });

    assert.equal(told.status, 409);
    assert.match(await told.text(), /Market day has ended\. The total below is without it\./);
  });
});

Deno.test("a phone that used a code is told so, and buys without it or with another phone", async () => {
  await withDiscount({ code: "ONCE", customer_limit: 1 }, async () => {
    const buy = async (phone: string) => {
      const shopper = await fill();
      const fields = await checkout(shopper, { discount: "ONCE", phone });
      const priced = await (await shopper.post("/checkout", { ...fields, intent: "total" })).text();
      const sent = { ...fields, ...formFields(priced, "/checkout") };
      return { shopper, sent, answer: await shopper.post("/checkout", sent) };
    };
    assert.equal((await buy("+254712000002")).answer.status, 303);

    const { shopper, sent, answer } = await buy("+254712000002");

    assert.equal(answer.status, 409);
    const page = await answer.text();
    assert.match(
      page,
      /id="discount-error"[\s\S]*This phone number has used the code ONCE already/,
    );
    const other = { ...sent, ...formFields(page, "/checkout"), phone: "+254712000003" };
    const cheaper = await shopper.post("/checkout", other);
    assert.equal(cheaper.status, 409);
    const shown = formFields(await cheaper.text(), "/checkout");
    assert.equal((await shopper.post("/checkout", { ...other, ...shown })).status, 303);
  });
});

Deno.test("minimums say what is missing, in every language of the shop", async () => {
  await withDiscount({ code: "THREE", min_quantity: 3 }, async () => {
    const sentences = new Set<string>();
    for (const language of LANGUAGE_CODES) {
      const shopper = await fill(language === "en" ? "demo" : `demo/${language}`);
      await (await shopper.post("/cart", { discount: "THREE" })).body?.cancel();
      const page = await (await shopper.get("/cart")).text();
      const said = /id="discount-error"[^>]*>(?:<svg[\s\S]*?<\/svg>)?([^<]+)/.exec(page)?.[1];
      assert.ok(said?.includes("THREE"), `${language}: ${said}`);
      sentences.add(said!);
    }
    assert.equal(sentences.size, LANGUAGE_CODES.length);
  });
});
