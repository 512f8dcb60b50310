import { LOCAL_MTN_ACCOUNT } from "@/lib/payments/mod.ts";
import type { LocalAccount } from "../charges/model.ts";
import { type StandInOptions, startStandIn } from "../charges/mod.ts";
import type { Protocol } from "../charges/protocol.ts";
import type { LocalServer } from "../local_server.ts";
import { statusOf } from "./messages.ts";
import { answerMtn } from "./mtn_api.ts";
import { COLLECTOR } from "./products.ts";

const mtn: Protocol = {
  name: "mtn",
  title: "MTN MoMo",
  promptMs: 5 * 60_000,
  answer: answerMtn,
  tell(_network, charge) {
    if (!charge.callbackUrl) return null;
    return {
      url: charge.callbackUrl,
      // Which of the two it is differs between countries.
      method: charge.number % 2 === 0 ? "POST" : "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(statusOf(charge)),
    };
  },
  // Sent once: a listener that is down misses it.
  retryInMs: () => null,
};

const { credentials } = LOCAL_MTN_ACCOUNT;
const KNOWN: LocalAccount = {
  key: COLLECTOR,
  secret: credentials.subscription_key,
  // The host that callbacks may go to, as it was registered with the API user.
  callback_url: "http://127.0.0.1/",
};

/** Stands in for MTN MoMo: prompts on phones, their status, one callback each; and refunds of them. */
export function startMtn(options: StandInOptions): Promise<LocalServer> {
  return startStandIn(mtn, KNOWN, options);
}
