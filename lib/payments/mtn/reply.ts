import { isCurrency } from "@/lib/money.ts";
import type { Envelope, Reply } from "../caller.ts";
import type { Outcome, PaymentQuestion, QueryAnswer, SubmitAnswer } from "../gateway.ts";
import { asText, type Json } from "../json.ts";
import type { MtnSettings } from "./account.ts";
import { fromMtnCurrency, mtnAmounts } from "./amounts.ts";
import { readStatus } from "./status.ts";

/** {"code":"..","message":".."}, where it is an error. */
export function readEnvelope(json: Json): Envelope {
  return { code: asText(json.code, 60), text: asText(json.message, 300) };
}

/** MTN takes plain characters alone. */
export function toMtnText(text: string): string {
  return text.replace(/[^\w. -]/g, "").slice(0, 160);
}

export function isTokenRefused({ status }: Reply): boolean {
  return status === 401;
}

/** Said with a status of 500, though the request got no further than the door. */
const TURNED_AWAY = new Set([
  "PAYER_NOT_FOUND",
  "PAYEE_NOT_FOUND",
  "NOT_ALLOWED",
  "NOT_ALLOWED_TARGET_ENVIRONMENT",
  "INVALID_CURRENCY",
  "INVALID_CALLBACK_URL_HOST",
]);

/**
 * What the answer to a request to pay means, or to one to give back. Where the payer may have been
 * asked, or the money may have gone, it is unknown.
 */
export function toSubmitAnswer(
  reply: Reply,
  gatewayRef: string,
): Exclude<SubmitAnswer, { kind: "redirect" }> {
  const { status, code, text } = reply;
  // The reference is nobody else's, so what is there under it is this very request.
  if (status === 202 || status === 409) return { kind: "accepted", gatewayRef };
  if (status === 429) return { kind: "busy", code, text };
  const isRefused = (status >= 400 && status < 500) || TURNED_AWAY.has(code);
  return { kind: isRefused ? "refused" : "unknown", code, text };
}

/** What the answer to a question means. An error never says anything of the payment. */
export function toQueryAnswer(
  { status, json, code, text, body }: Reply,
  { gatewayRef, currency: asked }: PaymentQuestion,
  { environment }: MtnSettings,
): QueryAnswer {
  if (status === 404) return { kind: "absent", code, text };
  const outcome = json && status === 200 ? readStatus(json) : null;
  if (!json || !outcome || json.externalId !== gatewayRef) {
    return { kind: "unanswered", code: status === 200 ? "unreadable_answer" : code, text };
  }
  if (outcome.state !== "succeeded") return { kind: "answered", outcome, body };
  const named = fromMtnCurrency(environment, asText(json.currency, 3) ?? "", asked);
  return { kind: "answered", outcome: withMoney(outcome, json, named), body };
}

/** An amount that cannot be read is nobody's to guess: it stays open, and somebody looks. */
function withMoney(outcome: Outcome, json: Json, currency: string): Outcome {
  const amountMinor = isCurrency(currency) ? mtnAmounts.fromWire(json.amount, currency) : null;
  if (!isCurrency(currency) || amountMinor === null) {
    return { ...outcome, state: "pending", code: "unreadable_amount", isKnown: false };
  }
  const receipt = asText(json.financialTransactionId, 60);
  return { ...outcome, amountMinor, currency, ...(receipt && { receipt }) };
}
