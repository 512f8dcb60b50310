import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import postgres from "postgres";
import { LANGUAGE_CODES } from "@/lib/i18n/mod.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { liftPhoneLimits } from "@/tests/fixtures/shop.ts";
import { createShopper, delivery, type Shopper } from "@/tests/fixtures/shopper.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let variantId: string;

const SETTINGS = "/dashboard/demo/settings/payments/parts";
const OFFER = { isOffered: "1", depositPercent: "30", instalmentDays: "21" };
const PAGE_LIMIT = 14 * 1024;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  await liftPhoneLimits(sql);
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const [sold] = await sql`
    select v.id from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    where p.status = 'published' and not p.is_digital and v.id in (
      select l.variant_id from inventory_levels l where l.on_hand - l.reserved > 30) order by v.id limit 1`;
  variantId = sold!.id;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

function textOf(html: string): string {
  return html.replace(/<(script|style)[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " ")
    .replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ");
}

function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";
}

function shillings(minor: number): string {
  return `KES ${(minor / 100).toLocaleString("en")}`;
}

interface Opened {
  shopper: Shopper;
  fields: Record<string, string>;
  /** The form with its total. */
  html: string;
  depositMinor: number;
  totalMinor: number;
}

let phones = 0;

/** A checkout to Kilimani whose total is known, with the deposit chosen. */
async function open({ prefix = "", way = "mpesa" } = {}): Promise<Opened> {
  const shopper = createShopper(platform.url, `demo${prefix}`);
  const phone = `07120002${String(++phones).padStart(2, "0")}`;
  const fields = {
    ...await shopper.openCheckout(variantId),
    ...delivery(phone),
    gateway: way,
    parts: "1",
  };
  const html = await (await shopper.post("/checkout", { ...fields, intent: "total" })).text();
  const shown = ["shownTotal", "shownDeposit", "shownLastDay", "cart"] as const;
  for (const name of shown) Object.assign(fields, { [name]: hidden(html, name) });
  return {
    shopper,
    fields,
    html,
    depositMinor: Number(hidden(html, "shownDeposit")),
    totalMinor: Number(hidden(html, "shownTotal")),
  };
}

/** Places it; resolves with the order's token. */
async function place(opened: Opened): Promise<string> {
  const placed = await opened.shopper.post("/checkout", opened.fields);
  const html = await placed.text();
  assert.equal(placed.status, 303, textOf(html).slice(0, 600));
  return /\/orders\/([0-9a-f]{32})\/pay$/.exec(placed.headers.get("location") ?? "")![1]!;
}

/** The gateway says that the last try was paid. */
async function pay(token: string, receipt: string): Promise<void> {
  await sql`
    select private.apply_payment_event(a.id, null, jsonb_build_object('state', 'succeeded', 'code', '0',
      'currency', 'KES', 'amount_minor', a.expected_minor, 'receipt', ${receipt}::text, 'payer_phone', a.phone))
    from payment_attempts a join orders o on o.id = a.order_id
    where o.token = ${token} order by a.number desc limit 1`;
}

Deno.test("a merchant offers a deposit: what is wrong is said at its field, and nothing is saved", async () => {
  const card = () => merchant.get("/dashboard/demo/settings/payments");
  assert.match(textOf((await card()).text), /Deposit and instalments Not offered/);
  const bad: [Record<string, string>, RegExp][] = [
    [{ depositPercent: "4" }, /id="depositPercent-error"/],
    [{ depositPercent: "91" }, /id="depositPercent-error"/],
    [{ depositPercent: "12.5" }, /id="depositPercent-error"/],
    [{ instalmentDays: "1" }, /id="instalmentDays-error"/],
    [{ instalmentDays: "366" }, /id="instalmentDays-error"/],
    [{ instalmentDays: "" }, /id="instalmentDays-error"/],
  ];
  for (const [change, at] of bad) {
    const { status, text } = await merchant.post(SETTINGS, { ...OFFER, ...change });
    assert.equal(status, 422);
    assert.match(text, at);
    for (const typed of Object.values(change)) {
      assert.ok(typed === "" || text.includes(`value="${typed}"`), typed);
    }
  }
  const [untouched] = await sql`select deposit_percent from stores where slug = 'demo'`;
  assert.equal(untouched!.deposit_percent, null);
  const before = createShopper(platform.url);
  await before.openCheckout(variantId);
  assert.doesNotMatch(await (await before.get("/checkout")).text(), /name="parts"/);

  assert.equal((await merchant.post(SETTINGS, OFFER)).location, `${SETTINGS}?saved=1`);
  assert.match(textOf((await card()).text), /30% now, 21 days/);
  for (const email of ["staff@afrify.test", "rival@afrify.test"]) {
    const other = visit(platform.url);
    await signIn(other, email);
    assert.match(String((await other.post(SETTINGS, OFFER)).status), /403|404/);
  }
});

Deno.test("who pays a deposit sees it, the day and the rest before, and is asked for the deposit alone", async () => {
  const first = createShopper(platform.url);
  await first.openCheckout(variantId);
  const unknown = textOf(await (await first.get("/checkout")).text());
  assert.match(unknown, /How much now .*Pay all of it now .*Pay (30%|KES [\d,]+) now/);

  const opened = await open();
  const { totalMinor, depositMinor, html } = opened;
  assert.equal(depositMinor, Math.ceil(totalMinor * 0.3 / 100) * 100);
  assert.match(
    textOf(html),
    new RegExp(`Pay ${shillings(depositMinor)} now The rest by \\d+ \\w+`),
  );
  assert.match(html, /name="parts" value="1"[^>]*checked|checked[^>]*name="parts" value="1"/);
  assert.doesNotMatch(textOf(html), new RegExp(`Pay ${shillings(totalMinor)} with`));

  const token = await place(opened);
  const [asked] = await sql`
    select a.expected_minor::int as minor, o.deposit_minor::int as deposit,
      ((o.pay_by at time zone s.time_zone)::date)::text as day
    from orders o join payment_attempts a on a.order_id = o.id join stores s on s.id = o.store_id
    where o.token = ${token}`;
  assert.deepEqual({ ...asked }, {
    minor: depositMinor,
    deposit: depositMinor,
    day: opened.fields.shownLastDay,
  });

  await pay(token, "SJK4DEP001");
  const text = textOf(await (await opened.shopper.get(`/orders/${token}`)).text());
  const left = shillings(totalMinor - depositMinor);
  assert.match(
    text,
    new RegExp(`${shillings(depositMinor)} of ${shillings(totalMinor)} paid\\. ${left} left\\.`),
  );
  assert.match(text, /Pay the rest by \d+ \w+/);
  assert.match(text, new RegExp(`Pay ${left}`));
  const [order] =
    await sql`select number, to_char(pay_by at time zone 'Africa/Nairobi', 'FMDD Mon') as day
    from orders where token = ${token}`;
  const pill = new RegExp(`Deposit paid, ${left} left until ${order!.day}`);
  assert.match(textOf((await merchant.get("/dashboard/demo/orders")).text), pill);
  const page = textOf((await merchant.get(`/dashboard/demo/orders/${order!.number}`)).text);
  assert.match(page, pill);
  assert.match(page, new RegExp(`${left} left until ${order!.day}\\. The goods are kept for it`));
});

Deno.test("a deposit or a day that changed meanwhile is refused, and everything typed stays", async () => {
  for (const change of [{ depositPercent: "40" }, { instalmentDays: "10" }]) {
    const opened = await open();
    await merchant.post(SETTINGS, { ...OFFER, ...change });
    const refused = await opened.shopper.post("/checkout", opened.fields);
    const html = await refused.text();
    assert.equal(refused.status, 409);
    assert.match(
      html,
      /id="parts-error"[\s\S]*What is paid first, or the day for the rest, has changed/,
    );
    assert.match(html, /href="#parts"/);
    assert.match(html, /value="Wanjiru Kamau"/);
    const again = { ...opened.fields };
    for (const name of ["shownDeposit", "shownLastDay"]) again[name] = hidden(html, name);
    assert.match(await place({ ...opened, fields: again }), /^[0-9a-f]{32}$/);
    await merchant.post(SETTINGS, OFFER);
  }
  // More time than was told is no reason to ask again.
  const opened = await open();
  await merchant.post(SETTINGS, { ...OFFER, instalmentDays: "40" });
  await place(opened);
  await merchant.post(SETTINGS, OFFER);
});

Deno.test("what is not offered any more, or not for cash, is said", async () => {
  const opened = await open();
  await merchant.post(SETTINGS, { depositPercent: "30", instalmentDays: "21" });
  const refused = await opened.shopper.post("/checkout", opened.fields);
  const html = await refused.text();
  assert.equal(refused.status, 409);
  assert.match(textOf(html), /It cannot be paid in parts that way/);
  assert.doesNotMatch(html, /href="#parts"/);
  const { parts: _, ...whole } = opened.fields;
  await place({ ...opened, fields: whole });
  await merchant.post(SETTINGS, OFFER);

  await sql`update stores set is_cash_offered = true where slug = 'demo'`;
  const cash = await open({ way: "cash" });
  const said = await cash.shopper.post("/checkout", cash.fields);
  assert.equal(said.status, 409);
  assert.match(await said.text(), /id="parts-error"/);
  await sql`update stores set is_cash_offered = false where slug = 'demo'`;
});

for (const language of LANGUAGE_CODES) {
  Deno.test(`pages of who pays in parts are in "${language}" and under 14 KB`, async () => {
    const prefix = language === "en" ? "" : `/${language}`;
    const opened = await open({ prefix });
    const token = await place(opened);
    await pay(token, `SJK4${language.toUpperCase()}001`);
    await opened.shopper.post(`/orders/${token}/share`, {});
    const order = `/orders/${token}`;
    const shown = await (await opened.shopper.get(order)).text();
    const link = /\/pay\/([0-9a-f]{32})"/.exec(shown)![1]!;
    const pages = ["/checkout", order, `${order}/pay`, `${order}/pay?other=1`, `/pay/${link}`];
    for (const path of pages) {
      const html = path === "/checkout"
        ? opened.html
        : await (await opened.shopper.get(path)).text();
      const size = gzipSync(html).length;
      assert.ok(size <= PAGE_LIMIT, `${path}: ${size} bytes`);
      if (language !== "en") {
        assert.doesNotMatch(textOf(html), /How much now|Pay all of it|The rest by/);
      }
    }
  });
}
