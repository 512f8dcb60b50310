import type { Outcome } from "../gateway.ts";

// As documented for M-Pesa Express, in callbacks and in answers to a query.
const PAID = "0";
const STILL_PROCESSING = "4999";
const FAILURES = new Set([
  "1", // the balance is too low
  "17", // a limit of the receiving side
  "26", // M-Pesa is busy
  "1001", // the phone is in another transaction
  "1019", // expired
  "1025", // the prompt could not be sent
  "9999", // the prompt could not be sent
  "1032", // refused on the phone
  "1037", // no PIN was entered, or the phone could not be reached
  "2001", // wrong PIN
]);

/** The meaning of a result code. One that we do not know leaves the attempt open: it may be paid. */
export function toOutcome(code: string, text: string): Outcome {
  if (code === PAID) return { state: "succeeded", code, text, isKnown: true };
  if (FAILURES.has(code)) return { state: "failed", code, text, isKnown: true };
  return { state: "pending", code, text, isKnown: code === STILL_PROCESSING };
}

/** A result code as text: callbacks send a number, queries a string. Null when it is neither. */
export function readResultCode(value: unknown): string | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== "string") return null;
  const code = value.trim();
  return /^[\w.-]{1,60}$/.test(code) ? code : null;
}
