import assert from "node:assert/strict";
import postgres from "postgres";
import { listCaughtMessages } from "@/lib/notifications/mailbox.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
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

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [variant] = await sql`select v.id from public.variants as v
    join public.products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
  variantId = variant!.id;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

let phones = 0;
/** As people write it at home; each test has one of its own, as codes are counted by phone. */
const aPhone = () => `0722 000 ${String(100 + phones++)}`;
const e164 = (phone: string) => `+254${phone.slice(1).replaceAll(" ", "")}`;

async function signedIn(phone = aPhone(), store = "demo"): Promise<Shopper> {
  const shopper = createShopper(platform.url, store);
  await shopper.signIn(phone, platform.mailbox_url);
  return shopper;
}

async function page(shopper: Shopper, path: string): Promise<string> {
  const response = await shopper.get(path);
  assert.equal(response.status, 200, path);
  assert.match(response.headers.get("cache-control")!, /no-store/, path);
  return await response.text();
}

/** Fills the fields of a page's form and sends it. */
async function send(shopper: Shopper, on: string, to: string, fields: Record<string, string>) {
  const hidden = formFields(await page(shopper, on), to);
  return await shopper.post(to, { ...hidden, ...fields });
}

async function askForCode(shopper: Shopper, phone: string, more = {}) {
  return await send(shopper, "/account", "/account/code", { country: "KE", phone, ...more });
}

Deno.test("a phone and its code lead to its orders, with a cookie that scripts do not see", async () => {
  const phone = aPhone();
  const shopper = createShopper(platform.url);
  const token = await shopper.buy(variantId, phone);

  const asked = await (await askForCode(shopper, phone)).text();
  assert.match(asked, /We sent it to <bdi[^>]*>0722 000 10\d/);
  const code = await findShopperCode(platform.mailbox_url, e164(phone));
  const fields = formFields(asked, "/account/sign-in");
  const opened = await shopper.post("/account/sign-in", {
    ...fields,
    code: code.slice(0, 3) + " " + code.slice(3),
  });

  assert.equal(opened.headers.get("location"), "/s/demo/account");
  assert.match(
    opened.headers.get("set-cookie")!,
    /^shopper=[0-9a-f]{64}; Path=\/s\/demo; Max-Age=7776000; HttpOnly; SameSite=Lax$/,
  );
  const list = await page(shopper, "/account");
  assert.match(list, new RegExp(`/s/demo/orders/${token}"`));
  assert.match(list, /Not paid yet/);
});

Deno.test("the SMS fits one message, says whose it is, and no log keeps its code", async () => {
  const phone = aPhone();
  await askForCode(createShopper(platform.url), phone);
  const code = await findShopperCode(platform.mailbox_url, e164(phone));

  const [sms] = await listCaughtMessages(platform.mailbox_url, e164(phone));
  assert.match(sms!.text, /^\d{6} is your code for Kikapu & Kin\. It works for 10 minutes\./);
  assert.ok(sms!.text.length <= 160);
  const find = () => sql`select body, state from notifications where recipient = ${e164(phone)}`;
  // The phone may show it before the log says so.
  await until(async () => (await find())[0]!.state === "sent");
  const [kept] = await find();
  assert.match(kept!.body, /^\*{6} is your code/);
  assert.ok(!platform.output().includes(code), "nor does the platform's own log");
});

Deno.test("the SMS speaks the language of the page where it was asked for, at the account and the checkout", async () => {
  for (
    const [language, said] of [["fr", /est votre code pour Kikapu/], [
      "ar",
      /\p{Script=Arabic}/u,
    ]] as const
  ) {
    const [first, second] = [aPhone(), aPhone()];
    const shopper = createShopper(platform.url, `demo/${language}`);
    await (await askForCode(shopper, first)).body?.cancel();
    const fields = {
      ...await shopper.openCheckout(variantId),
      ...delivery(second),
      intent: "code",
    };
    await (await shopper.post("/checkout", fields)).body?.cancel();
    for (const phone of [first, second]) {
      await until(async () =>
        (await listCaughtMessages(platform.mailbox_url, e164(phone))).some(({ text }) =>
          said.test(text)
        )
      );
    }
  }
});

const badPhones = ["", "12", "hello", "+1", "0712 345 6789 0"];

Deno.test("what is no phone is said at its field, and what was typed is kept", async () => {
  for (const phone of badPhones) {
    const shopper = createShopper(platform.url);
    const response = await askForCode(shopper, phone, { country: "UG", order: "KK-1048" });
    assert.equal(response.status, 422, phone);
    const html = await response.text();
    assert.match(html, /id="phone-error"/, phone);
    assert.ok(phone === "" || html.includes(`value="${phone}"`), phone);
    assert.match(html, /<option value="UG" selected/);
    assert.match(html, /value="KK-1048"/);
  }
});

Deno.test("a wrong code says how many tries are left, five end it, and the page goes on from there", async () => {
  const phone = aPhone();
  const shopper = createShopper(platform.url);
  const asked = await (await askForCode(shopper, phone)).text();
  const code = await findShopperCode(platform.mailbox_url, e164(phone));
  const fields = formFields(asked, "/account/sign-in");
  const wrong = code === "000000" ? "000001" : "000000";
  const attempt = async (typed: string) => {
    const response = await shopper.post("/account/sign-in", { ...fields, code: typed });
    return { status: response.status, html: await response.text() };
  };

  const letters = await attempt("12ab");
  assert.equal(letters.status, 422);
  assert.match(letters.html, /The code has six digits/);
  assert.match(letters.html, /value="12ab"/);
  for (
    const left of ["4 tries are left", "3 tries are left", "2 tries are left", "One try is left"]
  ) {
    assert.match((await attempt(wrong)).html, new RegExp(left));
  }
  assert.match((await attempt(wrong)).html, /This code is over/);
  const late = await attempt(code);
  assert.equal(late.status, 422);
  assert.match(late.html, /This code is over\. Ask for another/);

  const again = await shopper.post("/account/code", formFields(late.html, "/account/code"));
  const second = await findShopperCode(platform.mailbox_url, e164(phone), 2);
  const opened = await shopper.post("/account/sign-in", {
    ...formFields(await again.text(), "/account/sign-in"),
    code: second,
  });
  assert.equal(opened.status, 303);
});

Deno.test("one phone gets five codes an hour at a shop, and is told so", async () => {
  const phone = aPhone();
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) {
    const response = await askForCode(createShopper(platform.url), phone);
    statuses.push(response.status);
    const html = await response.text();
    if (response.status === 429) assert.match(html, /That were many codes\. Wait an hour/);
  }

  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
  const other = await askForCode(createShopper(platform.url, "zuri"), phone);
  assert.equal(other.status, 200, "another shop counts for itself");
});

Deno.test("no answer tells whether a phone bought there", async () => {
  const [buyer, nobody] = [aPhone(), aPhone()];
  await createShopper(platform.url).buy(variantId, buyer);
  const ask = async (phone: string) => {
    const html = await (await askForCode(createShopper(platform.url), phone)).text();
    return html.replace(/[0-9a-f-]{36}/g, "<id>").replace(/[0-9a-f]{32}/g, "<nonce>")
      .replaceAll(e164(phone), "<phone>").replaceAll(phone, "<phone>");
  };

  assert.equal(await ask(buyer), await ask(nobody));
});

Deno.test("a session opens nothing in another shop", async () => {
  const phone = aPhone();
  const shopper = createShopper(platform.url);
  await shopper.buy(variantId, phone);
  await shopper.signIn(phone, platform.mailbox_url);
  const cookie = await sql`select count(*)::int as n from private.shopper_sessions`;
  assert.ok(cookie[0]!.n > 0);
  const token = shopper.cookies.get("shopper")!;

  const elsewhere = createShopper(platform.url, "zuri");
  elsewhere.cookies.set("shopper", token);
  const html = await page(elsewhere, "/account");
  assert.match(html, /Send me a code/);
  const forged = await elsewhere.get("/account/addresses");
  assert.equal(forged.status, 303);
  assert.equal(elsewhere.cookies.get("shopper"), "", "and the device forgets it");
});

Deno.test("an order is reached with phone, number and code", async () => {
  const phone = aPhone();
  const token = await createShopper(platform.url).buy(variantId, phone);
  const [order] = await sql`select number from orders where token = ${token}`;
  const look = async (shopper: Shopper, by: string, typed: string, count: number) => {
    const asked = await (await askForCode(shopper, by, { order: typed })).text();
    const code = await findShopperCode(platform.mailbox_url, e164(by), count);
    return await shopper.post("/account/sign-in", {
      ...formFields(asked, "/account/sign-in"),
      code,
    });
  };

  const owner = createShopper(platform.url);
  const found = await look(owner, phone, `KK-${order!.number}`, 1);
  const path = found.headers.get("location")!.replace("/s/demo", "");
  assert.equal(path, `/account/orders/${order!.number}`);
  assert.equal((await owner.get(path)).headers.get("location"), `/s/demo/orders/${token}`);

  const stranger = createShopper(platform.url);
  await look(stranger, aPhone(), String(order!.number), 1);
  const refused = await stranger.get(path);
  assert.equal(refused.headers.get("location"), `/s/demo/account?missing=${order!.number}`);
  assert.match(
    await page(stranger, `/account?missing=${order!.number}`),
    new RegExp(`This phone has no order ${order!.number} here`),
  );
  const bad = await askForCode(stranger.fresh(), phone, { order: "about my basket" });
  assert.equal(bad.status, 422);
  const html = await bad.text();
  assert.match(html, /id="order-error"/);
  assert.match(html, /value="about my basket"/);
});

Deno.test("orders come ten a page, with the way to older ones", async () => {
  const phone = aPhone();
  const shopper = await signedIn(phone);
  await sql`insert into customers (store_id, phone, name)
    select id, ${e164(phone)}, 'Amina' from stores where slug = 'demo'`;
  const template = await sql`select * from orders limit 1`;
  for (let i = 0; i < 12; i++) {
    const { id: _, token: _token, contact_key: _key, ...row } = template[0]!;
    const [customer] = await sql`select id from customers where phone = ${e164(phone)}`;
    await sql`insert into orders ${
      sql({
        ...row,
        number: 5000 + i,
        customer_id: customer!.id,
        contact_phone: e164(phone),
        idempotency_key: `many-orders-${phone}-${i}`,
      })
    }`;
  }

  const first = await page(shopper, "/account");
  const labels = (html: string) => [...html.matchAll(/>KK-(50\d\d)<\/bdi>/g)].map(([, n]) => n);
  assert.deepEqual(labels(first), Array.from({ length: 10 }, (_, i) => String(5011 - i)));
  const next = /href="\/s\/demo(\/account\?after=[0-9a-f-]{36})"/.exec(first)![1]!;
  assert.deepEqual(labels(await page(shopper, next)), ["5001", "5000"]);
  assert.deepEqual(labels(await page(shopper, "/account?after=nonsense")).length, 10);
});

Deno.test("name, email and consent are kept, and what is wrong is said at its field", async () => {
  const shopper = await signedIn();

  const saved = await send(shopper, "/account/profile", "/account/profile", {
    name: "Amina Noor",
    email: "amina@example.com",
    wantsNews: "1",
  });
  assert.equal(saved.headers.get("location"), "/s/demo/account/profile?saved=1");
  const html = await page(shopper, "/account/profile?saved=1");
  assert.match(html, /value="Amina Noor"/);
  assert.match(html, /type="checkbox"[^>]* checked/);

  for (
    const [field, fields] of [
      ["name", { name: " ", email: "kept@example.com" }],
      ["name", { name: "x".repeat(121), email: "kept@example.com" }],
      ["email", { name: "Kept", email: "not an email" }],
    ] as const
  ) {
    const refused = await send(shopper, "/account/profile", "/account/profile", fields);
    assert.equal(refused.status, 422);
    const again = await refused.text();
    assert.match(again, new RegExp(`id="${field}-error"`));
    for (const value of Object.values(fields)) {
      if (value.trim()) assert.ok(again.includes(`value="${value}"`), value);
    }
  }
  assert.match(
    await page(shopper, "/account/profile"),
    /value="Amina Noor"/,
    "nothing has changed",
  );
});

const address = {
  country: "KE",
  area: "Kilimani, Nairobi",
  landmark: "Tumaini Chemist",
  directions: "Blue gate",
  secondPhone: "0733 000 111",
  pin: "-1.292066, 36.821946",
};

Deno.test("an address is added, changed, removed and brought back", async () => {
  const shopper = await signedIn();
  const form = "/account/addresses/new";
  const added = await send(shopper, form, form, { ...address, name: "Amina Noor" });
  assert.equal(added.headers.get("location"), "/s/demo/account/addresses?saved=1");

  const html = await page(shopper, "/account/addresses");
  assert.match(html, /Tumaini Chemist/);
  assert.match(html, /Default/);
  assert.match(html, /href="geo:-1\.292066,36\.821946/);
  const path = /href="\/s\/demo(\/account\/addresses\/[0-9a-f-]{36})"/.exec(html)![1]!;
  const edit = await page(shopper, path);
  for (const value of Object.values(address).slice(2, 3)) assert.ok(edit.includes(value));
  assert.match(edit, /value="0733 000 111"/);
  assert.match(edit, /value="-1\.292066, 36\.821946"/);

  await send(shopper, path, path, { ...address, landmark: "Yaya Centre" });
  assert.match(await page(shopper, "/account/addresses"), /Yaya Centre/);
  const removed = await send(shopper, "/account/addresses", `${path}/remove`, {});
  const undo = removed.headers.get("location")!.replace("/s/demo", "");
  assert.match(await page(shopper, "/account/addresses"), /No addresses yet/);
  await send(shopper, undo, `${path}/restore`, {});
  assert.match(await page(shopper, "/account/addresses"), /Yaya Centre/);
});

const badAddresses: [field: string, fields: Record<string, string>][] = [
  ["name", { name: "" }],
  ["area", { area: "" }],
  ["area", { area: "Atlantis" }],
  ["landmark", { landmark: " " }],
  ["landmark", { landmark: "x".repeat(161) }],
  ["directions", { directions: "y".repeat(501) }],
  ["secondPhone", { secondPhone: "12" }],
  ["pin", { pin: "over there" }],
  ["pin", { pin: "95, 36" }],
];

Deno.test("each thing wrong with an address is said at its field, and nothing typed is lost", async () => {
  const shopper = await signedIn();
  const form = "/account/addresses/new";
  for (const [field, wrong] of badAddresses) {
    const typed: Record<string, string> = { ...address, name: "Amina", ...wrong };
    const refused = await send(shopper, form, form, typed);
    assert.ok(refused.status === 422 || refused.status === 409, field);
    const html = await refused.text();
    assert.match(html, new RegExp(`id="${field}-error"`), JSON.stringify(wrong));
    const { country: _, area, directions, ...lines } = typed;
    for (const [name, value] of Object.entries(lines)) {
      if (value) assert.ok(html.includes(`value="${value}"`), `${name} when ${field} is wrong`);
    }
    assert.ok(html.includes(`>${directions}</textarea>`), field);
    if (area === address.area) assert.match(html, /<option selected[^>]*>Kilimani, Nairobi/);
  }
  assert.match(await page(shopper, "/account/addresses"), /No addresses yet/);
});

Deno.test("signing out ends this device, everywhere ends the others", async () => {
  const phone = aPhone();
  const [here, there] = [await signedIn(phone), createShopper(platform.url)];
  const asked = await (await askForCode(there, phone)).text();
  const code = await findShopperCode(platform.mailbox_url, e164(phone), 2);
  await there.post("/account/sign-in", { ...formFields(asked, "/account/sign-in"), code });

  await send(there, "/account/profile", "/account/sign-out", {});
  assert.match(await page(there, "/account"), /Send me a code/);
  assert.doesNotMatch(await page(here, "/account"), /Send me a code/);
  await send(here, "/account/profile", "/account/sign-out-everywhere", {});
  assert.match(await page(here, "/account"), /Send me a code/);
  const [left] = await sql`
    select count(*)::int as n from private.shopper_sessions where phone = ${e164(phone)}`;
  assert.equal(left!.n, 0);
});

Deno.test("forms of a session are refused without its token, and change nothing", async () => {
  const [mine, theirs] = [await signedIn(), await signedIn()];
  const foreign = formFields(await page(theirs, "/account/profile"), "/account/profile");
  const paths = [
    ...["/account/profile", "/account/addresses/new", "/account/sign-out"],
    ...["/account/sign-out-everywhere", `/account/addresses/${variantId}/remove`],
  ];
  for (const path of paths) {
    for (const fields of [{ name: "Forged" }, { ...foreign, name: "Forged" }]) {
      const refused = await mine.post(path, fields);
      assert.equal(refused.status, 403, path);
      assert.match(await refused.text(), /This form is too old/, path);
    }
  }
  assert.doesNotMatch(await page(mine, "/account/profile"), /Forged/);
});

Deno.test("signed out, every page of the account leads to the sign-in", async () => {
  const stranger = createShopper(platform.url);
  for (const path of ["/profile", "/addresses", "/addresses/new", `/addresses/${variantId}`]) {
    const response = await stranger.get(`/account${path}`);
    assert.equal(response.headers.get("location"), "/s/demo/account", path);
  }
  for (const path of ["/profile", "/addresses/new", `/addresses/${variantId}/remove`]) {
    const response = await stranger.post(`/account${path}`, { ...address, name: "Nobody" });
    assert.equal(response.headers.get("location"), "/s/demo/account", path);
  }
});
