import { LOCAL_AIRTEL_ACCOUNT } from "@/lib/payments/mod.ts";
import { endOf, lastTry, type LocalAccount } from "../charges/model.ts";
import { type StandInOptions, startStandIn } from "../charges/mod.ts";
import type { Protocol } from "../charges/protocol.ts";
import type { LocalServer } from "../local_server.ts";
import { answerAirtel } from "./airtel_api.ts";
import { MESSAGES, STATUSES } from "./messages.ts";

const airtel: Protocol = {
  name: "airtel",
  title: "Airtel Money",
  promptMs: 2 * 60_000,
  answer: answerAirtel,
  tell(network, charge) {
    const address = network.account(charge.account)?.callback_url;
    const end = endOf(charge);
    // Only what has ended is told.
    if (!address || end === "open" || end === "processing") return null;
    const transaction = {
      id: charge.reference,
      message: MESSAGES[end] ?? "Failed",
      status_code: STATUSES[end],
      airtel_money_id: lastTry(charge)!.receipt,
    };
    return {
      url: address,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ transaction }),
    };
  },
  retryInMs: () => null,
};

const { credentials } = LOCAL_AIRTEL_ACCOUNT;
const KNOWN: LocalAccount = {
  key: credentials.client_id,
  secret: credentials.client_secret,
  callback_url: null,
};

/** Stands in for Airtel Money's Collection API: prompts on phones, enquiries, callbacks. */
export function startAirtel(options: StandInOptions): Promise<LocalServer> {
  return startStandIn(airtel, KNOWN, options);
}
