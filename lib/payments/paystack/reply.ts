import type { Mode, QueryAnswer, SubmitAnswer } from "../gateway.ts";
import type { Exchange } from "../exchange.ts";
import { asObject, asText, type Json, parseObject } from "../json.ts";
import { readTransaction } from "./transaction.ts";

/** What Paystack answered, taken out of its envelope. */
export interface Reply {
  status: number;
  body: Uint8Array;
  /** True when the envelope itself says that it was done. */
  isDone: boolean;
  json: Json | null;
  /** From its error envelope, else made of the status: "http_503". */
  code: string;
  text: string;
}

export function toReply({ status, body, error }: Exchange): Reply {
  const json = parseObject(body);
  const code = asText(json?.code, 60) || (status === 0 ? "no_answer" : `http_${status}`);
  const text = asText(json?.message, 300) ?? error.slice(0, 300);
  return { status, body, isDone: status === 200 && json?.status === true, json, code, text };
}

/** What the answer to an initialize means. Where Paystack may have done it, the answer is unknown. */
export function toSubmitAnswer(reply: Reply, reference: string): SubmitAnswer {
  const { status, isDone, json, code, text } = reply;
  if (isDone) {
    const pageUrl = asText(asObject(json?.data)?.authorization_url, 500);
    if (pageUrl && /^https?:\/\//.test(pageUrl) && URL.canParse(pageUrl)) {
      return { kind: "redirect", gatewayRef: reference, pageUrl };
    }
    return { kind: "unknown", code: "unreadable_answer", text };
  }
  // It has this reference from an earlier call, whose answer was lost.
  if (code === "duplicate_reference") return { kind: "unknown", code, text };
  if (status === 429) return { kind: "busy", code, text };
  return { kind: status >= 400 && status < 500 ? "refused" : "unknown", code, text };
}

/** What the answer to a verify means. An error never says anything of the payment. */
export function toQueryAnswer(
  reply: Reply,
  asked: { reference: string; mode: Mode | null },
): QueryAnswer {
  const { status, isDone, json, code, text, body } = reply;
  if (!isDone) {
    const isAbsent = (status === 404 || status === 400) &&
      (code === "transaction_not_found" || /reference not found/i.test(text));
    return { kind: isAbsent ? "absent" : "unanswered", code, text };
  }
  const transaction = readTransaction(asObject(json?.data));
  if (transaction?.reference !== asked.reference) {
    return { kind: "unanswered", code: "unreadable_answer", text };
  }
  if (transaction.mode && transaction.mode !== asked.mode) {
    return { kind: "unanswered", code: "wrong_mode", text };
  }
  return { kind: "answered", outcome: transaction.outcome, body };
}
