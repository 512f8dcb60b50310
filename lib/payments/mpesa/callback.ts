import type { Callback, CallbackReader, Outcome } from "../gateway.ts";
import { asObject, asText, type Json, parseObject } from "../json.ts";
import { parseResult } from "./result.ts";
import { readResultCode, toOutcome } from "./result_codes.ts";
import { fromMsisdn, fromShillings } from "./wire.ts";

/** M-Pesa's callbacks: unsigned, each to an address that only its own prompt or refund was given. */
export const mpesaReader: CallbackReader = {
  name: "mpesa",
  // Daraja turns away callback addresses with words like its own name in them.
  functionName: "stk",
  callbacksTo: "attempt",
  parseCallback,
  // In M-Pesa's own words: 0 is accepted, anything else is not.
  answerCallback: (status, text) =>
    Response.json({ ResultCode: status === 200 ? 0 : 1, ResultDesc: text }, { status }),
};

/**
 * Reads what M-Pesa sends when a prompt has ended, or a payment out; null for what is neither. Runs in
 * edge functions, so it needs neither a database nor the network. Never throws.
 */
export function parseCallback(body: Uint8Array): Callback | null {
  const json = parseObject(body);
  const result = asObject(json?.Result);
  if (result) return parseResult(result);
  const message = asObject(asObject(json?.Body)?.stkCallback);
  return message ? parsePrompt(message) : null;
}

function parsePrompt(message: Json): Callback & { kind: "charge" } | null {
  const gatewayRef = asText(message.CheckoutRequestID, 120);
  const code = readResultCode(message.ResultCode);
  if (!gatewayRef || code === null) return null;
  const outcome = toOutcome(code, asText(message.ResultDesc, 300) ?? "");
  if (outcome.state === "succeeded") Object.assign(outcome, readDetails(message));
  return { kind: "charge", gatewayRef, outcome };
}

/** What was paid, by whom. Leaves out what is missing or unreadable. */
function readDetails(message: Json): Partial<Outcome> {
  const items = readItems(asObject(message.CallbackMetadata)?.Item);
  const amountMinor = fromShillings(items.get("Amount"));
  const receipt = asText(items.get("MpesaReceiptNumber"), 60)?.trim().toUpperCase();
  const payerPhone = fromMsisdn(items.get("PhoneNumber"));
  return {
    ...(amountMinor !== null && { amountMinor }),
    ...(receipt && { receipt }),
    ...(payerPhone && { payerPhone }),
  };
}

/** Name and value pairs in any order; a value may be missing, and a single pair may stand alone. */
function readItems(list: unknown): Map<unknown, unknown> {
  const items = Array.isArray(list) ? list : [list];
  return new Map(items.map(asObject).flatMap((item) => item ? [[item.Name, item.Value]] : []));
}
