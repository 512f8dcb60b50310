import assert from "node:assert/strict";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper, type Shopper } from "@/tests/fixtures/shopper.ts";

let platform: Platform;
let sql: postgres.Sql;
let variantId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [row] = await sql`
    select v.id from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    where p.status = 'published' and not p.is_digital and v.stock_hint > 3 order by v.id limit 1`;
  variantId = row!.id;
});
Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

function textOf(html: string): string {
  return html.replace(/<(script|style)[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " ")
    .replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ");
}

let phones = 0;

/** An order whose first prompt is over, with the link that its shopper made. */
async function share(): Promise<{ shopper: Shopper; token: string; link: string; left: number }> {
  const shopper = createShopper(platform.url);
  const token = await shopper.buy(variantId, `07130001${String(++phones).padStart(2, "0")}`);
  await sql`update payment_attempts set state = 'failed', result_code = '1032'
    where order_id = (select id from orders where token = ${token}) and state <> 'failed'`;
  const made = await shopper.post(`/orders/${token}/share`, {});
  assert.equal(made.status, 303);
  const html = await (await shopper.get(`/orders/${token}`)).text();
  const link = /\/pay\/([0-9a-f]{32})"/.exec(html)![1]!;
  assert.match(html, /https:\/\/wa\.me\/\?text=[^"]*%2Fpay%2F/);
  const [row] = await sql`select total_minor::int as total from orders where token = ${token}`;
  return { shopper, token, link, left: row!.total };
}

Deno.test("who is asked to pay sees the goods and what is left, and nothing of whom they are for", async () => {
  const { token, link } = await share();
  const stranger = createShopper(platform.url);
  const page = await stranger.get(`/pay/${link}`);
  const html = await page.text();

  assert.equal(page.status, 200);
  assert.match(textOf(html), /Wanjiru asks you to pay/);
  assert.match(textOf(html), /1 × /);
  for (const secret of [token, "Kamau", "713 000", "713000", "Kilimani", "Tumaini", "KK-"]) {
    assert.ok(!html.includes(secret), `${secret} is not told`);
  }
  assert.equal(page.headers.get("cache-control"), "private, no-store");
  assert.equal((await stranger.get(`/pay/${token}`)).status, 404);
  assert.equal((await stranger.get("/pay/guess")).status, 404);
});

Deno.test("a friend pays a part: what is wrong is said at its field with what was typed", async () => {
  const { link, left } = await share();
  const friend = createShopper(platform.url);
  const send = async (fields: Record<string, string>) => {
    const form = { gateway: "mpesa", country: "KE", currency: "KES", phone: "0722 000 118" };
    return await friend.post(`/pay/${link}`, { ...form, amount: "500", ...fields });
  };
  const wrong: [Record<string, string>, number, RegExp][] = [
    [{ phone: "12" }, 422, /id="phone-error"/],
    [{ amount: "x" }, 422, /id="amount-error"[\s\S]*Write an amount in numbers/],
    [{ amount: "0.50" }, 422, /id="amount-error"/],
    [{ amount: "1" }, 409, /id="amount-error"[\s\S]*Write KES/],
    [{ amount: String(left / 100 + 1) }, 409, /id="amount-error"[\s\S]*is left/],
    [{ gateway: "cash" }, 422, /id="gateway-error"/],
  ];
  for (const [fields, status, said] of wrong) {
    const answer = await send(fields);
    const html = await answer.text();
    assert.equal(answer.status, status, JSON.stringify(fields));
    assert.match(html, said);
    assert.match(html, new RegExp(`value="${fields.amount ?? "500"}"`));
  }

  const sent = await send({});
  const address = sent.headers.get("location")!.replace("/s/demo", "");
  assert.match(address, new RegExp(`^/pay/${link}/[0-9a-f-]{36}$`));
  const page = await friend.get(address);
  assert.match(textOf(await page.text()), /0722 000 118/);
  assert.ok(page.headers.get("refresh"), "looks again without scripts");
  const again = await send({});
  assert.match(textOf(await again.text()), /A prompt may still be on the phone/);
  // Somebody else with the same link sees none of it, but that something is under way.
  const other = textOf(await (await friend.fresh().get(`/pay/${link}`)).text());
  assert.match(other, /KES 500 is being paid on another phone right now/);
  assert.doesNotMatch(other, /0722/);
});

Deno.test("the buyer sees that a part came, what is left, and ends the link", async () => {
  const { shopper, token, link, left } = await share();
  const [tried] =
    await sql`select pay_by_link('demo', ${link}, '+254722000119', 'mpesa', 50000) as answer`;
  await sql`select private.apply_payment_event(${tried!.answer.attempt_id}, null,
    '{"state":"succeeded","amount_minor":50000,"currency":"KES","receipt":"SJK4PART01","payer_phone":"+254722000119","code":"0"}')`;

  const text = textOf(await (await shopper.get(`/orders/${token}`)).text());
  assert.match(text, /Part of it is paid/);
  assert.match(text, /Somebody else/);
  assert.doesNotMatch(text, /722 000 119/);
  const money = ((left - 50_000) / 100).toLocaleString("en");
  assert.match(text, new RegExp(`KES 500 of KES [\\d,]+ paid\\. KES ${money} left\\.`));
  assert.match(text, new RegExp(`Pay KES ${money}`));
  const payer = await shopper.fresh().get(`/pay/${link}/${tried!.answer.attempt_id}`);
  assert.match(textOf(await payer.text()), /You paid KES 500\. .*SJK4PART01/);

  assert.equal((await shopper.post(`/orders/${token}/share`, { how: "end" })).status, 303);
  const over = await shopper.get(`/pay/${link}`);
  assert.equal(over.status, 404);
  assert.match(textOf(await over.text()), /This link is over/);
});

Deno.test("the buyer pays a part from another phone, and the amount is asked again as it was", async () => {
  const { shopper, token } = await share();
  const pay = `/orders/${token}/pay`;
  const form = { gateway: "mpesa", country: "KE", currency: "KES", phone: "0722000120" };
  const wrong = await shopper.post(pay, { ...form, amount: "1" });
  assert.equal(wrong.status, 409);
  assert.match(await wrong.text(), /id="amount-mpesa-error"/);
  assert.equal((await shopper.post(pay, { ...form, amount: "700" })).status, 303);
  const waiting = await (await shopper.get(pay)).text();
  assert.match(textOf(waiting), /KES 700/);
  assert.match(waiting, /name="amount" value="700"/);
});
