import assert from "node:assert/strict";
import { stkCallback } from "./messages.ts";
import { callbackUrl, startStage } from "./stage.ts";

Deno.test("the edge function that M-Pesa calls", async (t) => {
  await using stage = await startStage();
  const { sql, functionsUrl } = stage;
  const order = await stage.order();
  await stage.work();
  const { checkoutId } = await stage.phone.prompt(order.phone);
  const url = await callbackUrl(sql, functionsUrl, order);

  async function storedBodies(): Promise<Uint8Array[]> {
    const rows = await sql`select body from payment_events order by id`;
    return rows.map(({ body }) => new Uint8Array(body));
  }

  await t.step(
    "stores the very bytes and some headers, and answers in M-Pesa's words",
    async () => {
      const body = "  " + stkCallback({ checkoutId, code: "1032" }) + "\r\n";

      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "text/plain",
          "x-forwarded-for": "196.201.214.200",
          "x-other": "1",
        },
        body,
      });

      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), { ResultCode: 0, ResultDesc: "Accepted" });
      assert.deepEqual(await storedBodies(), [new TextEncoder().encode(body)]);
      const [event] = await sql`select headers, state from payment_events`;
      assert.equal(event!.headers["x-forwarded-for"], "196.201.214.200");
      assert.equal(event!.headers["x-other"], undefined);
      assert.equal(event!.state, "received");
    },
  );

  const malformed: [string, BodyInit][] = [
    ["nothing", ""],
    ["no JSON", "{"],
    ["another message", '{"Body":{}}'],
    [
      "no result code",
      JSON.stringify({ Body: { stkCallback: { CheckoutRequestID: checkoutId } } }),
    ],
    ["broken UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ["a reference that cannot be stored", stkCallback({ checkoutId: "ws\u0000" })],
    ["a reference without end", stkCallback({ checkoutId: "x".repeat(10_000) })],
  ];
  for (const [what, body] of malformed) {
    await t.step(`${what}: 400, and kept to be looked at`, async () => {
      const before = await storedBodies();

      const response = await fetch(url, { method: "POST", body });

      assert.equal(response.status, 400);
      await response.body?.cancel();
      assert.equal((await storedBodies()).length, before.length + 1);
      const [event] = await sql`select state from payment_events order by id desc limit 1`;
      assert.equal(event!.state, "malformed");
    });
  }

  await t.step("1 MB: 413 and nothing kept, announced or not", async () => {
    const before = await storedBodies();
    const megabyte = new Uint8Array(1024 * 1024).fill(32);

    const announced = await fetch(url, { method: "POST", body: megabyte });
    const streamed = await fetch(url, { method: "POST", body: new Blob([megabyte]).stream() });

    assert.deepEqual([announced.status, streamed.status], [413, 413]);
    await Promise.all([announced.body?.cancel(), streamed.body?.cancel()]);
    assert.equal((await storedBodies()).length, before.length);
  });

  await t.step("anything but POST: 405", async () => {
    for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) {
      const response = await fetch(url, { method });
      assert.equal(response.status, 405, method);
      assert.equal(response.headers.get("allow"), "POST");
      await response.body?.cancel();
    }
  });
});
