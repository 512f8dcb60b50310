import type { QueryAnswer, RefundAnswer, SubmitAnswer } from "../gateway.ts";
import { asText, type Json, parseObject } from "../json.ts";
import { readResultCode, toOutcome } from "./result_codes.ts";

/** What Daraja answered. `status` 0 means that nothing came back in time. */
export interface Reply {
  status: number;
  body: Uint8Array;
  json: Json | null;
  /** From its error envelope, else made of the status: "http_503". */
  code: string;
  text: string;
}

const INVALID_TOKEN = new Set(["404.001.03", "400.003.01", "401.002.01", "401.003.01"]);
// Spike arrest and quota: the request was turned away at the door.
const TOO_MANY = new Set(["500.003.02", "500.003.03"]);
// Also said of wrong keys, a locked phone and a prompt under way: only the text tells them apart.
const OVERLOADED_CODE = "500.001.1001";

// What a payment out is told that has been asked for before.
const DUPLICATE_CODE = "500.002.1001";

/** The result code that M-Pesa itself uses for a phone that is busy with another transaction. */
const PHONE_BUSY = "1001";

export function toReply(status: number, body: Uint8Array): Reply {
  const json = parseObject(body);
  const code = asText(json?.errorCode, 60) ?? (status === 0 ? "no_answer" : `http_${status}`);
  return { status, body, json, code, text: asText(json?.errorMessage, 300) ?? "" };
}

export function isTokenRefused(reply: Reply): boolean {
  return reply.status >= 400 && (reply.status === 401 || INVALID_TOKEN.has(reply.code));
}

/** What the answer to a push means. Where Daraja may have sent the prompt, the answer is unknown. */
export function toSubmitAnswer(reply: Reply): SubmitAnswer {
  const { status, json, code, text } = reply;
  if (status === 200) {
    const gatewayRef = asText(json?.CheckoutRequestID, 120);
    if (isAccepted(json) && gatewayRef) return { kind: "accepted", gatewayRef };
    return { kind: "unknown", code: "unreadable_answer", text };
  }
  if (TOO_MANY.has(code) || status === 429 || isTokenRefused(reply)) {
    return { kind: "busy", code, text };
  }
  if (code === OVERLOADED_CODE && /lock subscriber|already in process/i.test(text)) {
    return { kind: "refused", code: PHONE_BUSY, text };
  }
  if (code === OVERLOADED_CODE && /credentials|does not exist/i.test(text)) {
    return { kind: "refused", code, text };
  }
  return { kind: status >= 400 && status < 500 ? "refused" : "unknown", code, text };
}

function isAccepted(json: Json | null): boolean {
  return readResultCode(json?.ResponseCode) === "0";
}

/** What the answer to a query means. An error never says anything of the payment. */
export function toQueryAnswer(reply: Reply): QueryAnswer {
  const { status, json, code, text, body } = reply;
  if (code === OVERLOADED_CODE && /being processed/i.test(text)) {
    return { kind: "answered", outcome: { state: "pending", code, text, isKnown: true }, body };
  }
  const resultCode = readResultCode(json?.ResultCode);
  if (status !== 200 || !isAccepted(json) || resultCode === null) {
    return { kind: "unanswered", code, text };
  }
  return {
    kind: "answered",
    outcome: toOutcome(resultCode, asText(json?.ResultDesc, 300) ?? ""),
    body,
  };
}

/** What the answer to a payment out means, and to a question about one. What it came to follows later. */
export function toPayoutAnswer(reply: Reply, gatewayRef: string): RefundAnswer {
  const { status, json, code, text } = reply;
  if (status === 200) {
    if (isAccepted(json)) return { kind: "accepted", gatewayRef };
    return { kind: "unknown", code: "unreadable_answer", text };
  }
  if (code === DUPLICATE_CODE && /duplicate/i.test(text)) return { kind: "accepted", gatewayRef };
  if (TOO_MANY.has(code) || status === 429 || isTokenRefused(reply)) {
    return { kind: "busy", code, text };
  }
  return { kind: status >= 400 && status < 500 ? "refused" : "unknown", code, text };
}
