import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone } from "@/tests/payments/phone.ts";

const LIST = "/dashboard/demo/arrivals";
const MPESA = "/dashboard/demo/settings/payments/mpesa";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 4, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** An order that nobody paid yet. */
async function order(phone: string) {
  const [variant] = await sql`
    select v.id from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    where p.status = 'published' and not p.is_digital and v.stock_hint > 2 order by v.id limit 1`;
  const token = await createShopper(platform.url).buy(variant!.id, phone);
  const [row] = await sql`select o.number, o.total_minor::int as total,
    private.order_label(o.store_id, o.number) as label from orders o where token = ${token}`;
  return row as unknown as { number: number; total: number; label: string };
}

async function statusOf(number: number): Promise<string> {
  const [row] = await sql`select status from orders where number = ${number}`;
  return row!.status;
}

/** Types a payment at /dev/phone. */
async function payByHand(amount: number, reference = "", phone = "0799 000 111") {
  const { location } = await merchant.post("/dev/phone/till", {
    payer: phone,
    shillings: String(amount),
    reference,
  });
  assert.equal(location, "/dev/phone?till=paid");
}

/** Its page, once it waits for a person. */
async function openArrival(amountMinor: number): Promise<string> {
  let id = "";
  await until(async () => {
    const [row] = await sql`select id from arrivals where amount_minor = ${amountMinor}
      and state = 'open'`;
    id = row?.id ?? "";
    return id !== "";
  });
  return `${LIST}/${id}`;
}

Deno.test("switched on in the settings, M-Pesa tells of payments by hand", async () => {
  assert.match((await merchant.get(MPESA)).text, /does not tell this shop of them yet/);
  const { location } = await merchant.post("/dashboard/demo/settings/payments/till", {
    gateway: "mpesa",
  });
  assert.equal(location, `${MPESA}?told=1`);
  await until(async () => (await merchant.get(MPESA)).text.includes("M-Pesa tells this shop"));

  const { number, total, label } = await order("0711000001");
  await payByHand(total / 100, label.toLowerCase().replace("-", " "));
  await until(async () => await statusOf(number) === "paid");
  assert.match(
    (await merchant.get(`/dashboard/demo/orders/${number}`)).text,
    /came by itself: U[A-Z0-9]+/,
  );
});

Deno.test("money without an order waits, is found its order by the phone, and pays it", async () => {
  const { number, total, label } = await order("0711000002");
  await payByHand(total / 100, "SHOP");
  const path = await openArrival(total);

  const list = await merchant.get(LIST);
  assert.match(list.text, new RegExp(`href="${path}"`));
  assert.match(list.text, /To place<span>1<\/span>/);
  const page = await merchant.get(path);
  assert.match(page.text, /2547 \*{5} 111/);
  assert.match(page.text, new RegExp(`Place on ${label}`), "suggested, as just this much is left");
  const searched = await merchant.get(`${path}?q=0711+000+002`);
  assert.match(searched.text, new RegExp(`Place on ${label}`));
  assert.match((await merchant.get(`${path}?q=999999`)).text, /No order has this number/);

  const { location } = await merchant.post(path, { act: "place", number: String(number) });
  assert.match(location!, new RegExp(`^/dashboard/demo/orders/${number}`));
  assert.equal(await statusOf(number), "paid");
  const again = await merchant.post(path, { act: "return", reference: "Cash" });
  assert.equal(again.status, 422);
  assert.match(again.text, /Somebody has settled this money meanwhile/);
  assert.match((await merchant.get(`${LIST}?tab=settled`)).text, new RegExp(label));
});

Deno.test("money that is nobody's is noted as given back, with how", async () => {
  await payByHand(77, "RENT");
  const path = await openArrival(7_700);
  const empty = await merchant.post(path, { act: "return", reference: " " });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /Say how/);
  const { location } = await merchant.post(path, { act: "return", reference: "Sent back, TJ4" });
  assert.equal(location, `${LIST}?returned=1`);
  assert.match((await merchant.get(path)).text, /Sent back, TJ4/);
  const { text } = await merchant.get("/dashboard/demo/settings/activity");
  assert.match(text, /Dealt with money that had no order/);
});

Deno.test("M-Pesa is asked about a code that a buyer shows, and its money is found", async () => {
  const phone = createPhone(platform.daraja_url);
  const typo = await merchant.post(LIST, { receipt: "tj45 x" });
  assert.equal(typo.status, 422);
  assert.match(typo.text, /An M-Pesa code looks like/);
  assert.match(typo.text, /value="tj45 x"/, "what was typed stays");

  // M-Pesa's own message of it is lost.
  const { receipt } = await phone.payByHand({ phone: "254799000111", amount: 4321, drop: true });
  const typed = receipt.toLowerCase().replace(/^(.{4})/, "$1 ");
  assert.equal((await merchant.post(LIST, { receipt: typed })).location, LIST);
  const path = await openArrival(432_100);
  const { text } = await merchant.get(LIST);
  assert.match(text, new RegExp(`${receipt}.*Found, and waits here`, "s"));
  assert.match(text, new RegExp(`href="${path}"`));
  assert.equal((await merchant.post(LIST, { receipt })).location, path);

  await merchant.post(LIST, { receipt: "TJ00NOSUCH" });
  await until(async () => /No money under this code/.test((await merchant.get(LIST)).text));
  const activity = await merchant.get("/dashboard/demo/settings/activity");
  assert.match(activity.text, /Asked M-Pesa about a code/);
});

Deno.test("who sees no payments sees none here, and other shops find nothing", async () => {
  await payByHand(78, "RENT");
  const path = await openArrival(7_800);
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  for (const place of [LIST, path]) assert.equal((await staff.get(place)).status, 403);
  assert.equal((await staff.post(LIST, { receipt: "TJ45XAB12C" })).status, 403);
  assert.doesNotMatch((await staff.get("/dashboard/demo/orders")).text, /demo\/arrivals/);
  for (const id of ["nothing", crypto.randomUUID()]) {
    assert.equal((await merchant.get(`${LIST}/${id}`)).status, 404);
  }
  const nobody = await visit(platform.url).get(path);
  assert.match(nobody.location ?? "", /sign-in/);
});
