import assert from "node:assert/strict";
import postgres from "postgres";
import { addToCart, cartCookie, EMPTY_CART, readCartCookie } from "@/lib/carts/mod.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import {
  createShopper,
  delivery,
  findShopperCode,
  formFields,
  type Shopper,
} from "@/tests/fixtures/shopper.ts";

let platform: Platform;
let sql: postgres.Sql;
let variantId: string;
let otherId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const variants = await sql`select v.id, p.slug from public.variants as v
    join public.products as p on p.id = v.product_id
    where p.slug in ('market-basket-indigo', 'smoke-fired-vase')`;
  variantId = variants.find(({ slug }) => slug === "market-basket-indigo")!.id;
  otherId = variants.find(({ slug }) => slug === "smoke-fired-vase")!.id;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

let phones = 0;
const aPhone = () => `0733 000 ${String(100 + phones++)}`;
const e164 = (phone: string) => `+254${phone.slice(1).replaceAll(" ", "")}`;
const plain = (html: string) => html.replaceAll("\u00a0", " ").replaceAll("&nbsp;", " ");

async function textOf(response: Response, status = 200): Promise<string> {
  const text = await response.text();
  assert.equal(response.status, status, text.slice(-2_000));
  return plain(text);
}

/** What a form of a page would send as it stands: hidden fields, text, and what is chosen. */
function checkoutFields(html: string): Record<string, string> {
  const form = html.slice(html.indexOf("<form"), html.indexOf("</form>"));
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    const isLeftOut = /type="(radio|checkbox)"/.test(input) && !/ checked/.test(input);
    if (!name || isLeftOut) continue;
    fields[name] = unescape(/value="([^"]*)"/.exec(input)?.[1] ?? "");
  }
  for (const [, name, text] of form.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>([^<]*)</g)) {
    fields[name!] = unescape(text!);
  }
  for (const [, name, options] of form.matchAll(/<select[^>]*name="(\w+)"[^>]*>(.*?)<\/select>/g)) {
    const chosen = /<option([^>]*) selected[^>]*>([^<]*)/.exec(options!);
    fields[name!] = chosen ? /value="([^"]*)"/.exec(chosen[0])?.[1] ?? chosen[2]! : "";
  }
  return fields;
}

const unescape = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");

async function withGoods(shopper: Shopper): Promise<string> {
  shopper.cookies.set("cart", cookieOf({ [variantId]: 1 }));
  return await textOf(await shopper.get("/checkout"));
}

function cookieOf(quantities: Record<string, number>, priceMinor?: number): string {
  let cart = EMPTY_CART;
  for (const [id, quantity] of Object.entries(quantities)) {
    cart = addToCart(cart, id, quantity, priceMinor);
  }
  return cartCookie(cart, "").split(";")[0]!.slice("cart=".length);
}

const cartOf = (shopper: Shopper) => readCartCookie(`cart=${shopper.cookies.get("cart")}`).lines;

Deno.test("whoever bought here before gets a code in the checkout, and what they typed stays", async () => {
  const phone = aPhone();
  const shopper = createShopper(platform.url);
  const fields = checkoutFields(await withGoods(shopper));
  const typed = { ...fields, phone, name: "Typed Name", note: "A gift", email: "me@x.ke" };

  const asked = await textOf(await shopper.post("/checkout", { ...typed, intent: "code" }));
  assert.match(asked, /Code from the SMS/);
  const sent = checkoutFields(asked);
  for (const [name, value] of Object.entries({ phone, name: "Typed Name", note: "A gift" })) {
    assert.equal(sent[name], value);
  }
  const code = await findShopperCode(platform.mailbox_url, e164(phone));
  const wrong = await textOf(
    await shopper.post("/checkout", { ...sent, code: "12", intent: "sign-in" }),
    422,
  );
  assert.match(wrong, /id="code-error"/);
  assert.equal(checkoutFields(wrong).note, "A gift");

  // Enter in the field of the code presses no button of ours.
  const opened = await textOf(await shopper.post("/checkout", { ...sent, code }));
  const now = checkoutFields(opened);
  assert.deepEqual([now.phone, now.name, now.note, now.email, now.key], [
    phone,
    "Typed Name",
    "A gift",
    "me@x.ke",
    sent.key,
  ]);
  assert.match(shopper.cookies.get("shopper")!, /^[0-9a-f]{64}$/);
  assert.doesNotMatch(opened, /I have bought here before|Code from the SMS/);
});

Deno.test("a code for what is no phone is refused at the phone, and what was typed stays", async () => {
  const shopper = createShopper(platform.url);
  const fields = checkoutFields(await withGoods(shopper));

  const html = await textOf(
    await shopper.post("/checkout", { ...fields, phone: "12", name: "Kept", intent: "code" }),
    422,
  );
  assert.match(html, /id="phone-error"/);
  assert.deepEqual([checkoutFields(html).phone, checkoutFields(html).name], ["12", "Kept"]);
});

Deno.test("an order of somebody signed in keeps its address, and the next checkout fills itself in", async () => {
  const phone = aPhone();
  const shopper = createShopper(platform.url);
  await shopper.signIn(phone, platform.mailbox_url);
  const first = checkoutFields(await withGoods(shopper));
  assert.equal(first.phone, phone, "the phone is known at once");
  const placed = await shopper.post("/checkout", {
    ...first,
    ...delivery(phone),
    pin: "-1.292066, 36.821946",
    secondPhone: "0711 000 222",
    shownTotal: "305000",
  });
  assert.equal(placed.status, 303);
  const path = placed.headers.get("location")!.replace("/s/demo", "").replace("/pay", "");
  const order = await textOf(await shopper.get(path));
  assert.match(order, /href="geo:-1\.292066,36\.821946/);
  assert.match(order, /href="https:\/\/www\.openstreetmap\.org/);

  const html = await withGoods(shopper);
  const next = checkoutFields(html);
  assert.equal(next.name, "Wanjiru Kamau");
  assert.match(next.address!, /^[0-9a-f-]{36}$/);
  assert.match(html, /name="shownTotal" value="305000"/, "the total counts its delivery");
  const again = await shopper.post("/checkout", next);
  assert.equal(again.status, 303);
  const [kept] = await sql`
    select o.area, o.landmark, o.second_phone, o.pin_lat::float8 as lat from orders as o
    where o.contact_phone = ${e164(phone)} order by o.id desc limit 1`;
  assert.deepEqual({ ...kept }, {
    area: "Kilimani, Nairobi",
    landmark: "Tumaini Chemist, Gitanga Rd",
    second_phone: "+254711000222",
    lat: -1.292066,
  });
});

Deno.test("another address than the known ones is typed, and kept beside them", async () => {
  const phone = aPhone();
  const shopper = createShopper(platform.url);
  await shopper.signIn(phone, platform.mailbox_url);
  for (const landmark of ["First gate", "Second gate"]) {
    const fields = checkoutFields(await withGoods(shopper));
    const place = { ...delivery(phone), landmark, address: "new", shownTotal: "305000" };
    const placed = await shopper.post("/checkout", { ...fields, ...place });
    assert.equal(placed.status, 303);
  }

  const html = await textOf(await shopper.get("/account/addresses"));
  assert.match(html, /First gate/);
  assert.match(html, /Second gate/);
});

Deno.test("a known address to which the shop delivers no more is shown in fields, to be corrected", async () => {
  const shopper = createShopper(platform.url);
  const fields = checkoutFields(await withGoods(shopper));
  const id = crypto.randomUUID();
  const gone = JSON.stringify(["Atlantis", "Old gate", "By the sea", "", ""]);

  const html = await textOf(
    await shopper.post("/checkout", {
      ...fields,
      ...delivery(aPhone()),
      address: id,
      [`place.${id}`]: gone,
      shownTotal: "305000",
    }),
    409,
  );
  assert.match(html, /id="area-error"/);
  assert.equal(checkoutFields(html).landmark, "Old gate");
});

const combinations: Record<string, string>[] = [
  { phone: "12" },
  { name: "" },
  { landmark: "" },
  { area: "" },
  { secondPhone: "1" },
  { pin: "there" },
  { email: "nobody" },
  { note: "n".repeat(501) },
  { payerPhone: "+44 20 7946 0958" },
  { directions: "d".repeat(501) },
];

Deno.test("each combination of two mistakes is said at both fields, and all that was typed comes back", async () => {
  const shopper = createShopper(platform.url);
  const fields = checkoutFields(await withGoods(shopper));
  const right = {
    ...delivery("0712 345 678"),
    directions: "Blue gate",
    secondPhone: "0733 111 222",
    pin: "-1.29, 36.82",
    email: "me@example.com",
    note: "Ring twice",
    payerPhone: "0700 111 222",
    wantsNews: "1",
  };
  for (const one of combinations) {
    for (const other of combinations) {
      const typed: Record<string, string> = { ...fields, ...right, ...one, ...other };
      const html = await textOf(await shopper.post("/checkout", typed), 422);
      const wrong = Object.keys({ ...one, ...other });
      for (const name of wrong) assert.match(html, new RegExp(`id="${name}-error"`), `${wrong}`);
      const back = checkoutFields(html);
      for (const name of Object.keys(right)) {
        assert.equal(back[name] ?? "", typed[name], `${wrong}: ${name}`);
      }
    }
  }
});

Deno.test("buying again puts in what is still sold, and tells what is gone, dearer or cheaper", async () => {
  const phone = aPhone();
  const buyer = createShopper(platform.url);
  buyer.cookies.set("cart", cookieOf({ [variantId]: 2, [otherId]: 1 }));
  const fields = checkoutFields(await textOf(await buyer.get("/checkout")));
  const total = /name="shownTotal" value="(\d+)"/;
  const priced = plain(
    await (await buyer.post("/checkout", { ...fields, ...delivery(phone), shownTotal: "" })).text(),
  );
  const placed = await buyer.post("/checkout", {
    ...fields,
    ...delivery(phone),
    shownTotal: total.exec(priced)![1]!,
  });
  const token = /orders\/([0-9a-f]{32})/.exec(placed.headers.get("location")!)![1]!;
  await sql`update variants set price_minor = price_minor + 15000 where id = ${variantId}`;
  await sql`update products set status = 'archived' where slug = 'smoke-fired-vase'`;
  try {
    const shopper = createShopper(platform.url);
    const again = await shopper.post(`/orders/${token}/again`, {});
    assert.equal(again.headers.get("location"), `/s/demo/cart?again=${token}`);
    assert.deepEqual(cartOf(shopper), [{ variantId, quantity: 2, priceMinor: 285_000 }]);
    const html = await textOf(await shopper.get(`/cart?again=${token}`));
    assert.match(html, /What you ordered before is in your cart/);
    assert.match(html, /Smoke-fired vase.* is not sold any more\./);
    assert.match(html, /Costs more now\./);

    await shopper.post(`/orders/${token}/again`, {});
    assert.equal(cartOf(shopper)[0]!.quantity, 2, "once more is not twice as much");
    const checkout = await textOf(await shopper.get("/checkout"));
    assert.match(checkout, /costs KES 3,000 now\. It was KES 2,850 when you put it in/);
    const elsewhere = createShopper(platform.url, "zuri");
    assert.equal((await elsewhere.post(`/orders/${token}/again`, {})).status, 404);
  } finally {
    await sql`update variants set price_minor = price_minor - 15000 where id = ${variantId}`;
    await sql`update products set status = 'published' where slug = 'smoke-fired-vase'`;
  }
});

Deno.test("a price that changes while the form is open is told by name before anything is paid", async () => {
  const shopper = createShopper(platform.url);
  const fields = checkoutFields(await withGoods(shopper));
  await sql`update variants set price_minor = price_minor - 10000 where id = ${variantId}`;
  try {
    const sent = { ...fields, ...delivery(aPhone()), shownTotal: "305000" };
    const html = await textOf(await shopper.post("/checkout", sent), 409);
    assert.match(html, /The total has changed\. Nothing was charged/);
    assert.match(html, /Market basket, indigo costs KES 2,750 now\. It was KES 2,850/);
    const agreed = await shopper.post("/checkout", { ...sent, ...checkoutFields(html) });
    assert.equal(agreed.status, 303);
  } finally {
    await sql`update variants set price_minor = price_minor + 10000 where id = ${variantId}`;
  }
});

Deno.test("the note of the cart goes along to the order, in whatever order forms are sent", async () => {
  const shopper = createShopper(platform.url);
  shopper.cookies.set("cart", cookieOf({ [variantId]: 1 }));
  const note = "Habari! Zawadi ya ሰላም, ring at the blue gate";
  const page = await textOf(await shopper.get("/cart"));
  const hidden = formFields(page, "/cart");

  const changed = await shopper.post("/cart", { ...hidden, [`q.${variantId}`]: "3", note });
  assert.equal(changed.headers.get("location"), "/s/demo/cart");
  assert.match(
    await textOf(await shopper.get("/cart")),
    new RegExp(`>${note.replaceAll("?", "\\?")}</textarea>`),
  );
  assert.equal(cartOf(shopper)[0]!.quantity, 3);
  const on = await shopper.post("/cart", {
    ...hidden,
    note,
    area: "Kisumu",
    intent: "checkout",
  });
  assert.equal(on.headers.get("location"), "/s/demo/checkout?area=Kisumu");
  const checkout = checkoutFields(await textOf(await shopper.get("/checkout?area=Kisumu")));
  assert.deepEqual([checkout.note, checkout.area], [note, "Kisumu"]);

  const long = await shopper.post("/cart", { note: "x".repeat(501) });
  const refused = await textOf(long, 422);
  assert.match(refused, /id="note-error"/);
  assert.ok(refused.includes("x".repeat(501)));
});

Deno.test("a cart shows what delivery to an area costs", async () => {
  const shopper = createShopper(platform.url);
  shopper.cookies.set("cart", cookieOf({ [variantId]: 1 }));

  // Texts of islands stand in the page, said or not.
  const said = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, "");
  assert.doesNotMatch(said(await textOf(await shopper.get("/cart"))), /With delivery/);
  const html = said(await textOf(await shopper.get("/cart?area=Kisumu")));
  assert.match(html, /With delivery/);
  assert.match(html, /3,300/);
});

Deno.test("a cart goes to another phone by a link, which never overwrites what is there", async () => {
  const sender = createShopper(platform.url);
  sender.cookies.set("cart", cookieOf({ [variantId]: 2 }));
  const shared = await sender.post("/cart", { intent: "share" });
  const path = shared.headers.get("location")!;
  const token = /shared=([0-9a-f]{20})$/.exec(path)![1]!;
  const html = await textOf(await sender.get(path.replace("/s/demo", "")));
  assert.match(html, new RegExp(`value="http://demo\\.[^"]+/cart/shared/${token}"`));
  assert.match(html, /href="https:\/\/wa\.me\/\?text=/);
  assert.match(
    await textOf(await sender.get(path.replace("/s/demo", "").replace(token, "<script>"))),
    /Send this cart to another phone/,
  );

  const link = `/cart/shared/${token}`;
  const receiver = createShopper(platform.url);
  assert.match(await textOf(await receiver.get(link)), /Put these in my cart/);
  assert.equal(receiver.cookies.get("cart"), undefined, "looking changes nothing");
  receiver.cookies.set("cart", cookieOf({ [otherId]: 1, [variantId]: 1 }));
  const asked = await textOf(await receiver.get(link));
  assert.match(asked, /Your own cart has 2 items\. What becomes of it\?/);

  await receiver.post(link, { how: "merge" });
  await receiver.post(link, { how: "merge" });
  assert.deepEqual(
    cartOf(receiver).map(({ variantId: id, quantity }) => [id, quantity]),
    [[otherId, 1], [variantId, 2]],
  );
  await receiver.post(link, { how: "replace" });
  assert.deepEqual(cartOf(receiver), [{ variantId, quantity: 2, priceMinor: 285_000 }]);

  assert.equal((await createShopper(platform.url, "zuri").get(link)).status, 404);
  assert.equal((await receiver.get("/cart/shared/00000000000000000000")).status, 404);
  assert.equal((await receiver.post(link, { how: "both" })).status, 422);
  await sql`update private.shared_carts set expires_at = now()`;
  assert.match(await textOf(await receiver.get(link), 404), /Links to carts work for 30 days/);
  assert.equal((await receiver.post(link, { how: "merge" })).status, 404);
});

const STATES: [what: string, change: string, words: RegExp[]][] = [
  ["waiting", "status = 'pending'", [/Not paid yet/, /Waiting for payment/, /Pay KES/]],
  ["part paid", "paid_minor = 50000", [/KES 500 of/, /Pay KES/]],
  ["expired", "status = 'expired'", [/Not paid in time/, /Nothing was charged/, /Pay KES/]],
  [
    "paid late",
    "status = 'expired', paid_minor = total_minor, needs_review = true",
    [/We have your money/, /Paid late/],
  ],
  ["cancelled", "status = 'cancelled'", [/was cancelled/, /Nothing was charged/]],
  [
    "cancelled after paying",
    "status = 'cancelled', paid_minor = total_minor, paid_at = now()",
    [/was cancelled/, /The shop sends it back/],
  ],
  [
    "paid",
    "status = 'paid', paid_minor = total_minor, paid_at = now()",
    [/Asante, Wanjiru/, /aria-current="step"[^]*Packing/],
  ],
  [
    "packed",
    "status = 'paid', paid_minor = total_minor, paid_at = now(), fulfilment_status = 'packed'",
    [/aria-current="step"[^]*On the way/],
  ],
  [
    "shipped",
    "status = 'fulfilled', paid_minor = total_minor, paid_at = now(), fulfilment_status = 'shipped'",
    [/aria-current="step"[^]*At your landmark/],
  ],
  [
    "delivered",
    "status = 'completed', paid_minor = total_minor, paid_at = now(), fulfilment_status = 'delivered'",
    [/At your landmark/],
  ],
  [
    "paid too much",
    "status = 'paid', paid_minor = total_minor + 100000, paid_at = now()",
    [/came on top: we send it back/],
  ],
];

Deno.test("the page and the receipt of an order in every state say so, and offer help and buying again", async () => {
  const shopper = createShopper(platform.url);
  const token = await shopper.buy(variantId, aPhone());
  for (const [what, change, words] of STATES) {
    await sql.begin(async (sql) => {
      await sql`alter table orders disable trigger user`;
      await sql`update orders set status = 'pending', paid_minor = 0, paid_at = null,
        fulfilment_status = 'unfulfilled' where token = ${token}`;
      await sql.unsafe(`update orders set ${change} where token = '${token}'`);
      await sql`alter table orders enable trigger user`;
    });
    const html = await textOf(await shopper.get(`/orders/${token}`));
    for (const one of words) assert.match(html, one, what);
    assert.match(html, /Ordered/, what);
    assert.match(html, /href="tel:\+254/, what);
    assert.match(html, /href="https:\/\/wa\.me\/\d+\?text=Order%20KK-\d+/, what);
    assert.match(html, /Order this again/, what);
    const receipt = await textOf(await shopper.get(`/orders/${token}/receipt`));
    assert.match(receipt, /KK-\d+/, what);
    assert.match(receipt, /Market basket, indigo/, what);
  }
  assert.match(await textOf(await shopper.get(`/orders/${token}/receipt`)), /size:A4/);
  assert.match(await textOf(await shopper.get(`/orders/${token}/receipt?paper=80mm`)), /size:80mm/);
  assert.equal(
    (await createShopper(platform.url, "zuri").get(`/orders/${token}/receipt`)).status,
    404,
  );
});
