import assert from "node:assert/strict";
import { withNotifications } from "./bench.ts";

const PHONE = "+254712345678";
const EMAIL = "wanjiru@example.com";

Deno.test("a placed order queues an SMS and an email to the shopper and an email to the store", () =>
  withNotifications(async ({ sql, order }) => {
    const rows = await sql`select n.channel, n.template, n.state from public.notifications as n
      where n.order_id = ${order.id} order by n.channel::text, n.template`;
    assert.deepEqual([...rows], [
      { channel: "email", template: "merchant_order_received", state: "queued" },
      { channel: "email", template: "order_received", state: "queued" },
      { channel: "sms", template: "order_received", state: "queued" },
    ]);
    const jobs = await sql`select from graphile_worker.jobs
      where task_identifier = 'send_notification'`;
    assert.equal(jobs.length, 3);
  }));

Deno.test("the SMS arrives with the order's link, and what was said is written down", () =>
  withNotifications(async ({ notification, send, messages, order, shop }) => {
    const { id } = await notification("sms", "order_received");
    await send(id);
    const [message, ...more] = await messages(PHONE);
    assert.deepEqual(more, []);
    assert.match(
      message!.text,
      new RegExp(`https://afrify\\.example/s/${shop.slug}/orders/${order.token}$`),
    );
    const row = await notification("sms", "order_received");
    assert.equal(row.state, "sent");
    assert.equal(row.body, message!.text);
    assert.match(row.provider_ref!, /^ATXid_/);
  }));

Deno.test("the email comes from the shop, answers go to the shop, and its Message-ID is the row's", () =>
  withNotifications(async ({ notification, send, messages, shop }) => {
    const { id } = await notification("email", "order_received");
    await send(id);
    const [message] = await messages(EMAIL);
    assert.equal(message!.from, `${shop.slug} <no-reply@afrify.test>`);
    assert.equal(message!.message_id, `<${id}@afrify.test>`);
    assert.match(message!.text, /Sisal basket/);
    assert.match(message!.html!, /Sisal basket/);
  }));

Deno.test("the store gets its own email", () =>
  withNotifications(async ({ notification, send, messages, shop }) => {
    const { id } = await notification("email", "merchant_order_received");
    await send(id);
    const [message] = await messages(`${shop.slug}@afrify.test`);
    assert.match(message!.subject!, /^New order KK-/);
  }));

Deno.test("the timeline of the order shows what was sent", () =>
  withNotifications(async ({ sql, notification, send, order }) => {
    await send((await notification("sms", "order_received")).id);
    const events = await sql`select data from public.order_events
      where order_id = ${order.id} and kind = 'message_sent'`;
    assert.deepEqual(events.map(({ data }) => data), [
      { channel: "sms", template: "order_received" },
    ]);
  }));

Deno.test("a job that runs again after its message was sent sends nothing", () =>
  withNotifications(async ({ notification, send, messages }) => {
    const { id } = await notification("sms", "order_received");
    await send(id);
    await send(id);
    assert.equal((await messages(PHONE)).length, 1);
  }));

Deno.test("two jobs for one message at the same moment send it once", () =>
  withNotifications(async ({ notification, send, messages }) => {
    const { id } = await notification("email", "order_received");
    await Promise.all([send(id), send(id), send(id)]);
    assert.equal((await messages(EMAIL)).length, 1);
  }));

Deno.test("a gateway that is down leaves the message queued, and the next try sends it", () =>
  withNotifications(async ({ notification, send, messages, fail }) => {
    const { id } = await notification("sms", "order_received");
    await fail(PHONE, "Down");
    await assert.rejects(send(id), /503/);
    assert.equal((await notification("sms", "order_received")).state, "queued");
    await send(id);
    assert.equal((await messages(PHONE)).length, 1);
  }));

Deno.test("an empty SMS account is tried again, since it can be filled", () =>
  withNotifications(async ({ notification, send, fail }) => {
    const { id } = await notification("sms", "order_received");
    await fail(PHONE, "InsufficientBalance");
    await assert.rejects(send(id), /405 InsufficientBalance/);
    assert.equal((await notification("sms", "order_received")).state, "queued");
  }));

Deno.test("a phone that opted out is not tried again, and the reason is kept", () =>
  withNotifications(async ({ notification, send, fail }) => {
    const { id } = await notification("sms", "order_received");
    await fail(PHONE, "UserInBlacklist");
    await send(id);
    const row = await notification("sms", "order_received");
    assert.equal(row.state, "failed");
    assert.equal(row.error, "406 UserInBlacklist");
  }));

Deno.test("an address that the mail server does not know is not tried again", () =>
  withNotifications(async ({ notification, send }) => {
    await send((await notification("email", "order_received")).id);
    const row = await notification("email", "order_received");
    assert.equal(row.state, "failed");
    assert.match(row.error!, /^550/);
  }, { email: "nobody@example.com" }));

Deno.test("a mail server that cannot be reached leaves the message queued", () =>
  withNotifications(async ({ notification, send, mailbox }) => {
    const { id } = await notification("email", "order_received");
    await mailbox.stop();
    await assert.rejects(send(id));
    assert.equal((await notification("email", "order_received")).state, "queued");
  }));

Deno.test("a message that could not be sent for a day is given up", () =>
  withNotifications(async ({ sql, notification, send, messages }) => {
    const { id } = await notification("sms", "order_received");
    await sql`update public.notifications set created_at = now() - interval '25 hours'
      where id = ${id}`;
    await send(id);
    assert.equal((await notification("sms", "order_received")).state, "failed");
    assert.deepEqual(await messages(PHONE), []);
  }));

Deno.test("a message about nothing that exists is not an error: its order was erased", () =>
  withNotifications(async ({ send }) => {
    await send(crypto.randomUUID());
  }));
