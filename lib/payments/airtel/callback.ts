import type { Callback, CallbackReader } from "../gateway.ts";
import { asObject, asText, parseObject } from "../json.ts";
import { toOutcome } from "./status.ts";

/**
 * Airtel's callbacks: one address for each account, whose token is all that proves them. The hash that
 * may come along is not documented well enough to be believed.
 */
export const airtelReader: CallbackReader = {
  name: "airtel",
  functionName: "airtel",
  callbacksTo: "account",
  parseCallback,
  answerCallback: (status, text) => Response.json({ message: text }, { status }),
};

function parseCallback(body: Uint8Array): Callback | null {
  const transaction = asObject(parseObject(body)?.transaction);
  const gatewayRef = asText(transaction?.id, 60);
  const status = asText(transaction?.status_code, 60);
  if (!transaction || !gatewayRef || !status) return null;
  const outcome = toOutcome(status, asText(transaction.message, 300) ?? "");
  // It does not say why, and an enquiry does: a failure is no more than a reason to ask.
  const isFailure = outcome.state === "failed";
  return {
    kind: "charge",
    gatewayRef,
    outcome: isFailure ? { ...outcome, state: "pending" } : outcome,
  };
}
