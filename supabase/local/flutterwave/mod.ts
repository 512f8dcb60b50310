import { LOCAL_FLUTTERWAVE_ACCOUNT } from "@/lib/payments/mod.ts";
import type { LocalAccount } from "../charges/model.ts";
import { type StandInOptions, startStandIn } from "../charges/mod.ts";
import type { Network } from "../charges/network.ts";
import type { Message, Protocol } from "../charges/protocol.ts";
import type { LocalServer } from "../local_server.ts";
import { answerFlutterwave } from "./flutterwave_api.ts";
import { eventBody, refundData } from "./messages.ts";

const HALF_HOUR_MS = 30 * 60_000;

const flutterwave: Protocol = {
  name: "flutterwave",
  title: "Flutterwave",
  promptMs: null,
  answer: answerFlutterwave,
  tell: (network, charge) =>
    message(network, {
      account: charge.account,
      isProven: !charge.scenario?.callback.bad_proof,
      body: eventBody(charge),
    }),
  tellRefund: (network, refund) =>
    message(network, {
      account: refund.account,
      isProven: true,
      body: JSON.stringify({ event: "refund.completed", data: refundData(refund) }),
    }),
  // As a merchant has it who switched retries on: three, half an hour apart.
  retryInMs: (tries) => (tries <= 3 ? HALF_HOUR_MS : null),
  returnParams: (charge, how) => ({
    status: how === "paid" ? "successful" : how,
    tx_ref: charge.reference,
    transaction_id: String(charge.tries.at(-1)?.id ?? ""),
  }),
};

function message(
  network: Network,
  { account, isProven, body }: { account: string; isProven: boolean; body: string },
): Message | null {
  const { callback_url, secret } = network.account(account) ?? {};
  if (!callback_url || secret === undefined) return null;
  return {
    url: callback_url,
    method: "POST",
    headers: {
      "content-type": "application/json",
      "verif-hash": isProven ? secret : "somebody-elses-hash",
    },
    body,
  };
}

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
