import assert from "node:assert/strict";
import postgres from "postgres";
import { readFormFields } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const WORDS = "/dashboard/demo/settings/messages";
const SENT = "/dashboard/demo/messages/sent";
const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const fieldsOf = async (path: string) => readFormFields((await merchant.get(path)).text, "words");
const phoneOf = (n: number) => `07123456${n}`;

async function order(phone: string): Promise<number> {
  const [variant] = await sql`
    select v.id from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    where p.status = 'published' and not p.is_digital and v.stock_hint > 2 order by v.id limit 1`;
  const token = await createShopper(platform.url).buy(variant!.id, phone);
  const [row] = await sql`select number from orders where token = ${token}`;
  return row!.number;
}

async function textTo(phone: string): Promise<string> {
  const find = () =>
    sql`select body from notifications
    where recipient = ${phone} and channel = 'sms' and state = 'sent' order by id desc limit 1`;
  await until(async () => (await find()).length > 0);
  return (await find())[0]!.body;
}

Deno.test("an owner reads what goes out, words it, sees how it reads, and buyers get it so", async () => {
  const list = (await merchant.get(WORDS)).text;
  assert.match(list, /Order received/);
  assert.match(list, /Our words/);

  const path = `${WORDS}/order_received/sms`;
  const fields = await fieldsOf(path);
  assert.equal(
    fields.body,
    "{store}: {hello} We have your order {order_number}, {total}. Follow it: {link}",
  );
  const body = "Jambo {name}, tumepokea {order_number}: {link}";
  const preview = await merchant.post(path, { ...fields, body, intent: "preview" });
  assert.equal(preview.status, 200);
  assert.match(preview.text, /Jambo Wanjiru, tumepokea [A-Z]+-1042: http/);
  assert.match(preview.text, /One message/);
  assert.deepEqual([...await sql`select from message_templates`], [], "a preview saves nothing");

  const wrong = await merchant.post(path, { ...fields, body: "{nam} {link}" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="body-error"[^]*\{nam\} stands for nothing/);
  assert.match(wrong.text, />\{nam\} \{link\}<\/textarea>/, "what was typed stays");

  const saved = await merchant.post(path, { ...fields, body });
  assert.equal(saved.location, `${path}?language=en&done=saved`);
  await order(phoneOf(11));
  assert.match(await textTo("+254712345611"), /^Jambo \S+, tumepokea \S+: http/);
  assert.match((await merchant.get(WORDS)).text, /Your words: English/);

  const reset = await merchant.post(path, { language: "en", intent: "reset" });
  assert.equal(reset.location, `${path}?language=en&done=reset`);
  await order(phoneOf(12));
  assert.match(await textTo("+254712345612"), /We have your order/);
});

Deno.test("the price of a text is what the gateway took last", async () => {
  await order(phoneOf(21));
  await textTo("+254712345621");
  const { text } = await merchant.get(`${WORDS}/order_received/sms`);
  assert.match(text, /About KES 0\.80 each time/);
});

Deno.test("a letter is tried on oneself before it is saved", async () => {
  const path = `${WORDS}/order_paid/email`;
  const fields = await fieldsOf(path);
  const tried = await merchant.post(path, { ...fields, subject: "Hi {name}", intent: "try" });
  assert.match(tried.text, /On its way to me•••@afrify\.test/);
  await until(async () => {
    const [row] = await sql`select subject from notifications where is_test and state = 'sent'`;
    return row?.subject === "Hi Wanjiru";
  });
  assert.deepEqual([...await sql`select from message_templates`], []);
});

Deno.test("a kind is switched off and on per channel; codes are not", async () => {
  const path = `${WORDS}/order_received/sms`;
  assert.equal((await merchant.post(path, { intent: "mute" })).location, `${path}?done=off`);
  const number = await order(phoneOf(31));
  const skipped = () =>
    sql`select from notifications
    where recipient = '+254712345631' and channel = 'sms' and state = 'skipped'`;
  await until(async () => (await skipped()).length === 1);
  const { text } = await merchant.get(`${SENT}?order=${number}`);
  assert.match(text, /Left out[^]*Switched off/);
  assert.equal((await merchant.post(path, { intent: "unmute" })).location, `${path}?done=on`);
  assert.deepEqual([...await sql`select from muted_messages`], []);
  assert.equal((await merchant.post(`${WORDS}/shopper_code/sms`, { intent: "mute" })).status, 404);
  for (const nothing of ["moon/sms", "order_paid/whatsapp", "order_chat/sms"]) {
    assert.equal((await merchant.get(`${WORDS}/${nothing}`)).status, 404, nothing);
  }
});

Deno.test("the log is found from the order, by kind, with phones masked; a text is sent again", async () => {
  const number = await order(phoneOf(41));
  await textTo("+254712345641");
  const page = await merchant.get(`/dashboard/demo/orders/${number}`);
  assert.match(page.text, new RegExp(`messages/sent\\?order=${number}`));
  const { text } = await merchant.get(`${SENT}?order=${number}&kind=order_received`);
  assert.match(text, /\+254 ••• 641/);
  assert.doesNotMatch(text, /\+254712345641/);
  assert.doesNotMatch(text, /To you: New order/);
  const [, resend] = /action="([^"]+\/resend)"/.exec(text)!;

  const soon = await merchant.post(resend!, { order: String(number) });
  assert.match(soon.location!, /problem=sent_just_now/);
  assert.match((await merchant.get(soon.location!)).text, /Wait a minute/);
  await sql`update notifications set created_at = created_at - interval '2 minutes'`;
  const again = await merchant.post(resend!, { order: String(number) });
  assert.equal(again.location, `${SENT}?resent=1&order=${number}`);
  await until(async () =>
    (await sql`select from notifications where recipient = '+254712345641' and channel = 'sms'
      and state = 'sent'`).length === 2
  );
  assert.equal((await merchant.get(resend!)).location, SENT);
});

Deno.test("a chat about an order starts with the shop's words, in the language of its buyer", async () => {
  const path = `${WORDS}/order_chat/whatsapp`;
  const number = await order(phoneOf(51));
  const chat = async () => {
    const { text } = await merchant.get(`/dashboard/demo/orders/${number}`);
    return decodeURIComponent(/wa\.me\/254712345651\?text=([^"]+)/.exec(text)![1]!);
  };
  assert.match(await chat(), /^Habari.* About your order [A-Z]+-\d+: $/);
  const saved = await merchant.post(path, { ...await fieldsOf(path), body: "Sasa {name} & co? " });
  assert.equal(saved.status, 303);
  assert.match(await chat(), /^Sasa \S+ & co\? $/);
});

Deno.test("staff read what was sent and word nothing; a rival sees nothing", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  assert.equal((await staff.get(SENT)).status, 200);
  assert.equal((await staff.get(WORDS)).status, 403);
  assert.equal((await staff.post(`${WORDS}/order_paid/sms`, { body: "x {link}" })).status, 403);
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  for (const path of [SENT, WORDS, `${WORDS}/order_paid/sms`]) {
    assert.equal((await rival.get(path)).status, 404, path);
  }
});
