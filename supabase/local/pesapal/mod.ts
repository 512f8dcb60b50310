import { LOCAL_PESAPAL_ACCOUNT } from "@/lib/payments/mod.ts";
import type { LocalAccount } from "../charges/model.ts";
import { type StandInOptions, startStandIn } from "../charges/mod.ts";
import type { Protocol } from "../charges/protocol.ts";
import type { LocalServer } from "../local_server.ts";
import { answerPesapal } from "./pesapal_api.ts";

const pesapal: Protocol = {
  name: "pesapal",
  title: "Pesapal",
  promptMs: null,
  answer: answerPesapal,
  /** That something changed, and no more. */
  tell(_network, charge) {
    if (!charge.callbackUrl) return null;
    const names = ["OrderTrackingId", "OrderMerchantReference", "OrderNotificationType"];
    const values = [charge.code, charge.reference, "IPNCHANGE"];
    // Names begin with a capital, or do not: both occur.
    const isCamel = charge.number % 2 === 0;
    const body = names.map((name, index) => [
      isCamel ? name[0]!.toLowerCase() + name.slice(1) : name,
      values[index],
    ]);
    return {
      url: charge.callbackUrl,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(Object.fromEntries(body)),
    };
  },
  retryInMs: () => null,
  returnParams: ({ code, reference }) => ({
    OrderTrackingId: code,
    OrderMerchantReference: reference,
  }),
};

const { credentials } = LOCAL_PESAPAL_ACCOUNT;
const KNOWN: LocalAccount = {
  key: credentials.consumer_key,
  secret: credentials.consumer_secret,
  callback_url: null,
};

/** Stands in for Pesapal's v3 API: its page, its orders, its notifications. */
export function startPesapal(options: StandInOptions): Promise<LocalServer> {
  return startStandIn(pesapal, KNOWN, options);
}
