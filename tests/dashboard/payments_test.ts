import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createTill } from "@/tests/payments/till.ts";

const PATH = "/dashboard/demo/settings/payments";
const KEY = "sk_test_a1b2c3d4e5f6";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function webhookUrl(): Promise<string> {
  const { text } = await merchant.get(`${PATH}/paystack`);
  return /value="(http[^"]+\/paystack\/[0-9a-f]{32})"/.exec(text)![1]!;
}

/** What Paystack would send there, signed with this key. */
async function send(url: string, key: string): Promise<number> {
  const body = JSON.stringify({ event: "transfer.success", data: { id: crypto.randomUUID() } });
  const signature = createHmac("sha512", key).update(body).digest("hex");
  const headers = { "x-paystack-signature": signature };
  const response = await fetch(url, { method: "POST", headers, body });
  await response.body?.cancel();
  return response.status;
}

async function untilTested(words: RegExp): Promise<void> {
  await until(async () => words.test((await merchant.get(`${PATH}/paystack`)).text));
}

Deno.test("the list says of each way to pay where it stands", async () => {
  const { text } = await merchant.get(PATH);
  assert.match(text, /M-Pesa/);
  assert.match(text, /Paystack/);
  assert.match(text, /Test mode/);
  assert.match(text, /At checkout/);
});

Deno.test("a key that is none is refused at its field, and not sent back", async () => {
  for (const secretKey of ["", "pk_test_0123456789", "sk_prod_0123456789", "x".repeat(300)]) {
    const { status, text } = await merchant.post(`${PATH}/paystack`, { secretKey });
    assert.equal(status, 422, secretKey);
    assert.match(text, /id="secretKey-error"/);
    if (secretKey) assert.ok(!text.includes(secretKey));
  }
});

Deno.test("a key goes in sealed, shows its end alone, and is tried at once", async () => {
  await createTill(platform.paystack_url).setUp({ secret_key: KEY });

  const saved = await merchant.post(`${PATH}/paystack`, { secretKey: KEY });
  assert.equal(saved.location, `${PATH}/paystack?saved=1`);
  await untilTested(/Paystack knows these keys/);

  const { text } = await merchant.get(`${PATH}/paystack`);
  assert.match(text, /ends in e5f6/);
  assert.ok(!text.includes(KEY));
  const rows = await sql`select to_jsonb(c)::text as row from private.payment_credentials c`;
  assert.ok(!rows.some(({ row }) => row.includes(KEY)), "nowhere in the table");
  const logged = await sql`select to_jsonb(e)::text as row from audit_events e`;
  assert.ok(!logged.some(({ row }) => row.includes("a1b2c3")), "nor in the log");
  assert.ok(!platform.output().includes(KEY));
  assert.equal(await send(await webhookUrl(), KEY), 200);
});

Deno.test("a key that Paystack does not know is said to be refused", async () => {
  await merchant.post(`${PATH}/paystack`, { secretKey: "sk_live_nobodyhasthis" });
  await untilTested(/Paystack does not know these keys/);
  const { text } = await merchant.get(`${PATH}/paystack`);
  assert.match(text, /Keys refused/);
  assert.doesNotMatch(text, /No money moves/);

  await merchant.post(`${PATH}/paystack`, { secretKey: KEY });
  await untilTested(/Paystack knows these keys/);
  assert.match((await merchant.get(`${PATH}/paystack`)).text, /No money moves/);
});

Deno.test("M-Pesa's keys are tried by asking for a token", async () => {
  assert.equal((await merchant.post(`${PATH}/check`, { gateway: "mpesa" })).status, 303);
  await until(async () =>
    /M-Pesa knows these keys/.test((await merchant.get(`${PATH}/mpesa`)).text)
  );
});

Deno.test("a new webhook address works beside the one before", async () => {
  const before = await webhookUrl();
  const { location } = await merchant.post(`${PATH}/address`, { gateway: "paystack" });
  assert.equal(location, `${PATH}/paystack?changed=1`);
  const after = await webhookUrl();

  assert.notEqual(after, before);
  assert.match(
    (await merchant.get(`${PATH}/paystack`)).text,
    /The address before this one is good/,
  );
  assert.deepEqual([await send(before, KEY), await send(after, KEY)], [200, 200]);
  await sql`update private.payment_credentials set previous_until = now() where previous_token is not null`;
  assert.deepEqual([await send(before, KEY), await send(after, KEY)], [404, 200]);
});

Deno.test("what is switched off is not at checkout", async () => {
  const offer = (isOffered: string) =>
    merchant.post(`${PATH}/offer`, { gateway: "paystack", isOffered });
  assert.equal((await offer("0")).status, 303);
  assert.match((await merchant.get(PATH)).text, /Switched off/);
  assert.equal((await offer("1")).status, 303);
  assert.doesNotMatch((await merchant.get(PATH)).text, /Switched off/);
});

Deno.test("nothing of it is for others, or for gateways that nobody has", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  for (const [visitor, status] of [[staff, 403], [rival, 404]] as const) {
    assert.equal((await visitor.get(PATH)).status, status);
    for (const act of ["check", "address", "offer"]) {
      assert.equal((await visitor.post(`${PATH}/${act}`, { gateway: "paystack" })).status, status);
    }
    assert.equal((await visitor.post(`${PATH}/paystack`, { secretKey: KEY })).status, status);
  }
  const theirs = "/dashboard/zuri/settings/payments";
  const [store] = await sql`select slug from stores where slug <> 'demo' limit 1`;
  const own = theirs.replace("zuri", store!.slug);
  for (const gateway of ["paystack", "barter", ""]) {
    assert.equal((await rival.post(`${own}/check`, { gateway })).status, 404, gateway);
  }
});
