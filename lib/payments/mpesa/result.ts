import type { Callback, RefundOutcome } from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";
import { readResultCode } from "./result_codes.ts";
import { fromShillings } from "./wire.ts";

// As documented for payments from business to customer: nothing was paid.
const FAILURES = new Set([
  "1", // the paying account has too little
  "2", // below the least amount
  "3", // above the most
  "4", // above the limit of a day
  "5", // the paying account would hold too little
  "6", // the paying side is unknown
  "7", // the receiver is unknown
  "8", // the receiver's account would hold too much
  "11", // the paying account is not valid
  "12", // the receiving account is not valid
  "13", // the paying account is unknown
  "14", // the receiving account is unknown
  "20", // the initiator is unknown
  "21", // the initiator may not do this
  "26", // M-Pesa is too busy
  "2001", // the initiator's credential is wrong
  "2028", // the short code may not pay out
  "2040", // the receiver is not with M-Pesa
]);
/** It has this conversation id already: an answer to a repeat, and none about the money. */
const DUPLICATE = "15";

/** Reads what M-Pesa sends to a result address: about a payment out, or about a question. */
export function parseResult(message: Json): Callback & { kind: "refund" } | null {
  const conversation = asText(message.OriginatorConversationID, 120);
  const code = readResultCode(message.ResultCode);
  if (!conversation || code === null) return null;
  const parameters = readParameters(message);
  const text = asText(message.ResultDesc, 300) ?? "";
  if (parameters.has("TransactionStatus")) {
    const gatewayRef = asText(parameters.get("OriginatorConversationID"), 120) ?? conversation;
    return { kind: "refund", gatewayRef, outcome: toStatus(parameters, text) };
  }
  const outcome: RefundOutcome = {
    state: code === "0" ? "done" : FAILURES.has(code) ? "failed" : "pending",
    code,
    text,
    isKnown: code === "0" || code === DUPLICATE || FAILURES.has(code),
    ...paidOut(parameters.get("TransactionAmount"), message.TransactionID),
  };
  return { kind: "refund", gatewayRef: conversation, outcome };
}

/** Only Completed is final: whatever else it may say, the money's fate is not certain by it. */
function toStatus(parameters: Map<unknown, unknown>, text: string): RefundOutcome {
  const code = asText(parameters.get("TransactionStatus"), 60) ?? "unreadable_status";
  const isDone = code === "Completed";
  return {
    state: isDone ? "done" : "pending",
    code,
    text,
    isKnown: isDone,
    ...paidOut(parameters.get("Amount"), parameters.get("ReceiptNo")),
  };
}

function paidOut(amount: unknown, transaction: unknown): Partial<RefundOutcome> {
  const amountMinor = fromShillings(amount);
  const receipt = asText(transaction, 60)?.trim().toUpperCase();
  return { ...(amountMinor !== null && { amountMinor }), ...(receipt && { receipt }) };
}

/** Key and value pairs in any order; a single one may stand alone. */
export function readParameters(message: Json): Map<unknown, unknown> {
  const list = asObject(message.ResultParameters)?.ResultParameter;
  const items = Array.isArray(list) ? list : [list];
  return new Map(items.map(asObject).flatMap((item) => item ? [[item.Key, item.Value]] : []));
}
