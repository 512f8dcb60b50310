import { isCurrency } from "@/lib/money.ts";
import type { Envelope, Reply } from "../caller.ts";
import type { Outcome, PaymentQuestion, QueryAnswer, SubmitAnswer } from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";
import { isWebAddress } from "../web_address.ts";
import { pesapalAmounts } from "./amounts.ts";

/** {"error":{"error_type":"..","code":"..","message":".."},"status":"500"}, also with a status of 200. */
export function readEnvelope(json: Json): Envelope {
  const error = asObject(json.error);
  const code = asText(error?.code, 60);
  return {
    // Answers that went well may carry an error of nothing but nulls.
    isRefusal: Boolean(code) || (typeof json.error === "string" && json.error !== ""),
    code,
    text: asText(error?.message, 300) ?? asText(json.message, 300),
  };
}

export function isTokenRefused({ status }: Reply): boolean {
  return status === 401;
}

/**
 * What the answer to an order means. Without one nobody knows where its page is, ourselves included: it
 * cannot be asked about, but nor can anybody be asked to pay there.
 */
export function toSubmitAnswer({ status, isDone, json, code, text }: Reply): SubmitAnswer {
  if (status === 429) return { kind: "busy", code, text };
  if (!isDone) {
    const isLost = status === 0 || status >= 500;
    return { kind: "refused", code: isLost ? "page_lost" : code, text };
  }
  const gatewayRef = asText(json?.order_tracking_id, 60);
  const pageUrl = asText(json?.redirect_url, 500);
  return gatewayRef && isWebAddress(pageUrl)
    ? { kind: "redirect", gatewayRef, pageUrl }
    : { kind: "refused", code: "page_lost", text };
}

/** What the answer to a question means. An error never says anything of the payment. */
export function toQueryAnswer(reply: Reply, { attemptId }: PaymentQuestion): QueryAnswer {
  const { status, isDone, json, code, text, body } = reply;
  const word = asText(json?.payment_status_description, 60)?.toLowerCase();
  const isAnswer = isDone || word;
  if (status !== 200 || !isAnswer || !json || json.merchant_reference !== attemptId) {
    return { kind: "unanswered", code: isDone ? "unreadable_answer" : code, text };
  }
  return { kind: "answered", outcome: toOutcome(json, word ?? ""), body };
}

/** By the number. An order is invalid until somebody pays on its page, and is not lost by that. */
function toOutcome(json: Json, word: string): Outcome {
  const outcome = {
    code: word || `status_${json.status_code}`,
    text: asText(json.message, 300) ?? "",
    isKnown: true,
  };
  switch (Number(json.status_code)) {
    case 0:
      return { ...outcome, state: word === "invalid" ? "open" : "pending" };
    case 1:
      return readPayment(outcome, json);
    case 2:
      return { ...outcome, state: "failed" };
    case 3:
      return { ...outcome, state: "failed", isTakenBack: true };
    default:
      return { ...outcome, state: "pending", isKnown: false };
  }
}

/** An amount that cannot be read is nobody's to guess: it stays open, and somebody looks. */
function readPayment(outcome: Omit<Outcome, "state">, json: Json): Outcome {
  const currency = asText(json.currency, 3) ?? "";
  const amountMinor = isCurrency(currency) ? pesapalAmounts.fromWire(json.amount, currency) : null;
  if (!isCurrency(currency) || amountMinor === null) {
    return { ...outcome, state: "pending", code: "unreadable_amount", isKnown: false };
  }
  const receipt = asText(json.confirmation_code, 60);
  return { ...outcome, state: "succeeded", amountMinor, currency, ...(receipt && { receipt }) };
}
