import assert from "node:assert/strict";
import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";
import { startDaraja } from "@/supabase/local/daraja/mod.ts";
import { toPassword } from "@/lib/payments/mpesa/wire.ts";
import { createPhone } from "./phone.ts";

const { consumer_key, consumer_secret } = LOCAL_MPESA_ACCOUNT.credentials;
const TIMESTAMP = "20261004153000";
const PUSH = {
  BusinessShortCode: "174379",
  Password: toPassword(LOCAL_MPESA_ACCOUNT, TIMESTAMP),
  Timestamp: TIMESTAMP,
  TransactionType: "CustomerPayBillOnline",
  Amount: 1,
  PartyA: "254708374149",
  PartyB: "174379",
  PhoneNumber: "254708374149",
  CallBackURL: "http://127.0.0.1:1/nobody",
  AccountReference: "KK-1001",
  TransactionDesc: "Online order",
};

Deno.test("the local Daraja", async (t) => {
  const dataDir = await Deno.makeTempDir();
  let daraja = await startDaraja({ dataDir, seed: "one" });

  async function getToken(secret = consumer_secret, grant = "client_credentials") {
    const response = await fetch(`${daraja.url}/oauth/v1/generate?grant_type=${grant}`, {
      headers: { authorization: `Basic ${btoa(`${consumer_key}:${secret}`)}` },
    });
    return { status: response.status, ...await response.json() };
  }
  async function call(path: string, body: unknown, token?: string) {
    const bearer = token ?? (await getToken()).access_token;
    const response = await fetch(daraja.url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, ...await response.json() };
  }
  const push = (fields = {}, token?: string) =>
    call("/mpesa/stkpush/v1/processrequest", { ...PUSH, ...fields }, token);
  const query = (CheckoutRequestID: string) => {
    const { BusinessShortCode, Password, Timestamp } = PUSH;
    const question = { BusinessShortCode, Password, Timestamp, CheckoutRequestID };
    return call("/mpesa/stkpushquery/v1/query", question);
  };

  try {
    await t.step("gives tokens for an hour, told as text, to who has the keys", async () => {
      assert.equal((await getToken()).expires_in, "3599");
      assert.equal((await getToken("wrong")).errorCode, "400.008.01");
      assert.equal((await getToken(undefined, "password")).errorCode, "400.008.02");
    });

    await t.step("forgets a token when it gives the next", async () => {
      const { access_token } = await getToken();
      await getToken();
      const { status, errorCode } = await push({}, access_token);
      assert.deepEqual([status, errorCode], [404, "404.001.03"]);
    });

    await t.step("names the field that is wrong", async () => {
      const wrong = {
        Amount: 1.5,
        PhoneNumber: "0708374149",
        PartyA: "+254708374149",
        AccountReference: "THIRTEEN-CHAR",
        TransactionDesc: "Fourteen chars",
        TransactionType: "CustomerPay",
        CallBackURL: "nowhere",
      };
      for (const [field, value] of Object.entries(wrong)) {
        const { status, errorCode, errorMessage } = await push({ [field]: value });
        assert.deepEqual([status, errorCode], [400, "400.002.02"]);
        assert.equal(errorMessage, `Bad Request - Invalid ${field}`);
      }
      assert.equal((await push({ Amount: 250_001 })).errorCode, "400.002.02");
    });

    await t.step("checks the password and the short code", async () => {
      assert.equal((await push({ Password: "x" })).errorMessage, "Wrong credentials");
      assert.equal(
        (await push({ BusinessShortCode: "600000" })).errorMessage,
        "Merchant does not exist",
      );
    });

    await t.step("answers what is no request as Daraja does", async () => {
      assert.equal((await call("/mpesa/nothing", {})).errorCode, "404.001.01");
      const garbage = await call("/mpesa/stkpush/v1/processrequest", "{");
      assert.equal(garbage.errorCode, "400.002.05");
      const got = await fetch(`${daraja.url}/mpesa/stkpush/v1/processrequest`);
      assert.equal((await got.json()).errorCode, "405.001");
    });

    await t.step(
      "locks a phone while a prompt is on it, and 90 s when nobody answers",
      async () => {
        const phone = createPhone(daraja.url);
        const { CheckoutRequestID, ResponseCode } = await push();
        assert.equal(ResponseCode, "0");
        assert.match((await push()).errorMessage, /^Unable to lock subscriber/);
        const pending = await query(CheckoutRequestID);
        assert.deepEqual([pending.status, pending.errorCode], [500, "500.001.1001"]);

        await phone.pass(61);
        assert.equal((await query(CheckoutRequestID)).ResultCode, "1037");
        assert.match((await push()).errorMessage, /^Unable to lock subscriber/);
        await phone.pass(30);
        assert.equal((await push()).ResponseCode, "0");
        await phone.refuse(PUSH.PhoneNumber);
        assert.equal((await push()).ResponseCode, "0");
      },
    );

    await t.step("sends a callback once: who does not listen misses it", async () => {
      const phone = createPhone(daraja.url);
      await phone.approve(PUSH.PhoneNumber);
      const [sent, ...more] = await phone.callbacks(PUSH.PhoneNumber);
      assert.equal(sent!.state, "discarded");
      assert.equal(more.length, 0);
    });

    await t.step("knows everything again after a restart, and ends what is overdue", async () => {
      const { CheckoutRequestID } = await push({ PhoneNumber: "254700000001" });
      const paid = (await createPhone(daraja.url).prompt(PUSH.PhoneNumber)).checkoutId;
      await daraja.stop();
      await Deno.writeTextFile(`${dataDir}/daraja/records.ndjson`, '["prompt:cut', {
        append: true,
      });
      daraja = await startDaraja({ dataDir });

      assert.equal((await query(paid)).ResultCode, "0");
      assert.equal((await query(CheckoutRequestID)).errorCode, "500.001.1001");
      await createPhone(daraja.url).pass(61);
      assert.equal((await query(CheckoutRequestID)).ResultCode, "1037");
    });

    await t.step("gives the same references for the same seed", async () => {
      const references: string[] = [];
      for (const seed of ["one", "one", "two"]) {
        const folder = await Deno.makeTempDir();
        await using other = await startOther(folder, seed);
        references.push(await other.firstReference());
      }
      assert.equal(references[0], references[1]);
      assert.notEqual(references[0], references[2]);
    });
  } finally {
    await daraja.stop();
    await Deno.remove(dataDir, { recursive: true });
  }

  async function startOther(folder: string, seed: string) {
    const former = daraja;
    daraja = await startDaraja({ dataDir: folder, seed });
    return {
      firstReference: async () => (await push()).CheckoutRequestID as string,
      async [Symbol.asyncDispose]() {
        await daraja.stop();
        daraja = former;
        await Deno.remove(folder, { recursive: true });
      },
    };
  }
});
