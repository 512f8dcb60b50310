import assert from "node:assert/strict";
import postgres from "postgres";
import {
  LOCAL_AIRTEL_ACCOUNT,
  LOCAL_FLUTTERWAVE_ACCOUNT,
  LOCAL_MTN_ACCOUNT,
} from "@/lib/payments/mod.ts";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { orderInput, placeOrder } from "@/tests/fixtures/shop.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createCounter } from "@/tests/payments/counter.ts";

const PATH = "/dashboard/demo/settings/payments";
const { secret_hash } = LOCAL_FLUTTERWAVE_ACCOUNT.credentials;
const STRANGE = { secret_key: "FLWSECK-nobodyhasthis-X", secret_hash };
const AIRTEL = { ...LOCAL_AIRTEL_ACCOUNT.settings, ...LOCAL_AIRTEL_ACCOUNT.credentials };

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function untilTested(gateway: string, words: RegExp): Promise<void> {
  await until(async () => words.test((await merchant.get(`${PATH}/${gateway}`)).text));
}

Deno.test("the list has what takes the shop's currency, and nothing else", async () => {
  const { text } = await merchant.get(PATH);
  for (const name of ["Airtel Money", "Flutterwave"]) assert.ok(text.includes(`Set up ${name}`));
  assert.ok(!text.includes("MTN MoMo"));
  const { status, text: mtn } = await merchant.get(`${PATH}/mtn`);
  assert.equal(status, 200);
  assert.match(mtn, /MTN MoMo does not take KES/);
});

Deno.test("what is wrong is said at its field, and keys are not sent back", async () => {
  const { secret_key } = LOCAL_FLUTTERWAVE_ACCOUNT.credentials;
  const cases: [Record<string, string>, string[]][] = [
    [{}, ["secret_key", "secret_hash"]],
    [{ secret_key: "FLWPUBK-0123456789-X", secret_hash }, ["secret_key"]],
    [{ secret_key, secret_hash: "short" }, ["secret_hash"]],
    [{ secret_key, secret_hash: "" }, ["secret_hash"]],
    [{ secret_key: "FLWSECK-" + "x".repeat(300), secret_hash }, ["secret_key"]],
  ];
  for (const [fields, wrong] of cases) {
    const { status, text } = await merchant.post(`${PATH}/flutterwave`, fields);
    assert.equal(status, 422, JSON.stringify(fields));
    for (const name of wrong) assert.ok(text.includes(`id="${name}-error"`), name);
    for (const value of Object.values(fields)) if (value) assert.ok(!text.includes(value));
  }
  const none = await sql`select 1 from payment_accounts where gateway = 'flutterwave'`;
  assert.equal(none.length, 0);
});

Deno.test("keys go in sealed, show their end alone, and are tried at once", async () => {
  await merchant.post(`${PATH}/flutterwave`, STRANGE);
  await untilTested("flutterwave", /Flutterwave does not know these keys/);
  const { credentials } = LOCAL_FLUTTERWAVE_ACCOUNT;
  const { location } = await merchant.post(`${PATH}/flutterwave`, credentials);
  assert.equal(location, `${PATH}/flutterwave?saved=1`);
  await untilTested("flutterwave", /Flutterwave knows these keys/);

  const { text } = await merchant.get(`${PATH}/flutterwave`);
  assert.match(text, /No money moves/);
  assert.match(text, /ends in fy-X/);
  const rows = await sql`select to_jsonb(c)::text as row from private.payment_credentials c`;
  for (const key of Object.values(credentials)) {
    assert.ok(!text.includes(key));
    assert.ok(!rows.some(({ row }) => row.includes(key)), "nowhere in the table");
    assert.ok(!platform.output().includes(key));
  }
});

Deno.test("the webhook address is good for whoever brings the secret hash", async () => {
  const { text } = await merchant.get(`${PATH}/flutterwave`);
  const [, url] = /value="(http[^"]+\/flutterwave\/[0-9a-f]{32})"/.exec(text)!;
  const send = async (hash: string) => {
    const body = JSON.stringify({ event: "transfer.completed", data: {} });
    const headers = { "verif-hash": hash };
    const response = await fetch(url!, { method: "POST", headers, body });
    await response.body?.cancel();
    return response.status;
  };
  assert.deepEqual([await send(secret_hash), await send("another-hash")], [200, 401]);
});

/** As the merchant does at Airtel's portal. */
async function setCallbackAddress(): Promise<void> {
  const { text } = await merchant.get(`${PATH}/airtel`);
  const [, callback_url] = /value="(http[^"]+\/airtel\/[0-9a-f]{32})"/.exec(text)!;
  const { client_id: key, client_secret: secret } = LOCAL_AIRTEL_ACCOUNT.credentials;
  await createCounter(platform.airtel_url).setUp({ key, secret, callback_url });
}

Deno.test("an order is paid on a phone that shows the prompts of every gateway", async () => {
  const saved = await merchant.post(`${PATH}/airtel`, AIRTEL);
  assert.equal(saved.location, `${PATH}/airtel?saved=1`);
  await untilTested("airtel", /Airtel Money knows these keys/);
  await setCallbackAddress();
  const [offer] = await sql`
    select v.id, z.areas[1] as area from stores s
    join variants v on v.store_id = s.id join delivery_zones z on z.store_id = s.id
    where s.slug = 'demo' and coalesce(v.stock_hint, 5) > 1 limit 1`;
  const payer = { gateway: "airtel", payer_phone: "+254733123456" };
  const placed = await placeOrder(
    sql,
    "demo",
    orderInput(offer!.id, { area: offer!.area, ...payer }),
  );
  assert.equal(placed.ok, true, JSON.stringify(placed));
  const phone = "/dev/phone?phone=0733123456";
  await until(async () => /Pay .* to .*Airtel Money/s.test((await merchant.get(phone)).text));
  const { text } = await merchant.get(phone);
  assert.match(text, /Airtel Money PIN/);
  const [, address] = /action="(\/dev\/phone\/[^"]+\/approve\?[^"]+)"/.exec(text)!;

  const wrong = { gateway: "airtel", phone: "12", country: "KE" };
  const refused = await merchant.post(`/s/demo/orders/${placed.token}/pay`, wrong);
  assert.equal(refused.status, 422);
  assert.match(refused.text, /id="phone-airtel-error"/);
  assert.doesNotMatch(refused.text, /id="phone-mpesa-error"/);

  await merchant.post(address!.replaceAll("&amp;", "&"), { pin: "1234" });
  await until(async () => {
    const [order] = await sql`select status from orders where id = ${placed.order_id}`;
    return order!.status === "paid";
  });
  assert.match((await merchant.get(phone)).text, /Paid.*Airtel Money.*Receipt/s);
});

Deno.test("a shop of another country sets up what prompts there", async () => {
  const [store] = await sql`select slug from stores where slug <> 'demo' limit 1`;
  await sql`update stores set currency = 'UGX', country = 'UG' where slug = ${store!.slug}`;
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  const path = `/dashboard/${store!.slug}/settings/payments/mtn`;
  const { text } = await rival.get(path);
  assert.match(text, /Real payments in Uganda/);
  assert.match(text, /callback host must be 127\.0\.0\.1/);
  assert.doesNotMatch(text, /Real payments in Ghana/);
  const { refund_api_key, ...some } = LOCAL_MTN_ACCOUNT.credentials;
  const fields = { ...LOCAL_MTN_ACCOUNT.credentials, environment: "mtnghana" };
  assert.equal((await rival.post(path, fields)).status, 422);
  const incomplete = await rival.post(path, { ...some, environment: "sandbox" });
  assert.equal(incomplete.status, 422);
  assert.match(incomplete.text, /id="refund_api_key-error"/);
  assert.ok(!incomplete.text.includes(refund_api_key));
  const { location } = await rival.post(path, { ...fields, environment: "sandbox" });
  assert.equal(location, `${path}?saved=1`);
  await until(async () => /MTN MoMo knows these keys/.test((await rival.get(path)).text));
  // Keys for refunds came along, and stay when nothing is typed.
  for (let time = 0; time < 2; time++) {
    const [account] = await sql`select settings from payment_accounts where gateway = 'mtn'
      and store_id = (select id from stores where slug = ${store!.slug})`;
    assert.deepEqual(account!.settings, { environment: "sandbox", can_refund: true });
    await rival.post(path, { environment: "sandbox" });
  }
});

Deno.test("nothing of it is for others, or for what is no gateway", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  for (const [visitor, status] of [[staff, 403], [rival, 404]] as const) {
    assert.equal((await visitor.get(`${PATH}/airtel`)).status, status);
    assert.equal((await visitor.post(`${PATH}/airtel`, AIRTEL)).status, status);
  }
  for (const name of ["barter", "constructor"]) {
    assert.equal((await merchant.get(`${PATH}/${name}`)).status, 404, name);
    assert.equal((await merchant.post(`${PATH}/${name}`, {})).status, 404, name);
  }
});
