import { LOCAL_FLUTTERWAVE_ACCOUNT } from "@/lib/payments/mod.ts";
import type { LocalAccount } from "../charges/model.ts";
import { type StandInOptions, startStandIn } from "../charges/mod.ts";
import type { Protocol } from "../charges/protocol.ts";
import type { LocalServer } from "../local_server.ts";
import { answerFlutterwave } from "./flutterwave_api.ts";
import { eventBody } from "./messages.ts";

const HALF_HOUR_MS = 30 * 60_000;

const flutterwave: Protocol = {
  name: "flutterwave",
  title: "Flutterwave",
  promptMs: null,
  answer: answerFlutterwave,
  tell(network, charge) {
    const account = network.account(charge.account);
    if (!account?.callback_url) return null;
    const isProven = !charge.scenario?.callback.bad_proof;
    return {
      url: account.callback_url,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "verif-hash": isProven ? account.secret : "somebody-elses-hash",
      },
      body: eventBody(charge),
    };
  },
  // As a merchant has it who switched retries on: three, half an hour apart.
  retryInMs: (tries) => (tries <= 3 ? HALF_HOUR_MS : null),
  returnParams: (charge, how) => ({
    status: how === "paid" ? "successful" : how,
    tx_ref: charge.reference,
    transaction_id: String(charge.tries.at(-1)?.id ?? ""),
  }),
};

const { credentials } = LOCAL_FLUTTERWAVE_ACCOUNT;
const KNOWN: LocalAccount = {
  key: credentials.secret_key,
  secret: credentials.secret_hash,
  callback_url: null,
};

/** Stands in for Flutterwave's v3 API: its page, its transactions, its webhooks. */
export function startFlutterwave(options: StandInOptions): Promise<LocalServer> {
  return startStandIn(flutterwave, KNOWN, options);
}
