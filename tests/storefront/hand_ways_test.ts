import assert from "node:assert/strict";
import postgres from "postgres";
import { listCaughtMessages } from "@/lib/notifications/mailbox.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { sellFiles } from "@/tests/fixtures/digital.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper, delivery } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let variantId: string;
let fileId: string;

const SETTINGS = "/dashboard/demo/settings/payments/by-hand";
const ACCOUNT = "Equity Bank\nKikapu Ltd\n0123456789";
const OFFERED = {
  isCashOffered: "1",
  cashMax: "",
  isTransferOffered: "1",
  transferDetails: ACCOUNT,
  transferHoldDays: "5",
};

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const [sold, file] = await sql`
    select distinct on (p.id) v.id, v.store_id, p.id as product from variants v
    join products p on p.id = v.product_id join stores s on s.id = v.store_id and s.slug = 'demo'
    where p.status = 'published' and not p.is_digital and v.stock_hint > 2 order by p.id, v.id limit 2`;
  variantId = sold!.id;
  fileId = file!.id;
  await sellFiles(sql, { storeId: file!.store_id, productId: file!.product });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

function textOf(html: string): string {
  return html.replace(/<(script|style)[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " ")
    .replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ");
}

/** Orders one thing so; resolves with the token, or with the page that refuses. */
async function order(way: string, { phone = "0712345678", prefix = "" } = {}) {
  const shopper = createShopper(platform.url);
  const fields = { ...await shopper.openCheckout(variantId), ...delivery(phone), gateway: way };
  const total = await (await shopper.post(`${prefix}/checkout`, { ...fields, intent: "total" }))
    .text();
  const shown = /name="shownTotal" value="(\d+)"/.exec(total)![1]!;
  const said = await shopper.post(`${prefix}/checkout`, {
    ...fields,
    shownTotal: shown,
    email: "wanjiru@example.test",
  });
  const html = await said.text();
  const token = /\/orders\/([0-9a-f]{32})\/pay$/.exec(said.headers.get("location") ?? "")?.[1];
  return { shopper, token: token!, html, status: said.status };
}

async function pathOf(token: string): Promise<string> {
  const [row] = await sql`select number from orders where token = ${token}`;
  return `/dashboard/demo/orders/${row!.number}`;
}

Deno.test("a merchant sets it up: what is wrong is said at its field, and nothing is saved", async () => {
  assert.match(
    textOf((await merchant.get("/dashboard/demo/settings/payments")).text),
    /Not offered/,
  );
  const bad: [Record<string, string>, RegExp][] = [
    [{ transferDetails: " " }, /id="transferDetails-error"/],
    [{ transferHoldDays: "0" }, /id="transferHoldDays-error"/],
    [{ transferHoldDays: "31" }, /id="transferHoldDays-error"/],
    [{ cashMax: "12.34" }, /id="cashMax-error"/],
    [{ cashMax: "0" }, /id="cashMax-error"/],
    [{ transferDetails: "x".repeat(501) }, /id="transferDetails-error"/],
  ];
  for (const [change, at] of bad) {
    const { status, text } = await merchant.post(SETTINGS, { ...OFFERED, ...change });
    assert.equal(status, 422);
    assert.match(text, at);
  }
  const [untouched] = await sql`select is_cash_offered, is_transfer_offered from stores
    where slug = 'demo'`;
  assert.deepEqual(Object.values(untouched!), [false, false]);
  assert.equal((await merchant.post(SETTINGS, OFFERED)).location, `${SETTINGS}?saved=1`);
  const { text } = await merchant.get(SETTINGS);
  assert.match(text, /value="5"/);
  assert.match(
    textOf((await merchant.get("/dashboard/demo/settings/payments")).text),
    /Cash at checkout/,
  );
  const staff = visit(platform.url);
  await signIn(staff, "rival@afrify.test");
  assert.equal((await staff.post(SETTINGS, OFFERED)).status, 404);
});

Deno.test("pages of the shop name both, in its languages", async () => {
  await until(async () =>
    /Pay by M-Pesa.* cash on delivery, bank transfer/.test(
      textOf(await (await fetch(`${platform.url}/s/demo`)).text()),
    )
  );
  const french = await (await fetch(`${platform.url}/s/demo/fr`)).text();
  assert.match(textOf(french), /espèces à la livraison, virement bancaire/);
});

Deno.test("cash: no prompt goes out, goods go first, and the money is noted once", async () => {
  const { shopper, token } = await order("cash", { phone: "0712345601" });
  const pay = textOf(await (await shopper.get(`/orders/${token}/pay`)).text());
  assert.match(pay, /Cash on delivery Pay the rider when the goods are with you/);
  assert.match(
    textOf(await (await shopper.get(`/orders/${token}`)).text()),
    /Have KES [\d,]+ ready in cash/,
  );
  const path = await pathOf(token);
  assert.match(textOf((await merchant.get("/dashboard/demo/orders")).text), /Cash on delivery/);
  for (const [status, text] of [["packed", "Packed"], ["shipped", "With the rider"]] as const) {
    assert.match(textOf((await merchant.get(path)).text), new RegExp(text));
    assert.equal((await merchant.post(`${path}/goods`, { status })).location, `${path}?moved=1`);
  }
  assert.equal(
    (await merchant.post(`${path}/goods`, { status: "packed" })).location,
    `${path}?meanwhile=1`,
  );
  assert.match(textOf(await (await shopper.get(`/orders/${token}`)).text()), /On the way/);
  await shopper.signIn("0712345601", platform.mailbox_url);
  assert.match(textOf(await (await shopper.get("/account")).text()), /On the way/);
  await merchant.post(`${path}/goods`, { status: "delivered" });
  const form = (await merchant.get(`${path}/received`)).text;
  const key = /name="key" value="([^"]+)"/.exec(form)![1]!;
  const amount = /name="amount" value="([^"]+)"|value="([^"]+)"[^>]*name="amount"/.exec(form)!;
  const fields = {
    key,
    amount: amount[1] ?? amount[2]!,
    handWay: "cash",
    reference: "Rider Otieno",
  };
  for (let sent = 0; sent < 2; sent++) {
    assert.equal((await merchant.post(`${path}/received`, fields)).location, `${path}?received=1`);
  }
  const [row] =
    await sql`select o.status, o.payment_status, (select count(*)::int from ledger_entries l
    where l.order_id = o.id) as entries from orders o where token = ${token}`;
  assert.deepEqual(Object.values(row!), ["fulfilled", "paid", 1]);
  const [tries] = await sql`select count(*)::int as n from payment_attempts a
    join orders o on o.id = a.order_id where o.token = ${token}`;
  assert.equal(tries!.n, 0);
});

Deno.test("a transfer: the account and the reference are shown, in French as well, and written in letters", async () => {
  const { shopper, token } = await order("transfer", { phone: "0712345602", prefix: "/fr" });
  const [{ label }] = await sql`select s.order_prefix || '-' || o.number as label from orders o
    join stores s on s.id = o.store_id where token = ${token}` as unknown as [{ label: string }];
  const html = await (await shopper.get(`/fr/orders/${token}/pay`)).text();
  assert.match(textOf(html), /Envoyez-le sur ce compte/);
  assert.match(html, /0123456789/);
  assert.match(html, new RegExp(`value="${label}"`));
  const path = await pathOf(token);
  assert.match(textOf((await merchant.get(path)).text), /Waiting for transfer/);
  assert.equal(
    (await merchant.post(`${path}/goods`, { status: "packed" })).location,
    `${path}?meanwhile=1`,
  );
  const letters = async () =>
    (await listCaughtMessages(platform.mailbox_url, "wanjiru@example.test"))
      .filter(({ text }) => text.includes(label));
  await until(async () => (await letters()).length > 0);
  const [letter] = await letters();
  assert.match(letter!.text, /0123456789/);
  assert.match(letter!.text, new RegExp(`${label}\\W* comme référence`));
});

Deno.test("an order of a prompt is changed to cash and back, and what did not arrive ends it", async () => {
  const { shopper, token } = await order("mpesa", { phone: "0712345603" });
  const early = await shopper.post(`/orders/${token}/pay`, { gateway: "cash" });
  assert.equal(early.status, 409);
  assert.match(textOf(await early.text()), /A prompt may still be on the phone/);
  await sql`update payment_attempts set state = 'failed' where order_id = (
    select id from orders where token = ${token})`;
  const other = await (await shopper.get(`/orders/${token}/pay?other=1`)).text();
  assert.match(other, /name="gateway" value="cash"/);
  assert.equal((await shopper.post(`/orders/${token}/pay`, { gateway: "cash" })).status, 303);
  assert.match(
    textOf(await (await shopper.get(`/orders/${token}/pay`)).text()),
    /Cash on delivery/,
  );

  const path = await pathOf(token);
  await merchant.post(`${path}/goods`, { status: "shipped" });
  assert.match(textOf((await merchant.get(path)).text), /Did not arrive/);
  assert.match(textOf((await merchant.get(`${path}/cancel`)).text), /did not take the goods/);
  assert.equal((await merchant.post(`${path}/cancel`, {})).location, `${path}?cancelled=1`);
  assert.match(textOf((await merchant.get(path)).text), /Did not arrive, goods back on the shelf/);
  assert.match(textOf((await merchant.get(`${path}/cancel`)).text), /cannot be cancelled/);
  assert.equal((await merchant.get(`${path}/goods`)).location, path);
});

Deno.test("cash is not offered above its limit, nor for files", async () => {
  await sql`update stores set cash_max_minor = 100 where slug = 'demo'`;
  const { html, status } = await order("cash", { phone: "0712345604" });
  assert.equal(status, 409);
  assert.match(html, /id="gateway-error"/);
  assert.doesNotMatch(html, /id="gateway-cash"/);
  await sql`update stores set cash_max_minor = null where slug = 'demo'`;
  const shopper = createShopper(platform.url);
  await shopper.openCheckout(fileId);
  const page = await (await shopper.get("/checkout")).text();
  assert.match(page, /id="gateway-transfer"/);
  assert.doesNotMatch(page, /id="gateway-cash"/);
});
