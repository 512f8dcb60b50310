import assert from "node:assert/strict";
import { CAST } from "@/tests/fixtures/shop.ts";
import { type NotificationBench, withNotifications } from "./bench.ts";

const PHONE = "+254712345678";
const EMAIL = "wanjiru@example.com";

interface Words {
  kind: string;
  channel: "sms" | "email";
  body: string;
  subject?: string;
  heading?: string;
}

const write = ({ sql, shop }: NotificationBench, words: Words) =>
  sql`insert into message_templates ${sql({ store_id: shop.storeId, language: "en", ...words })}`;

/** Asks for something as the merchant of the shop. */
async function asMerchant<T>(
  { sql }: NotificationBench,
  run: (sql: NotificationBench["sql"]) => Promise<T>,
): Promise<T> {
  return await sql.begin(async (transaction) => {
    const claims = JSON.stringify({ sub: CAST.merchant, role: "authenticated" });
    await transaction`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`;
    return await run(transaction as unknown as NotificationBench["sql"]);
  }) as T;
}

const resend = (bench: NotificationBench, id: string) =>
  asMerchant(bench, async (sql) => {
    const [row] = await sql`select resend_message(${bench.shop.storeId}, ${id}) as answer`;
    return row!.answer as { ok: boolean; code?: string; id: string };
  });

Deno.test("a shop's own words go out, by SMS and by email", () =>
  withNotifications(async (bench) => {
    const { notification, send, messages, order, shop } = bench;
    await write(bench, { kind: "order_received", channel: "sms", body: "Jambo {name}: {link}" });
    await write(bench, {
      kind: "order_received",
      channel: "email",
      subject: "Jambo {name}",
      heading: "We have it",
      body: "Thank you.\n<b>{items}</b>",
    });
    await send((await notification("sms", "order_received")).id);
    await send((await notification("email", "order_received")).id);

    const [sms] = await messages(PHONE);
    const link = `https://afrify.example/s/${shop.slug}/orders/${order.token}`;
    assert.equal(sms!.text, `Jambo Wanjiru: ${link}`);
    const [email] = await messages(EMAIL);
    assert.equal(email!.subject, "Jambo Wanjiru");
    assert.match(email!.html!, /&lt;b&gt;1 × Sisal basket&lt;\/b&gt;/);
    assert.match(email!.text, /Thank you\./);
  }));

Deno.test("words in another language are not for this shopper, and broken ones give way to ours", () =>
  withNotifications(async (bench) => {
    const { sql, shop, notification, send, messages } = bench;
    await sql`insert into message_templates (store_id, kind, channel, language, body)
      values (${shop.storeId}, 'order_received', 'sms', 'fr', 'Merci {link}')`;
    await write(bench, { kind: "order_received", channel: "email", body: "{nonsense}" });
    await send((await notification("sms", "order_received")).id);
    await send((await notification("email", "order_received")).id);
    assert.match((await messages(PHONE))[0]!.text, /We have your order/);
    assert.match((await messages(EMAIL))[0]!.subject!, /^Your order KK-/);
  }));

Deno.test("what is switched off is not sent, and the log says so; the other channel goes on", () =>
  withNotifications(async ({ sql, shop, notification, send, messages }) => {
    await sql`insert into muted_messages (store_id, kind, channel)
      values (${shop.storeId}, 'order_received', 'sms')`;
    await send((await notification("sms", "order_received")).id);
    await send((await notification("email", "order_received")).id);
    assert.deepEqual(await messages(PHONE), []);
    assert.equal((await messages(EMAIL)).length, 1);
    const row = await notification("sms", "order_received");
    assert.deepEqual([row.state, row.error], ["skipped", "Switched off"]);
    await assert.rejects(
      () =>
        sql`insert into muted_messages (store_id, kind, channel)
          values (${shop.storeId}, 'shopper_code', 'sms')`,
      /muted_messages_kind_check/,
    );
  }));

Deno.test("the log keeps how many messages a text was billed as, and what the gateway took", () =>
  withNotifications(async ({ notification, send }) => {
    await send((await notification("sms", "order_received")).id);
    const { parts, cost_micros, cost_currency } = await notification("sms", "order_received");
    assert.deepEqual([parts, cost_micros, cost_currency], [1, "800000", "KES"]);
  }));

Deno.test("a message is sent again at most three times, a minute apart, to the same person", () =>
  withNotifications(async (bench) => {
    const { sql, notification, send, work, messages } = bench;
    const { id } = await notification("sms", "order_received");
    assert.equal((await resend(bench, id)).code, "sent_just_now");
    await send(id);
    for (let time = 1; time <= 3; time++) {
      await sql`update notifications set created_at = created_at - interval '2 minutes'`;
      const answers = await Promise.all([resend(bench, id), resend(bench, id), resend(bench, id)]);
      const [done, ...others] = answers.toSorted((a, b) => Number(b.ok) - Number(a.ok));
      assert.equal(done!.ok, true);
      assert.deepEqual(others.map(({ code }) => code), ["sent_just_now", "sent_just_now"]);
      await work(done!.id);
      assert.equal((await messages(PHONE)).length, 1 + time);
    }
    await sql`update notifications set created_at = created_at - interval '2 minutes'`;
    assert.equal((await resend(bench, id)).code, "sent_often");
    assert.equal((await resend(bench, crypto.randomUUID())).code, "message_not_found");
  }));

Deno.test("what is sent again of a part of the money is about that part", () =>
  withNotifications(async (bench) => {
    const { sql, shop, order, work } = bench;
    const parts = await sql<{ id: string; entry_key: string }[]>`
      insert into notifications (store_id, order_id, entry_key, channel, template, recipient, state, created_at)
      select ${shop.storeId}, ${order.id}, key, 'sms', 'order_part_paid', ${PHONE}, 'sent', now() - interval '2 minutes'
      from unnest(array['first', 'second']) as key returning id, entry_key`;
    for (const { id, entry_key } of parts) {
      const answer = await resend(bench, id);
      assert.equal(answer.ok, true, answer.code);
      const [row] = await sql`select entry_key, copy from notifications where id = ${answer.id}`;
      assert.deepEqual([row!.entry_key, row!.copy], [entry_key, 1]);
      await work(answer.id);
    }
  }));

Deno.test("somebody tries words on themselves: a letter to their own address, 20 a day", () =>
  withNotifications(async (bench) => {
    const { sql, shop, work, messages } = bench;
    const input = {
      kind: "order_paid",
      channel: "email",
      language: "en",
      subject: "Hi {name}",
      heading: "Paid",
      body: "{total} came.",
    };
    const test = (change = {}) =>
      asMerchant(bench, async (sql) => {
        const given = sql.json({ ...input, ...change });
        const [row] = await sql`select test_message(${shop.storeId}, ${given}) as answer`;
        return row!.answer;
      });
    const me = `${CAST.merchant}@afrify.test`;
    assert.deepEqual(await test(), { ok: true, recipient: me });
    const [row] = await sql`select id from notifications where is_test`;
    await work(row!.id);
    const [letter] = await messages(me);
    assert.equal(letter!.subject, "Hi Wanjiru");
    assert.match(letter!.text, /KES 3,950 came\./);

    assert.equal((await test({ channel: "sms" })).code, "no_recipient");
    await sql`update stores set contact_phone = '+254700100200' where id = ${shop.storeId}`;
    assert.equal((await test({ channel: "sms", body: "Paid {link}" })).ok, true);
    const [sms] = await sql`select id from notifications where is_test and channel = 'sms'`;
    await work(sms!.id);
    assert.match((await messages("+254700100200"))[0]!.text, /^Paid https:/);
    const answers = await Promise.all(Array.from({ length: 22 }, () => test()));
    assert.equal(answers.filter(({ ok }) => ok).length, 18);
    assert.equal(answers.find(({ ok }) => !ok).code, "too_many_tests");
    await assert.rejects(() => test({ channel: "whatsapp" }), { code: "AF422" });
  }));
