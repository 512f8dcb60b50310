import type { Callback, CallbackReader } from "../gateway.ts";
import { asObject, asText, parseObject } from "../json.ts";
import { sameSecret } from "../same_secret.ts";
import { readFlutterwaveKeys } from "./account.ts";
import { toId } from "./reply.ts";

/** Flutterwave's webhooks: one address for each account, sent with a secret that does not bind the body. */
export const flutterwaveReader: CallbackReader = {
  name: "flutterwave",
  functionName: "flutterwave",
  callbacksTo: "account",
  verify({ headers }, credentials) {
    const keys = readFlutterwaveKeys({ credentials });
    return sameSecret(headers.get("verif-hash"), keys?.secret_hash);
  },
  parseCallback,
  answerCallback: (status, text) => Response.json({ message: text }, { status }),
};

/** As v3 sends it. Whatever it says of the payment, its transactions are what counts. */
function parseCallback(body: Uint8Array): Callback | null {
  const message = parseObject(body);
  const event = asText(message?.event, 100);
  if (!message || !event) return null;
  const data = asObject(message.data);
  if (event.startsWith("refund.")) {
    // The payment's number, and none of ours.
    const gatewayRef = toId(data?.TransactionId);
    return gatewayRef ? { kind: "refund", gatewayRef } : { kind: "other", about: event };
  }
  if (event !== "charge.completed") return { kind: "other", about: event };
  const gatewayRef = asText(data?.tx_ref, 120);
  const status = asText(data?.status, 60);
  if (!gatewayRef || !status) return null;
  const isPaid = status === "successful";
  return {
    kind: "charge",
    gatewayRef,
    outcome: {
      // A declined try on a page says nothing of the next one there: it is no more than a reason to ask.
      state: isPaid ? "succeeded" : "pending",
      code: status,
      text: asText(data?.processor_response, 300) ?? "",
      isKnown: true,
    },
  };
}
