import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { startPaystack } from "@/supabase/local/paystack/mod.ts";
import { createTill } from "./till.ts";

const KEY = "sk_test_onlyfortests";

Deno.test("the local Paystack", async (t) => {
  const dataDir = await Deno.makeTempDir();
  let server = await startPaystack({ dataDir, seed: "protocol" });
  const heard: { body: string; signature: string | null }[] = [];
  let listenerStatus = 200;
  await using listener = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const signature = request.headers.get("x-paystack-signature");
      heard.push({ body: await request.text(), signature });
      return new Response(null, { status: listenerStatus });
    },
  );
  const webhook_url = `http://127.0.0.1:${listener.addr.port}/hook`;
  await createTill(server.url).setUp({ secret_key: KEY, webhook_url });

  async function call(path: string, { key = KEY, body }: { key?: string; body?: unknown } = {}) {
    const response = await fetch(server.url + path, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${key}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // deno-lint-ignore no-explicit-any
    return { status: response.status, json: await response.json() as any };
  }
  const initialize = (fields: Record<string, unknown> = {}) =>
    call("/transaction/initialize", {
      body: { email: "a@example.com", amount: 150_050, currency: "KES", ...fields },
    });

  await t.step("opens to known keys alone", async () => {
    for (const key of ["", "sk_test_other", "Basic"]) {
      const { status, json } = await call("/transaction", { key });
      assert.deepEqual([status, json.status, json.message], [401, false, "Invalid key"]);
    }
  });

  await t.step("answers an initialize with a page", async () => {
    const { status, json } = await initialize({ reference: "ref-1" });
    assert.deepEqual([status, json.status, json.message], [200, true, "Authorization URL created"]);
    assert.equal(json.data.reference, "ref-1");
    const page = await (await fetch(json.data.authorization_url)).text();
    assert.match(page, /Pay KES 1500.50/);
  });

  await t.step("refuses what Paystack refuses, in its envelope", async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ reference: "ref-1" }, "duplicate_reference"],
      [{ reference: "not/allowed" }, "invalid_params"],
      [{ email: "nobody" }, "invalid_params"],
      [{ amount: 0 }, "invalid_params"],
      [{ amount: 10.5 }, "invalid_params"],
      [{ currency: "EUR" }, "unsupported_currency"],
    ];
    for (const [fields, code] of cases) {
      const { status, json } = await initialize(fields);
      assert.deepEqual([status, json.status, json.code, json.type], [
        400,
        false,
        code,
        "validation_error",
      ]);
    }
    const absent = await call("/transaction/verify/nothing");
    assert.deepEqual([absent.status, absent.json.code], [400, "transaction_not_found"]);
  });

  await t.step(
    "a transaction is abandoned until it is paid, and says when and how much",
    async () => {
      const till = createTill(server.url);
      const before = await call("/transaction/verify/ref-1");
      assert.deepEqual([before.json.data.status, before.json.data.paid_at], ["abandoned", null]);
      assert.equal(before.json.data.domain, "test");

      await till.click("ref-1", "fail");
      assert.equal((await call("/transaction/verify/ref-1")).json.data.status, "failed");
      assert.deepEqual(heard, [], "failures are told to nobody");
      await till.click("ref-1", "pay");

      const { data } = (await call("/transaction/verify/ref-1")).json;
      assert.deepEqual([data.status, data.amount, data.requested_amount], [
        "success",
        150_050,
        150_050,
      ]);
      assert.ok(data.paid_at);
    },
  );

  await t.step("signs the very bytes of an event", () => {
    const [{ body, signature }] = heard as [{ body: string; signature: string }];
    assert.equal(signature, createHmac("sha512", KEY).update(body).digest("hex"));
    const { event, data } = JSON.parse(body);
    assert.deepEqual([event, data.reference, data.metadata], ["charge.success", "ref-1", ""]);
    return Promise.resolve();
  });

  await t.step("lists newest first, a page at a time, each integration its own", async () => {
    for (const reference of ["ref-2", "ref-3"]) await initialize({ reference });
    await createTill(server.url).setUp({ secret_key: "sk_test_neighbour" });
    const { json } = await call("/transaction?perPage=2&page=1");
    assert.deepEqual(json.data.map((one: { reference: string }) => one.reference), [
      "ref-3",
      "ref-2",
    ]);
    assert.deepEqual([json.meta.total, json.meta.pageCount], [3, 2]);
    assert.equal((await call("/transaction?status=success")).json.data.length, 1);
    assert.equal((await call("/transaction", { key: "sk_test_neighbour" })).json.data.length, 0);
    const statement = await (await fetch(`${server.url}/_sim/statement?secret_key=${KEY}`)).json();
    assert.deepEqual(statement.map((line: { amount: number }) => line.amount), [150_050]);
  });

  const schedules: [key: string, spans: number[], last: number][] = [
    ["sk_live_fortests", [180, 180, 180, 180, 3600, 3600], 72],
    ["sk_test_hourly", [3600, 3600], 10],
  ];
  for (const [key, spans, hours] of schedules) {
    await t.step(`${key} repeats an event that nobody takes, for ${hours} hours`, async () => {
      const till = createTill(server.url);
      await till.setUp({ secret_key: key, webhook_url });
      const reference = `${key.replaceAll("_", "-")}`;
      await call("/transaction/initialize", {
        key,
        body: { email: "a@example.com", amount: 100, reference },
      });
      listenerStatus = 500;
      await till.click(reference, "pay");
      for (const [index, seconds] of spans.entries()) {
        await till.pass(seconds - 1);
        const [early] = await till.deliveries(reference);
        assert.equal(early!.answers.length, 1 + index, `not before ${seconds} s`);
        await till.pass(1);
        const [due] = await till.deliveries(reference);
        assert.equal(due!.answers.length, 2 + index, `after ${seconds} s`);
      }
      for (let hour = 0; hour <= hours; hour++) await till.pass(3600);
      const [given] = await till.deliveries(reference);
      assert.equal(given!.state, "given_up");
      listenerStatus = 200;
    });
  }

  await t.step("remembers everything after a restart", async () => {
    await server.stop();
    server = await startPaystack({ dataDir });
    assert.equal((await call("/transaction/verify/ref-1")).json.data.status, "success");
    assert.equal((await initialize({ reference: "ref-1" })).json.code, "duplicate_reference");
  });

  await server.stop();
  await Deno.remove(dataDir, { recursive: true });
});
