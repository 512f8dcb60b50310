import type { Outcome } from "../gateway.ts";

/** Why it failed, in codes of Airtel's that its documentation has. Any other leaves the status to tell. */
const REASONS = new Set([
  "DP00800001002", // wrong PIN
  "DP00800001003", // a limit of the account
  "DP00800001004", // the amount
  "DP00800001005", // no PIN
  "DP00800001007", // the balance
  "DP00800001008", // refused
  "DP00800001010", // the shop may not be paid
  "DP00800001024", // timed out
  "DP00800001029", // expired
]);

/** The meaning of a transaction's status. One that we do not know leaves the attempt open. */
export function toOutcome(status: string, text: string, reason = ""): Outcome {
  const outcome = { code: status, text, isKnown: true };
  switch (status) {
    case "TS":
      return { ...outcome, state: "succeeded" };
    case "TF": // failed
    case "TE": // expired
      return { ...outcome, code: REASONS.has(reason) ? reason : status, state: "failed" };
    case "TR":
      return { ...outcome, state: "failed", isTakenBack: true };
    case "TIP": // in progress
    case "TA": // ambiguous: it becomes one of the others
      return { ...outcome, state: "pending" };
    default:
      return { ...outcome, state: "pending", isKnown: false };
  }
}
