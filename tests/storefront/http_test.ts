import assert from "node:assert/strict";
import postgres from "postgres";
import { addToCart, cartCookie, EMPTY_CART, readCartCookie } from "@/lib/carts/mod.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;
let sql: postgres.Sql;
let shop: string;
/** A variant of the market basket. */
let variantId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  shop = `${platform.url}/s/demo`;
  const [variant] = await sql`select v.id from public.variants as v
    join public.products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
  variantId = variant!.id;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

interface Post {
  body: BodyInit;
  cookie?: string;
  origin?: string;
}

function post(path: string, { body, cookie = "", origin = platform.url }: Post) {
  const headers: Record<string, string> = { origin, cookie };
  if (typeof body === "string") headers["content-type"] = "application/x-www-form-urlencoded";
  return fetch(shop + path, { method: "POST", redirect: "manual", headers, body });
}

function aCheckout(fields: Record<string, string> = {}): URLSearchParams {
  const cart = cookieOf(1).slice("cart=".length);
  return new URLSearchParams({
    key: crypto.randomUUID(),
    cart,
    shownTotal: "305000",
    country: "KE",
    phone: "0712 345 678",
    name: "Wanjiru Kamau",
    method: "delivery",
    area: "Kilimani, Nairobi",
    landmark: "Tumaini Chemist",
    ...fields,
  });
}

function cookieOf(quantity: number): string {
  return cartCookie(addToCart(EMPTY_CART, variantId, quantity), "").split(";")[0]!;
}

async function countOrders(): Promise<number> {
  const [row] = await sql`select count(*)::int as n from public.orders`;
  return row!.n;
}

Deno.test("what is not there is a 404 page, in the look of the shop where there is one", async () => {
  const inShop = ["/c/nothing", "/p/nothing", "/zzz", "/orders/nobody", "/orders/nobody/pay"];
  const broken = ["/p/%ff%fe", "/c/%00", "/p/basket'--", "/orders/%ff"];
  for (const path of [...inShop, ...broken]) {
    const response = await fetch(shop + path);
    assert.equal(response.status, 404, path);
    assert.match(await response.text(), /Kikapu &amp; Kin/, path);
  }
  for (const path of ["/s/nobody", "/s/nobody/p/basket", "/s/nobody/cart", "/s/%ff"]) {
    const response = await fetch(platform.url + path);
    assert.equal(response.status, 404, path);
    assert.match(await response.text(), /There is no shop at this address/, path);
  }
});

const badItems: [what: string, fields: Record<string, string>, answer: RegExp][] = [
  ["no quantity", { product: "market-basket-indigo" }, /problem=quantity/],
  ["quantity 0", { product: "market-basket-indigo", quantity: "0" }, /problem=quantity/],
  ["quantity -1", { product: "market-basket-indigo", quantity: "-1" }, /problem=quantity/],
  [
    "quantity 10^9",
    { product: "market-basket-indigo", quantity: "1000000000" },
    /problem=quantity/,
  ],
  ["a quantity in words", { product: "market-basket-indigo", quantity: "two" }, /problem=quantity/],
  ["an unknown product", { product: "nothing", quantity: "1" }, /problem=gone/],
  ["an option nobody sells", {
    product: "kitui-sisal-basket",
    o0: "Huge",
    o1: "Rust",
    quantity: "1",
  }, /p\/kitui-sisal-basket\?problem=gone&o0=Huge&o1=Rust#buy/],
  ["sold out", { product: "winnowing-tray-40", quantity: "1" }, /problem=out_of_stock/],
];

for (const [what, fields, answer] of badItems) {
  Deno.test(`adding with ${what} goes back with a reason and leaves the cart alone`, async () => {
    const response = await post("/cart/items", { body: new URLSearchParams(fields) });

    assert.equal(response.status, 303);
    assert.match(response.headers.get("location")!, answer);
    assert.equal(response.headers.get("set-cookie"), null);
  });
}

Deno.test("adding answers with a cart cookie for this shop alone", async () => {
  const body = new URLSearchParams({ product: "market-basket-indigo", quantity: "2" });

  const response = await post("/cart/items", { body, cookie: cookieOf(3) });

  const cookie = response.headers.get("set-cookie")!;
  assert.deepEqual(readCartCookie(cookie).lines, [{ variantId, quantity: 5, priceMinor: 285_000 }]);
  assert.match(cookie, /Path=\/s\/demo; Max-Age=31536000; SameSite=Lax$/);
});

Deno.test("a line changes to what a quantity can be, and to nothing else", async () => {
  const change = (quantity: string, was = "3") =>
    post("/cart", {
      body: new URLSearchParams({ [`q.${variantId}`]: quantity, [`was.${variantId}`]: was }),
      cookie: cookieOf(3),
    });
  for (const quantity of ["0", "-1", "1000000000", "x"]) {
    const response = await change(quantity);
    assert.match(response.headers.get("location")!, /problem=quantity/, quantity);
    assert.equal(response.headers.get("set-cookie"), null);
  }
  const cookie = (await change("7")).headers.get("set-cookie");
  assert.deepEqual(readCartCookie(cookie).lines, [{ variantId, quantity: 7 }]);
  // What this page did not change is left as another tab made it.
  assert.equal((await change("2", "2")).headers.get("set-cookie"), null);
});

Deno.test("a form that is too large, or no form, is refused before it is read", async () => {
  const large = `product=${"x".repeat(1_000_000)}`;

  assert.equal((await post("/cart/items", { body: large })).status, 413);
  assert.equal((await post("/cart/items", { body: new FormData() })).status, 400);
  assert.equal((await post("/cart/items", { body: "product=%ff&quantity=1" })).status, 303);
});

Deno.test("a form of another site is refused", async () => {
  const body = new URLSearchParams({ product: "market-basket-indigo", quantity: "1" });

  assert.equal((await post("/cart/items", { body, origin: "https://evil.example" })).status, 403);
});

const badCheckouts: [what: string, fields: Record<string, string>, words: RegExp][] = [
  ["a phone that is none", { phone: "12" }, /does not look like a phone number/],
  ["no name", { name: "" }, /Add your name/],
  ["a name too long", { name: "x".repeat(5_000) }, /too long for a name/],
  ["no landmark", { landmark: "" }, /Add a landmark so the rider can find you/],
  ["an area nobody delivers to", { area: "Atlantis" }, /Choose an area from the list/],
  ["a total of yesterday", { shownTotal: "100" }, /The total has changed/],
];

for (const [what, fields, words] of badCheckouts) {
  Deno.test(`checkout with ${what} says so, keeps the rest and orders nothing`, async () => {
    const before = await countOrders();

    const response = await post("/checkout", { body: aCheckout(fields) });

    assert.ok(response.status === 422 || response.status === 409, `${response.status}`);
    const html = await response.text();
    assert.match(html, words);
    assert.match(html, /value="0712 345 678"|value="12"/);
    assert.equal(await countOrders(), before);
  });
}

Deno.test("a checkout of a megabyte is too much, and the cart is still there", async () => {
  const before = await countOrders();

  const body = aCheckout({ name: "x".repeat(1_000_000) });
  const response = await post("/checkout", { body, cookie: cookieOf(1) });

  assert.equal(response.status, 413);
  assert.match(await response.text(), /That was too much text at once/);
  assert.equal(await countOrders(), before);
});

Deno.test("broken UTF-8 in a checkout is said at its field", async () => {
  const body = aCheckout().toString().replace("Wanjiru+Kamau", "%ff%fe");

  const response = await post("/checkout", { body });

  assert.equal(response.status, 422);
  assert.match(await response.text(), /Some characters here are broken/);
});

Deno.test("more than there is: the order shrinks to what is left, and the shopper decides", async () => {
  const cart = addToCart(EMPTY_CART, variantId, 999);
  const body = aCheckout({ cart: cartCookie(cart, "").slice("cart=".length).split(";")[0]! });

  const response = await post("/checkout", { body });

  assert.equal(response.status, 409);
  assert.match(await response.text(), /Only \d+ of Market basket, indigo left/);
});

Deno.test("an order clears its goods from the cart and leaves the others", async () => {
  const [other] = await sql`select v.id from public.variants as v
    join public.products as p on p.id = v.product_id and p.slug = 'smoke-fired-vase'`;
  const cookie = cartCookie(
    addToCart(addToCart(EMPTY_CART, variantId), other!.id),
    "",
  ).split(";")[0]!;

  const response = await post("/checkout", { body: aCheckout(), cookie });

  assert.equal(response.status, 303);
  assert.match(response.headers.get("location")!, /^\/s\/demo\/orders\/[0-9a-f]{32}\/pay$/);
  const left = readCartCookie(response.headers.get("set-cookie"));
  assert.deepEqual(left.lines, [{ variantId: other!.id, quantity: 1 }]);
});

Deno.test("the same key with another order is refused, and the form gets a new one", async () => {
  const key = crypto.randomUUID();
  await post("/checkout", { body: aCheckout({ key }) });

  const response = await post("/checkout", { body: aCheckout({ key, name: "Somebody Else" }) });

  assert.equal(response.status, 409);
  const html = await response.text();
  assert.match(html, /You already placed an order from this page/);
  assert.ok(!html.includes(key));
});

Deno.test("pages with a cart or an order are kept by nobody but the device", async () => {
  const placed = await post("/checkout", { body: aCheckout() });
  const pay = placed.headers.get("location")!;
  const pages = ["/s/demo/cart", "/s/demo/checkout", pay, pay.replace("/pay", "")];
  for (const path of pages) {
    const response = await fetch(platform.url + path, { headers: { cookie: cookieOf(1) } });
    await response.body?.cancel();
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get("cache-control"), "private, no-store", path);
    assert.equal(response.headers.get("referrer-policy"), "same-origin", path);
  }
});

Deno.test("a payment page comes back by itself while it waits", async () => {
  const placed = await post("/checkout", { body: aCheckout() });
  const pay = placed.headers.get("location")!;

  const refreshOf = async (path: string) => {
    const response = await fetch(platform.url + path);
    await response.body?.cancel();
    return response.headers.get("refresh");
  };

  assert.match(await refreshOf(pay) ?? "", new RegExp(`^[28]; url=${pay}$`));
  // Who is typing another number keeps what they typed.
  assert.equal(await refreshOf(`${pay}?other=1`), null);
});

Deno.test("a device that saves data gets pictures for the asking, also from what is kept", async () => {
  const pictures = async (headers: HeadersInit) => {
    const response = await fetch(shop, { headers });
    const html = await response.text();
    assert.match(response.headers.get("vary") ?? "", /save-data/);
    return { eager: html.split("<img").length - 1, waiting: html.split("<details").length - 1 };
  };

  for (let i = 0; i < 2; i++) {
    const usual = await pictures({});
    const saving = await pictures({ "save-data": "on" });
    assert.ok(usual.eager > 8 && usual.waiting === 0);
    assert.deepEqual(saving, { eager: 0, waiting: usual.eager });
    assert.deepEqual(await pictures({ cookie: "lite=on" }), saving);
    assert.deepEqual(await pictures({ cookie: "lite=off", "save-data": "on" }), usual);
  }
});

Deno.test("the switch leads back to where it was pressed, and remembers for this shop alone", async () => {
  const send = (body: Record<string, string>) =>
    fetch(`${shop}/lite`, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { origin: new URL(platform.url).origin },
      redirect: "manual",
    });

  const done = await send({ lite: "on", to: "/search?q=basket" });
  assert.equal(done.status, 303);
  assert.equal(done.headers.get("location"), "/s/demo/search?q=basket");
  assert.match(done.headers.get("set-cookie") ?? "", /^lite=on; Path=\/s\/demo;/);
  await done.body?.cancel();

  const away = await send({ lite: "off", to: "//evil.test/" });
  assert.equal(away.headers.get("location"), "/s/demo");
  const wrong = await send({ lite: "perhaps" });
  assert.equal(wrong.status, 422);
  assert.equal(wrong.headers.get("set-cookie"), null);
  await wrong.body?.cancel();
});

Deno.test("a product says who it is to search engines and chats", async () => {
  const html = await (await fetch(`${shop}/p/kitui-sisal-basket`)).text();

  const { host } = new URL(platform.url);
  assert.ok(
    html.includes(`<link rel="canonical" href="http://demo.${host}/p/kitui-sisal-basket"/>`),
  );
  assert.match(html, /<title>Kitui sisal basket, banded · Kikapu &amp; Kin<\/title>/);
  assert.match(html, /<meta property="og:image" content="http[^"]+\.webp"\/>/);
  const json = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/.exec(html)![1]!;
  const [data] = JSON.parse(json);
  assert.equal(data["@type"], "Product");
  assert.equal(data.offers[0].priceCurrency, "KES");
});
