import assert from "node:assert/strict";
import { createLogger } from "@/lib/observability/mod.ts";
import { mpesa as mpesaKind } from "@/lib/payments/mpesa/adapter.ts";
import { type Account, LOCAL_MPESA_ACCOUNT, type PaymentRequest } from "@/lib/payments/mod.ts";
import { freePort } from "@/supabase/local/free_port.ts";

const log = createLogger("test", { level: "silent" });

const REQUEST: PaymentRequest = {
  attemptId: crypto.randomUUID(),
  gatewayRef: null,
  amountMinor: 245_000,
  currency: "KES",
  phone: "+254712345678",
  email: null,
  reference: "KK-1001",
  callbackUrl: "https://shop.example/stk/token/ref",
  returnUrl: "https://shop.example/back",
};

Deno.test("the M-Pesa adapter", async (t) => {
  let answerPush: () => Response | Promise<Response>;
  const seen: { path: string; body: Record<string, unknown> | null }[] = [];
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname: path } = new URL(request.url);
      seen.push({ path, body: request.method === "POST" ? await request.json() : null });
      if (path === "/oauth/v1/generate") {
        return Response.json({ access_token: "one", expires_in: "3599" });
      }
      return await answerPush();
    },
  );
  const baseUrl = `http://127.0.0.1:${server.addr.port}`;
  const accept = () => Response.json({ ResponseCode: "0", CheckoutRequestID: "ws_CO_1" });

  async function submit(request: Partial<PaymentRequest> = {}, account?: Account) {
    const mpesa = mpesaKind.connect({ baseUrl, log, submitTimeoutMs: 300 });
    return await mpesa.submit(account ?? LOCAL_MPESA_ACCOUNT, { ...REQUEST, ...request });
  }

  await t.step("asks a paybill's payer in M-Pesa's own terms", async () => {
    answerPush = accept;
    assert.deepEqual(await submit(), { kind: "accepted", gatewayRef: "ws_CO_1" });
    const { Timestamp, Password, ...body } = seen.at(-1)!.body!;
    assert.match(String(Timestamp), /^20\d{12}$/);
    assert.equal(atob(String(Password)), `174379local-passkey${Timestamp}`);
    assert.deepEqual(body, {
      BusinessShortCode: "174379",
      TransactionType: "CustomerPayBillOnline",
      Amount: 2450,
      PartyA: "254712345678",
      PartyB: "174379",
      PhoneNumber: "254712345678",
      CallBackURL: REQUEST.callbackUrl,
      AccountReference: "KK-1001",
      TransactionDesc: "Online order",
    });
  });

  await t.step("pays a till by its number, under its head office's", async () => {
    const settings = { ...LOCAL_MPESA_ACCOUNT.settings, kind: "till", till: "9876543" };
    await submit({ reference: "KIKAPU-1234567" }, { ...LOCAL_MPESA_ACCOUNT, settings });
    const body = seen.at(-1)!.body!;
    assert.equal(body.TransactionType, "CustomerBuyGoodsOnline");
    assert.deepEqual([body.BusinessShortCode, body.PartyB], ["174379", "9876543"]);
    assert.equal(body.AccountReference, "KAPU-1234567");
  });

  await t.step("refuses what M-Pesa cannot take without asking it", async () => {
    const before = seen.length;
    const impossible = [
      { amountMinor: 245_050 },
      { amountMinor: 0 },
      { currency: "UGX" as const },
      { phone: "+256712345678" },
    ];
    for (const request of impossible) {
      const answer = await submit(request);
      assert.equal("code" in answer && answer.code, "not_payable", JSON.stringify(request));
    }
    assert.equal(seen.length, before);
  });

  await t.step(
    "7.17 token stampede, one token is asked for, however many pushes wait for it: mpesa",
    async () => {
      const mpesa = mpesaKind.connect({ baseUrl, log });
      seen.length = 0;
      await Promise.all([1, 2, 3, 4, 5].map(() => mpesa.submit(LOCAL_MPESA_ACCOUNT, REQUEST)));
      await mpesa.submit(LOCAL_MPESA_ACCOUNT, REQUEST);
      assert.equal(seen.filter(({ path }) => path === "/oauth/v1/generate").length, 1);
      assert.equal(seen.length, 7);
    },
  );

  await t.step("does not know what became of a push that is not answered in time", async () => {
    const release = Promise.withResolvers<Response>();
    answerPush = () => release.promise;
    const answer = await submit();
    release.resolve(accept());
    assert.deepEqual([answer.kind, "code" in answer && answer.code], ["unknown", "no_answer"]);
  });

  await t.step("knows that nothing was sent when it got no token", async () => {
    const mpesa = mpesaKind.connect({ baseUrl: `http://127.0.0.1:${freePort()}`, log });
    const answer = await mpesa.submit(LOCAL_MPESA_ACCOUNT, REQUEST);
    assert.deepEqual([answer.kind, "code" in answer && answer.code], ["busy", "no_answer"]);
    const question = {
      attemptId: REQUEST.attemptId,
      gatewayRef: "ws_CO_1",
      currency: "KES" as const,
    };
    assert.equal((await mpesa.query(LOCAL_MPESA_ACCOUNT, question)).kind, "unanswered");
  });
});
