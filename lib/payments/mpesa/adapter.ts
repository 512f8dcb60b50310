import { maskPhone } from "@/lib/phone.ts";
import type {
  ConnectOptions,
  GatewayAdapter,
  GatewayKind,
  PaymentQuestion,
  PaymentRequest,
} from "../gateway.ts";
import { type MpesaAccount, readMpesaAccount } from "./account.ts";
import { TokenUnavailable } from "../tokens.ts";
import { mpesaReader } from "./callback.ts";
import { createDarajaClient } from "./client.ts";
import { mpesaReceipts } from "./receipts.ts";
import { mpesaRefunds } from "./refunds.ts";
import { registerTill } from "./register.ts";
import { toQueryAnswer, toSubmitAnswer } from "./reply.ts";
import { mpesaAmounts, toMsisdn, toPassword, toTimestamp } from "./wire.ts";

const QUERY_TIMEOUT_MS = 10_000;

const MAX_REFERENCE = 12;

const NOT_CONFIGURED = { code: "not_configured", text: "The M-Pesa account is not complete" };

/** M-Pesa of Kenya through Safaricom's Daraja: prompts on the payer's phone (STK push). */
export const mpesa: GatewayKind = {
  reader: mpesaReader,
  amounts: mpesaAmounts,
  connect: connectMpesa,
};

function connectMpesa(options: ConnectOptions): GatewayAdapter {
  const { submitTimeoutMs = 20_000 } = options;
  const client = createDarajaClient(options);

  return {
    ...mpesaReader,
    modeOf(account) {
      const environment = readMpesaAccount(account)?.settings.environment;
      return environment ? environment === "production" ? "live" : "test" : null;
    },
    // Daraja names a prompt when it takes it, and not before.
    chooseRef: () => null,

    async submit(account, request) {
      const mpesa = readMpesaAccount(account);
      if (!mpesa) return { kind: "refused", ...NOT_CONFIGURED };
      const payload = toPush(mpesa, request);
      if (!payload) {
        return { kind: "refused", code: "not_payable", text: "Not a Kenyan phone or amount" };
      }
      try {
        return toSubmitAnswer(
          await client.post(mpesa, {
            path: "/mpesa/stkpush/v1/processrequest",
            payload,
            timeoutMs: submitTimeoutMs,
            about: {
              call: "push",
              attempt_id: request.attemptId,
              phone: maskPhone(request.phone),
            },
          }),
        );
      } catch (error) {
        if (!(error instanceof TokenUnavailable)) throw error;
        const { code, text } = error.reply;
        return { kind: error.isRefused ? "refused" : "busy", code, text };
      }
    },

    async query(account, question) {
      const mpesa = readMpesaAccount(account);
      if (!mpesa) return { kind: "unanswered", ...NOT_CONFIGURED };
      try {
        return toQueryAnswer(
          await client.post(mpesa, {
            path: "/mpesa/stkpushquery/v1/query",
            payload: toQuery(mpesa, question),
            timeoutMs: QUERY_TIMEOUT_MS,
            about: { call: "query", attempt_id: question.attemptId },
          }),
        );
      } catch (error) {
        if (!(error instanceof TokenUnavailable)) throw error;
        return { kind: "unanswered", code: error.reply.code, text: error.reply.text };
      }
    },

    async registerTill(account, addresses) {
      const mpesa = readMpesaAccount(account);
      if (!mpesa) return { ok: false, code: "not_configured" };
      return await registerTill(client, mpesa, addresses);
    },

    refunds: mpesaRefunds(client),
    receipts: mpesaReceipts(client),

    // A token is all that can be asked for without asking somebody for money. The passkey stays untried.
    async check(account) {
      const mpesa = readMpesaAccount(account);
      if (!mpesa) return { ok: false, code: "not_configured" };
      try {
        await client.renewToken(mpesa);
        return { ok: true };
      } catch (error) {
        if (!(error instanceof TokenUnavailable)) throw error;
        return { ok: false, code: error.isRefused ? "refused" : "unreachable" };
      }
    },
  };
}

/** Null when M-Pesa cannot take this amount, currency or phone. */
function toPush(account: MpesaAccount, request: PaymentRequest) {
  const { settings } = account;
  const shillings = mpesaAmounts.toWire(request.amountMinor, request.currency);
  const msisdn = toMsisdn(request.phone);
  if (shillings === null || msisdn === null) return null;
  return {
    ...toProof(account),
    TransactionType: settings.kind === "till" ? "CustomerBuyGoodsOnline" : "CustomerPayBillOnline",
    Amount: shillings,
    PartyA: msisdn,
    PartyB: settings.kind === "till" ? settings.till : settings.short_code,
    PhoneNumber: msisdn,
    CallBackURL: request.callbackUrl,
    // The end of a label is what tells orders apart.
    AccountReference: request.reference.slice(-MAX_REFERENCE),
    TransactionDesc: "Online order",
  };
}

function toQuery(account: MpesaAccount, { gatewayRef }: PaymentQuestion) {
  return { ...toProof(account), CheckoutRequestID: gatewayRef };
}

function toProof(account: MpesaAccount) {
  const timestamp = toTimestamp(new Date());
  return {
    BusinessShortCode: account.settings.short_code,
    Password: toPassword(account, timestamp),
    Timestamp: timestamp,
  };
}
