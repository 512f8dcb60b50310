import type { Callback, CallbackReader } from "../gateway.ts";
import { asObject, asText, parseObject } from "../json.ts";
import { readSecretKey } from "./account.ts";
import { readTransaction } from "./transaction.ts";

/** Paystack's webhooks: one address for each account, signed with the account's secret key. */
export const paystackReader: CallbackReader = {
  name: "paystack",
  functionName: "paystack",
  callbacksTo: "account",
  verify,
  parseCallback,
  answerCallback: (status, text) => Response.json({ message: text }, { status }),
};

/** HMAC-SHA512 of the bytes as they came, in hex. Web Crypto compares in constant time. */
async function verify(
  { headers, body }: { headers: Headers; body: Uint8Array },
  credentials: unknown,
): Promise<boolean> {
  const secretKey = readSecretKey({ credentials });
  const signature = readHex(headers.get("x-paystack-signature") ?? "");
  if (!secretKey || !signature) return false;
  const algorithm = { name: "HMAC", hash: "SHA-512" };
  const bytes = new TextEncoder().encode(secretKey);
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["verify"]);
  return await crypto.subtle.verify("HMAC", key, signature, new Uint8Array(body));
}

/** The 64 bytes of a SHA-512; null for anything else. */
function readHex(text: string): Uint8Array<ArrayBuffer> | null {
  return /^[0-9a-f]{128}$/.test(text) ? Uint8Array.fromHex(text) : null;
}

function parseCallback(body: Uint8Array): Callback | null {
  const message = parseObject(body);
  const event = asText(message?.event, 100);
  if (!message || !event) return null;
  if (event.startsWith("refund.")) {
    const reference = asText(asObject(message.data)?.transaction_reference, 120);
    return reference ? { kind: "refund", gatewayRef: reference } : { kind: "other", about: event };
  }
  if (event.startsWith("charge.dispute.")) {
    const data = asObject(message.data);
    const gatewayRef = asText(asObject(data?.transaction)?.reference, 120);
    const disputeRef = /^\d{1,20}$/.exec(String(data?.id))?.[0];
    return gatewayRef && disputeRef
      ? { kind: "dispute", gatewayRef, disputeRef }
      : { kind: "other", about: event };
  }
  if (event !== "charge.success" && event !== "charge.failed") {
    return { kind: "other", about: event };
  }
  const transaction = readTransaction(asObject(message.data));
  if (!transaction) return null;
  const { reference, mode, outcome } = transaction;
  return {
    kind: "charge",
    gatewayRef: reference,
    // Failures are not documented as events, so one is no more than a reason to ask.
    outcome: event === "charge.success" ? outcome : {
      state: "pending",
      code: event,
      text: outcome.text,
      isKnown: true,
    },
    ...(mode && { mode }),
  };
}
