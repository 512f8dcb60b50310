import type { Callback, CallbackReader } from "../gateway.ts";
import { asText, parseObject } from "../json.ts";
import { readStatus } from "./status.ts";

/** MTN's callbacks: unsigned, sent once, each to an address that only its own request was given. */
export const mtnReader: CallbackReader = {
  name: "mtn",
  functionName: "mtn",
  callbacksTo: "attempt",
  // Which of the two it is differs between countries.
  methods: ["POST", "PUT"],
  parseCallback,
  answerCallback: (status, text) => Response.json({ message: text }, { status }),
};

/** The body is that of the answer to a question, so what it says of the amount is left to the question. */
function parseCallback(body: Uint8Array): Callback | null {
  const message = parseObject(body);
  const gatewayRef = asText(message?.externalId, 60);
  const outcome = message && readStatus(message);
  return gatewayRef && outcome ? { kind: "charge", gatewayRef, outcome } : null;
}
