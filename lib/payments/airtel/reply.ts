import type { Envelope, Reply } from "../caller.ts";
import type { PaymentQuestion, QueryAnswer, SubmitAnswer } from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";
import { toOutcome } from "./status.ts";

/** {"status":{"code":"200","message":"..","result_code":"ESB..","response_code":"DP..","success":true}} */
export function readEnvelope(json: Json): Envelope {
  const status = asObject(json.status);
  const isRefusal = status?.success === false;
  const code = asText(status?.response_code, 60) || asText(status?.result_code, 60);
  return {
    isRefusal,
    code: code ?? asText(json.error, 60),
    text: asText(status?.message, 300) ?? asText(json.error_description, 300),
  };
}

export function isTokenRefused({ status }: Reply): boolean {
  return status === 401;
}

/** The reference is there already. It is nobody else's, so what is there is this very request. */
const DUPLICATE = "ESB000041";
/** It may have been done all the same. */
const AMBIGUOUS = new Set([
  "DP00800001000",
  "ROUTER117",
  "ESB000001",
  "ESB000004",
  "ESB000008",
  "ESB000014",
]);
const NOT_FOUND = "DP00800001025";

/**
 * What the answer to a request to pay means, or to one to give back. Where the payer may have been
 * asked, or the money may have gone, it is unknown.
 */
export function toSubmitAnswer(
  reply: Reply,
  gatewayRef: string,
): Exclude<SubmitAnswer, { kind: "redirect" }> {
  const { status, isDone, json, code, text } = reply;
  if (codesOf(json).includes(DUPLICATE)) return { kind: "accepted", gatewayRef };
  if (codesOf(json).some((one) => AMBIGUOUS.has(one))) return { kind: "unknown", code, text };
  // Success says no more than that it was taken.
  if (isDone && json) return { kind: "accepted", gatewayRef };
  if (status === 429) return { kind: "busy", code, text };
  const isRefused = status >= 400 && status < 500 && status !== 408;
  return { kind: isRefused ? "refused" : "unknown", code, text };
}

/** What the answer to an enquiry means. An error never says anything of the payment. */
export function toQueryAnswer(reply: Reply, { gatewayRef }: PaymentQuestion): QueryAnswer {
  const { isDone, json, code, text, body } = reply;
  if (codesOf(json).includes(NOT_FOUND)) return { kind: "absent", code, text };
  const transaction = asObject(asObject(json?.data)?.transaction);
  const status = asText(transaction?.status, 60);
  if (!transaction || !status || !isAnswer(reply)) {
    return { kind: "unanswered", code: isDone ? "unreadable_answer" : code, text };
  }
  if (transaction.id !== gatewayRef) return { kind: "unanswered", code: "other_transaction", text };
  const receipt = asText(transaction.airtel_money_id, 60);
  const outcome = toOutcome(status, asText(transaction.message, 300) ?? "", code);
  return {
    kind: "answered",
    outcome: {
      ...outcome,
      // No amount comes along: Airtel takes the one that it was asked for, or nothing.
      ...(outcome.state === "succeeded" && receipt && { receipt }),
    },
    body,
  };
}

/** A failed transaction is answered with 200 and no success. */
function isAnswer({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

function codesOf(json: Json | null): string[] {
  const status = asObject(json?.status);
  return [status?.response_code, status?.result_code].filter((code) => typeof code === "string");
}
