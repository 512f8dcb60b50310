import assert from "node:assert/strict";
import { createTransport } from "nodemailer";
import { type Mailbox, startMailbox } from "@/supabase/local/mailbox/mod.ts";

async function withMailbox(
  run: (mailbox: Mailbox, restart: () => Promise<Mailbox>) => Promise<void>,
): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  let mailbox = await startMailbox({ dataDir });
  try {
    await run(mailbox, async () => {
      await mailbox.stop();
      return mailbox = await startMailbox({ dataDir });
    });
  } finally {
    await mailbox.stop();
    await Deno.remove(dataDir, { recursive: true });
  }
}

function sms(to: string, text: string) {
  return {
    channel: "sms" as const,
    from: "AFRICASTKNG",
    to: [to],
    subject: null,
    text,
    html: null,
    message_id: null,
  };
}

async function list(mailbox: Mailbox, query = "") {
  return (await (await fetch(`${mailbox.url}/messages${query}`)).json()).messages;
}

Deno.test("messages are listed newest first and found by recipient, whatever a plus became", () =>
  withMailbox(async (mailbox) => {
    await mailbox.deliver(sms("+254712345678", "one"));
    await mailbox.deliver(sms("+254722000118", "two"));
    await mailbox.deliver(sms("+254712345678", "three"));
    const texts = (query: string) =>
      list(mailbox, query).then((all) => all.map(({ text }: { text: string }) => text));
    assert.deepEqual(await texts(""), ["three", "two", "one"]);
    assert.deepEqual(await texts("?to=+254712345678"), ["three", "one"]);
    assert.deepEqual(await texts("?to=%2B254712345678"), ["three", "one"]);
  }));

Deno.test("one message is read by its id; an unknown one is 404", () =>
  withMailbox(async (mailbox) => {
    const { id } = await mailbox.deliver(sms("+254712345678", "one"));
    const found = await fetch(`${mailbox.url}/messages/${id}`);
    assert.equal((await found.json()).text, "one");
    const missing = await fetch(`${mailbox.url}/messages/1`);
    assert.equal(missing.status, 404);
    await missing.body?.cancel();
  }));

Deno.test("who waits for a message gets it when it comes", () =>
  withMailbox(async (mailbox) => {
    const waiting = list(mailbox, "?to=asha@example.com&wait_s=20");
    await mailbox.deliver(sms("+254712345678", "for somebody else"));
    await mailbox.deliver({ ...sms("asha@example.com", "hello"), channel: "email" });
    const [message] = await waiting;
    assert.equal(message.text, "hello");
  }));

Deno.test("messages outlive a restart, and new ones still come after them", () =>
  withMailbox(async (mailbox, restart) => {
    await mailbox.deliver(sms("+254712345678", "before"));
    const again = await restart();
    await again.deliver(sms("+254712345678", "after"));
    const texts = (await list(again)).map(({ text }: { text: string }) => text);
    assert.deepEqual(texts, ["after", "before"]);
  }));

Deno.test("the mailbox can be emptied", () =>
  withMailbox(async (mailbox, restart) => {
    await mailbox.deliver(sms("+254712345678", "one"));
    assert.equal((await fetch(`${mailbox.url}/messages`, { method: "DELETE" })).status, 204);
    assert.deepEqual(await list(mailbox), []);
    assert.deepEqual(await list(await restart()), []);
  }));

Deno.test("mail is taken with or without a login, and its parts are told apart", () =>
  withMailbox(async (mailbox) => {
    for (const url of [mailbox.smtpUrl, mailbox.smtpUrl.replace("//", "//user:password@")]) {
      await createTransport(url).sendMail({
        from: "Afrify <no-reply@afrify.test>",
        to: "Asha <asha@example.com>",
        subject: "Habari – karibu",
        text: "plain",
        html: "<p>rich</p>",
      });
    }
    const [message, ...more] = await list(mailbox, "?to=ASHA@example.com");
    assert.equal(more.length, 1);
    assert.equal(message.subject, "Habari – karibu");
    assert.equal(message.text.trim(), "plain");
    assert.equal(message.html.trim(), "<p>rich</p>");
  }));
