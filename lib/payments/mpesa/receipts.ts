import type { ReceiptAnswer, ReceiptQuestion, Receipts } from "../receipts.ts";
import { asObject, asText, type Json, parseObject } from "../json.ts";
import { TokenUnavailable } from "../tokens.ts";
import { type MpesaAccount, payoutOf, readMpesaAccount } from "./account.ts";
import type { DarajaClient } from "./client.ts";
import { toPayoutAnswer } from "./reply.ts";
import { readParameters } from "./result.ts";
import { readResultCode } from "./result_codes.ts";
import { fromShillings, fromTimestamp } from "./wire.ts";

const TIMEOUT_MS = 10_000;

/**
 * Payments that were never told of, asked about by the code that the payer got (transaction status). Who
 * asks is the initiator that refunds are sent by.
 */
export function mpesaReceipts(client: DarajaClient): Receipts {
  return {
    async ask(account, question) {
      const mpesa = readMpesaAccount(account);
      const payload = mpesa && toQuestion(mpesa, question);
      if (!mpesa || !payload) {
        return { kind: "refused", code: "not_configured", text: "Nobody is set up to ask" };
      }
      try {
        const reply = await client.post(mpesa, {
          path: "/mpesa/transactionstatus/v1/query",
          payload,
          timeoutMs: TIMEOUT_MS,
          about: { call: "transaction status", question_id: question.questionId },
        });
        const answer = toPayoutAnswer(reply, question.questionId);
        return answer.kind === "accepted" ? { kind: "asked" } : answer;
      } catch (error) {
        if (!(error instanceof TokenUnavailable)) throw error;
        const { code, text } = error.reply;
        return { kind: error.isRefused ? "refused" : "busy", code, text };
      }
    },

    read(account, receipt, body) {
      const mpesa = readMpesaAccount(account);
      const result = asObject(parseObject(body)?.Result);
      return mpesa && result ? readAnswer(mpesa, receipt, result) : null;
    },
  };
}

function toQuestion(account: MpesaAccount, question: ReceiptQuestion) {
  const payout = payoutOf(account);
  if (!payout) return null;
  return {
    Initiator: payout.initiator,
    SecurityCredential: payout.security_credential,
    CommandID: "TransactionStatusQuery",
    TransactionID: question.receipt,
    PartyA: account.settings.short_code,
    IdentifierType: "4",
    Remarks: "Payment",
    ResultURL: question.callbackUrl,
    QueueTimeOutURL: question.timeoutUrl,
    Occasion: "",
  };
}

/** Money counts that is there, came to this very account, and bears the code that was asked about. */
function readAnswer(
  { settings }: MpesaAccount,
  receipt: string,
  result: Json,
): ReceiptAnswer | null {
  const code = readResultCode(result.ResultCode);
  const text = asText(result.ResultDesc, 300) ?? "";
  if (code === null) return null;
  if (code !== "0") return { kind: "absent", code, text };
  const told = readParameters(result);
  const status = asText(told.get("TransactionStatus"), 60) ?? "";
  const amountMinor = fromShillings(told.get("Amount"));
  const named = asText(told.get("ReceiptNo"), 60)?.trim().toUpperCase();
  if (named !== receipt || amountMinor === null) return null;
  if (status !== "Completed") return { kind: "absent", code: status || "no_status", text };
  const [receiver] = partyOf(told.get("CreditPartyName"));
  if (receiver !== settings.short_code && receiver !== settings.till) {
    return { kind: "absent", code: "not_ours", text: "It went to another account." };
  }
  const [payer, payerName] = partyOf(told.get("DebitPartyName"));
  const paidAt = fromTimestamp(told.get("FinalisedTime"));
  return { kind: "found", payment: { receipt, amountMinor, payer, payerName, paidAt } };
}

/** "254708374149 - Asha N": number and name. */
function partyOf(value: unknown): [number: string, name: string] {
  const [, number = "", name = ""] = /^([\d*\s+]{3,30}?)\s*-\s*(.*)$/.exec(
    asText(value, 200) ?? "",
  ) ?? [];
  return [number.trim(), name.trim().slice(0, 100)];
}
