import assert from "node:assert/strict";
import { createAfricasTalkingSender } from "@/lib/notifications/africas_talking.ts";
import type { SendSms } from "@/lib/notifications/delivery.ts";
import { type AfricasTalking, startAfricasTalking } from "@/supabase/local/africastalking/mod.ts";
import type { NewMessage } from "@/supabase/local/mailbox/mod.ts";

const PHONE = "+254712345678";

async function withGateway(
  run: (gateway: AfricasTalking, send: SendSms, delivered: NewMessage[]) => Promise<void>,
): Promise<void> {
  const delivered: NewMessage[] = [];
  const deliver = (message: NewMessage) => {
    delivered.push(message);
    return Promise.resolve({ ...message, id: delivered.length, received_at: "" });
  };
  const gateway = await startAfricasTalking({ mailbox: { deliver } });
  try {
    await run(gateway, createAfricasTalkingSender({ ...gateway, sender: null }), delivered);
  } finally {
    await gateway.stop();
  }
}

const never = new AbortController().signal;

Deno.test("a message is sent under the reference that the gateway gave it", () =>
  withGateway(async (_gateway, send, delivered) => {
    const delivery = await send({ to: PHONE, text: "Habari & karibu + 1" }, never);
    assert.ok(delivery.ok);
    assert.match(delivery.value.ref, /^ATXid_/);
    assert.equal(delivered[0]!.text, "Habari & karibu + 1");
  }));

Deno.test("a registered sender is named", () =>
  withGateway(async (gateway, _send, delivered) => {
    await createAfricasTalkingSender({ ...gateway, sender: "KIKAPU" })(
      { to: PHONE, text: "Habari" },
      never,
    );
    assert.equal(delivered[0]!.from, "KIKAPU");
  }));

Deno.test("a number that cannot be reached is refused for good", () =>
  withGateway(async (_gateway, send, delivered) => {
    const delivery = await send({ to: "0712", text: "Habari" }, never);
    assert.deepEqual(delivery, {
      ok: false,
      code: "refused",
      details: "403 InvalidPhoneNumber",
    });
    assert.deepEqual(delivered, []);
  }));

Deno.test("a wrong key is our mistake: thrown, so that the message waits for the right one", () =>
  withGateway(async (gateway) => {
    const send = createAfricasTalkingSender({ ...gateway, apiKey: "other", sender: null });
    await assert.rejects(send({ to: PHONE, text: "Habari" }, never), /401.*authentication/);
  }));

Deno.test("a gateway that answers something else than expected is thrown", async () => {
  const bodies = [
    "<html>",
    "{}",
    '{"SMSMessageData":{"Message":"InvalidSenderId","Recipients":[]}}',
  ];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response(bodies.shift(), { status: 201 }),
  );
  const send = createAfricasTalkingSender({
    url: `http://127.0.0.1:${server.addr.port}`,
    username: "sandbox",
    apiKey: "key",
    sender: null,
  });
  const sms = { to: PHONE, text: "Habari" };
  await assert.rejects(send(sms, never), /something else/);
  await assert.rejects(send(sms, never), /something else/);
  await assert.rejects(send(sms, never), /InvalidSenderId/);
  await server.shutdown();
});
