import assert from "node:assert/strict";
import {
  LOCAL_AIRTEL_ACCOUNT,
  LOCAL_FLUTTERWAVE_ACCOUNT,
  LOCAL_MTN_ACCOUNT,
  LOCAL_PESAPAL_ACCOUNT,
} from "@/lib/payments/mod.ts";
import { startAirtel } from "@/supabase/local/airtel/mod.ts";
import type { StandInOptions } from "@/supabase/local/charges/mod.ts";
import { startFlutterwave } from "@/supabase/local/flutterwave/mod.ts";
import type { LocalServer } from "@/supabase/local/local_server.ts";
import { startMtn } from "@/supabase/local/mtn/mod.ts";
import { startPesapal } from "@/supabase/local/pesapal/mod.ts";
import { createCounter } from "./counter.ts";

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A stand-in in a folder of its own, and calls of its API. */
async function open(start: (options: StandInOptions) => Promise<LocalServer>) {
  const dataDir = await Deno.makeTempDir();
  let server = await start({ dataDir, seed: "protocol" });
  return {
    counter: () => createCounter(server.url),
    async call(path: string, { method, headers = {}, body }: Asked = {}) {
      const response = await fetch(server.url + path, {
        method: method ?? (body === undefined ? "GET" : "POST"),
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      // deno-lint-ignore no-explicit-any
      return { status: response.status, text, json: (text ? JSON.parse(text) : null) as any };
    },
    async restart() {
      await server.stop();
      server = await start({ dataDir });
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
}

Deno.test("the local Flutterwave", async (t) => {
  await using it = await open(startFlutterwave);
  const { secret_key } = LOCAL_FLUTTERWAVE_ACCOUNT.credentials;
  const headers = { authorization: `Bearer ${secret_key}` };
  const page = {
    tx_ref: "ref-1",
    amount: 1500.5,
    currency: "KES",
    redirect_url: "http://shop.test/back",
    customer: { email: "a@example.com" },
  };
  const make = (fields: Record<string, unknown> = {}) =>
    it.call("/v3/payments", { headers, body: { ...page, ...fields } });

  await t.step("opens to known keys alone", async () => {
    const { status, json } = await it.call("/v3/transactions");
    assert.deepEqual([status, json.status, json.data], [401, "error", null]);
  });

  await t.step("refuses what Flutterwave refuses, in its envelope", async () => {
    const wrong = [
      { tx_ref: "" },
      { amount: 0 },
      { amount: "1.234" },
      { currency: "EUR" },
      { redirect_url: "back" },
      { customer: {} },
    ];
    for (const fields of wrong) {
      const { status, json } = await make(fields);
      assert.deepEqual([status, json.status], [400, "error"], JSON.stringify(fields));
    }
  });

  await t.step("lists nothing before somebody tries, then every go at it", async () => {
    assert.equal((await make()).json.message, "Hosted Link");
    const list = () => it.call("/v3/transactions?tx_ref=ref-1", { headers });
    assert.deepEqual((await list()).json.data, []);
    const verify = "/v3/transactions/verify_by_reference?tx_ref=ref-1";
    assert.equal((await it.call(verify, { headers })).status, 400);

    await it.counter().click("ref-1", "fail");
    const back = await it.counter().click("ref-1", "pay");

    const statuses = (await list()).json.data.map((one: { status: string }) => one.status);
    assert.deepEqual(statuses, ["successful", "failed"]);
    assert.match(back, /\/back\?status=successful&tx_ref=ref-1&transaction_id=\d+$/);
    const { data } = (await it.call(verify, { headers })).json;
    assert.deepEqual([data.amount, data.currency], [1500.5, "KES"]);
    assert.equal((await it.call(`/v3/transactions/${data.id}/verify`, { headers })).status, 200);
  });

  await t.step("gives back what was paid, and never more than that", async () => {
    const [failed, paid] = (await it.counter().charge("ref-1")).tries;
    const give = (id: number, amount: unknown) =>
      it.call(`/v3/transactions/${id}/refund`, { headers, body: { amount, comments: "Damaged" } });
    for (const [id, amount] of [[failed!.id, 1], [1, 1], [paid!.id, 0], [paid!.id, 1500.51]]) {
      assert.equal((await give(id!, amount)).status, 400, `${id} ${amount}`);
    }
    const { json } = await give(paid!.id, 1000.25);
    assert.deepEqual([json.data.status, json.data.amount_refunded], ["completed", 1000.25]);
    assert.equal((await give(paid!.id, 500.26)).status, 400);
    assert.equal((await give(paid!.id, 500.25)).status, 200);

    const one = await it.call(`/v3/refunds/${json.data.id}`, { headers });
    assert.deepEqual([one.json.data.TransactionId, one.json.data.status], [
      paid!.id,
      "completed-momo",
    ]);
    const { data, meta } = (await it.call("/v3/refunds?from=2020-01-01", { headers })).json;
    assert.deepEqual([data.length, meta.page_info.total_pages], [2, 1]);
    assert.deepEqual((await it.call("/v3/refunds?from=2099-01-01", { headers })).json.data, []);
  });

  await t.step("remembers over a restart", async () => {
    await it.restart();
    assert.equal((await it.counter().charge("ref-1")).tries.length, 2);
    assert.equal((await it.counter().refunds("ref-1")).length, 2);
  });
});

Deno.test("the local MTN", async (t) => {
  await using it = await open(startMtn);
  const { subscription_key, api_user, api_key, ...payer } = LOCAL_MTN_ACCOUNT.credentials;
  const subscription = { "ocp-apim-subscription-key": subscription_key };
  const token = await it.call("/collection/token/", {
    method: "POST",
    headers: { ...subscription, authorization: `Basic ${btoa(`${api_user}:${api_key}`)}` },
  });
  const path = "/collection/v1_0/requesttopay";
  const reference = "0192f0c1-2b3c-7d4e-8f50-61728394a5b6";
  const headers = {
    ...subscription,
    authorization: `Bearer ${token.json.access_token}`,
    "x-target-environment": "sandbox",
  };
  const ask = (fields: Record<string, unknown> = {}, more: Record<string, string> = {}) =>
    it.call(path, {
      headers: { ...headers, "x-reference-id": reference, ...more },
      body: {
        amount: "1500",
        currency: "EUR",
        externalId: reference,
        payer: { partyIdType: "MSISDN", partyId: "256772123456" },
        payerMessage: "Order KK-1",
        payeeNote: "Order KK-1",
        ...fields,
      },
    });

  await t.step("a token lives an hour, and every call needs it and the subscription", async () => {
    assert.equal(token.json.expires_in, 3600);
    for (const name of ["authorization", "ocp-apim-subscription-key"]) {
      assert.equal((await ask({}, { [name]: "no" })).status, 401, name);
    }
  });

  await t.step("refuses what MTN refuses, with its codes", async () => {
    for (const fields of [{ amount: "0" }, { payerMessage: "it's" }, { payer: {} }]) {
      assert.equal((await ask(fields)).status, 400, JSON.stringify(fields));
    }
    assert.equal((await ask({}, { "x-reference-id": "no-uuid" })).status, 400);
    const cases: [Record<string, unknown>, Record<string, string>, string][] = [
      [{ currency: "UGX" }, {}, "INVALID_CURRENCY"],
      [{}, { "x-target-environment": "mtnatlantis" }, "NOT_ALLOWED_TARGET_ENVIRONMENT"],
      [{}, { "x-callback-url": "http://elsewhere.test/x" }, "INVALID_CALLBACK_URL_HOST"],
    ];
    for (const [fields, more, code] of cases) {
      const { status, json } = await ask(fields, more);
      assert.deepEqual([status, json.code], [500, code]);
    }
  });

  await t.step(
    "takes a reference once, without a word, and lets it expire in five minutes",
    async () => {
      const { status, text } = await ask();
      assert.deepEqual([status, text], [202, ""]);
      assert.equal((await ask()).json.code, "RESOURCE_ALREADY_EXIST");
      const tell = () => it.call(`${path}/${reference}`, { headers });
      assert.equal((await tell()).json.status, "PENDING");
      await it.counter().pass(299);
      assert.equal((await tell()).json.status, "PENDING");
      await it.counter().pass(1);
      const { json } = await tell();
      assert.deepEqual([json.status, json.reason.code ?? json.reason], ["FAILED", "EXPIRED"]);
      assert.equal((await it.call(`${path}/${crypto.randomUUID()}`, { headers })).status, 404);
    },
  );

  await t.step("gives back by keys of their own what was paid, each reference once", async () => {
    const paid = "0192f0c1-2b3c-7d4e-8f50-61728394a5b7";
    await ask({ externalId: paid }, { "x-reference-id": paid });
    await it.counter().end(paid, "paid");
    const { refund_subscription_key, refund_api_user, refund_api_key } = payer;
    const own = { "ocp-apim-subscription-key": refund_subscription_key };
    const user = btoa(`${refund_api_user}:${refund_api_key}`);
    const issue = (product: string, basic: string) =>
      it.call(`/${product}/token/`, {
        method: "POST",
        headers: { ...own, authorization: `Basic ${basic}` },
      });
    assert.equal((await issue("collection", user)).status, 401);
    assert.equal((await issue("disbursement", btoa(`${api_user}:${api_key}`))).status, 401);
    const { access_token } = (await issue("disbursement", user)).json;
    const refunds = "/disbursement/v1_0/refund";
    const opened = { ...own, authorization: `Bearer ${access_token}` };
    const give = (name: string, fields: Record<string, unknown> = {}, more = opened) =>
      it.call(refunds, {
        headers: { ...more, "x-target-environment": "sandbox", "x-reference-id": name },
        body: {
          amount: "1000",
          currency: "EUR",
          externalId: name,
          payerMessage: "Refund KK-1",
          payeeNote: "Refund KK-1",
          referenceIdToRefund: paid,
          ...fields,
        },
      });
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()] as const;
    assert.equal((await give(first, {}, { ...opened, ...subscription })).status, 401);
    assert.equal((await give(first, { amount: "0" })).status, 400);
    assert.equal((await give(first, { currency: "UGX" })).json.code, "INVALID_CURRENCY");
    assert.equal((await give(first, { referenceIdToRefund: first })).status, 404);
    assert.equal((await give(first)).status, 202);
    assert.equal((await give(first)).json.code, "RESOURCE_ALREADY_EXIST");
    assert.equal((await give(second)).json.code, "NOT_ALLOWED", "more than is left");
    const { json } = await it.call(`${refunds}/${first}`, { headers: opened });
    assert.deepEqual([json.status, json.amount, json.externalId], ["SUCCESSFUL", "1000", first]);
    assert.equal((await it.call(`${refunds}/${second}`, { headers: opened })).status, 404);
  });
});

Deno.test("the local Airtel", async (t) => {
  await using it = await open(startAirtel);
  const { credentials } = LOCAL_AIRTEL_ACCOUNT;
  const login = (fields: Record<string, string> = {}) =>
    it.call("/auth/oauth2/token", {
      body: { ...credentials, grant_type: "client_credentials", ...fields },
    });
  const token = (await login()).json;
  const place = { country: "UG", currency: "UGX" };
  const pay = (fields: Record<string, unknown> = {}, more: Record<string, string> = {}) =>
    it.call("/merchant/v1/payments/", {
      headers: {
        authorization: `Bearer ${token.access_token}`,
        "x-country": "UG",
        "x-currency": "UGX",
        ...more,
      },
      body: {
        reference: "Order KK-1",
        subscriber: { ...place, msisdn: "752123456", ...fields.subscriber as object },
        transaction: { ...place, amount: 1500, id: "a1b2c3", ...fields.transaction as object },
      },
    });

  await t.step("a token lives three minutes, told as text", async () => {
    assert.equal(token.expires_in, "180");
    assert.equal((await login({ client_secret: "x" })).status, 401);
    assert.equal((await pay({}, { authorization: "Bearer x" })).status, 401);
  });

  await t.step("refuses what Airtel refuses", async () => {
    const wrong = [
      { subscriber: { msisdn: "256752123456" } },
      { subscriber: { currency: "KES" } },
      { transaction: { amount: 10.5 } },
      { transaction: { id: "a-b" } },
    ];
    for (const fields of wrong) {
      const { status, json } = await pay(fields);
      assert.deepEqual([status, json.status.success], [400, false], JSON.stringify(fields));
    }
    assert.equal((await pay({}, { "x-country": "KE" })).status, 400);
  });

  await t.step("success means taken, and an enquiry tells the rest", async () => {
    const { json } = await pay();
    assert.deepEqual([json.status.success, json.status.response_code], [true, "DP00800001006"]);
    assert.equal((await pay()).json.status.result_code, "ESB000041");
    const enquire = (id: string) =>
      it.call(`/standard/v1/payments/${id}`, {
        headers: {
          authorization: `Bearer ${token.access_token}`,
          "x-country": "UG",
          "x-currency": "UGX",
        },
      });
    const statusOf = async () => (await enquire("a1b2c3")).json.data.transaction.status;
    assert.equal(await statusOf(), "TIP");
    await it.counter().end("a1b2c3", "processing");
    assert.equal(await statusOf(), "TA");
    await it.counter().end("a1b2c3", "paid");
    assert.equal(await statusOf(), "TS");
    assert.equal((await enquire("nobody")).json.status.response_code, "DP00800001025");

    const { receipt } = (await it.counter().charge("a1b2c3")).tries.at(-1)!;
    const giveBack = async (airtel_money_id: string) =>
      (await it.call("/standard/v1/payments/refund", {
        headers: {
          authorization: `Bearer ${token.access_token}`,
          "x-country": "UG",
          "x-currency": "UGX",
        },
        body: { transaction: { airtel_money_id } },
      })).json.status.success;
    assert.equal(await giveBack("MPNOBODYS"), false);
    assert.equal(await giveBack(receipt), true);
    assert.equal(await statusOf(), "TR");
    assert.equal(await giveBack(receipt), false, "once");
    await it.counter().pass(180);
    assert.equal((await pay()).status, 401);
  });
});

Deno.test("the local Pesapal", async (t) => {
  await using it = await open(startPesapal);
  const { credentials } = LOCAL_PESAPAL_ACCOUNT;
  const token = (await it.call("/api/Auth/RequestToken", { body: credentials })).json.token;
  const headers = { authorization: `Bearer ${token}` };
  const post = (path: string, body: unknown) => it.call(path, { headers, body });

  await t.step("tells wrong keys with a status of 200, and a wrong token with 401", async () => {
    const wrong = { ...credentials, consumer_secret: "x" };
    const { status, json } = await it.call("/api/Auth/RequestToken", { body: wrong });
    assert.deepEqual([status, json.error.code], [200, "invalid_consumer_key_or_secret_provided"]);
    assert.equal((await it.call("/api/URLSetup/RegisterIPN", { body: {} })).status, 401);
  });

  const address = { url: "http://shop.test/hook", ipn_notification_type: "POST" };
  const { ipn_id } = (await post("/api/URLSetup/RegisterIPN", address)).json;
  const order = {
    id: "ref-1",
    currency: "KES",
    amount: 1500.5,
    description: "Order KK-1",
    callback_url: "http://shop.test/back",
    notification_id: ipn_id,
    billing_address: { email_address: "a@example.com" },
  };
  const submit = (fields: Record<string, unknown> = {}) =>
    post("/api/Transactions/SubmitOrderRequest", { ...order, ...fields });

  await t.step("refuses what Pesapal refuses", async () => {
    const wrong = [
      { id: "x".repeat(51) },
      { currency: "NGN" },
      { amount: 0 },
      { description: "x".repeat(101) },
      { notification_id: "nobody" },
      { billing_address: {} },
    ];
    for (const fields of wrong) {
      const { status, json } = await submit(fields);
      assert.equal(status, 400, JSON.stringify(fields));
      assert.ok(json.error.code);
    }
  });

  await t.step("an order is invalid until it is paid, and its error is made of nulls", async () => {
    const { order_tracking_id: id, redirect_url } = (await submit()).json;
    assert.match(redirect_url, new RegExp(`/pay/${id}$`));
    const tell = async () =>
      (await it.call(`/api/Transactions/GetTransactionStatus?orderTrackingId=${id}`, { headers }))
        .json;
    const before = await tell();
    assert.deepEqual([before.status_code, before.error.code], [0, null]);
    const back = await it.counter().click("ref-1", "pay");
    assert.match(back, new RegExp(`OrderTrackingId=${id}&OrderMerchantReference=ref-1$`));
    const after = await tell();
    assert.deepEqual([after.status_code, after.amount, after.currency], [1, 1500.5, "KES"]);
    assert.equal((await submit()).status, 400, "an id is good once");
  });
});
