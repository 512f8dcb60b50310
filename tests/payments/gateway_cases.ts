import type { Gateway } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import {
  LOCAL_AIRTEL_ACCOUNT,
  LOCAL_FLUTTERWAVE_ACCOUNT,
  LOCAL_MTN_ACCOUNT,
  LOCAL_PESAPAL_ACCOUNT,
  type SetupSettings,
} from "@/lib/payments/mod.ts";
import { startAirtel } from "@/supabase/local/airtel/mod.ts";
import type { Try } from "@/supabase/local/charges/model.ts";
import type { StandInOptions } from "@/supabase/local/charges/mod.ts";
import { startFlutterwave } from "@/supabase/local/flutterwave/mod.ts";
import type { LocalServer } from "@/supabase/local/local_server.ts";

import { startMtn } from "@/supabase/local/mtn/mod.ts";
import { startPesapal } from "@/supabase/local/pesapal/mod.ts";
import type { Proof } from "./forgeries.ts";

/** What forged and true messages of a gateway say. */
export interface Said {
  reference: string;
  /** The gateway's own name for it. */
  code: string;
  amount: number | string;
  currency: Currency;
}

/** How money goes back by a gateway. */
export interface RefundCase {
  /** A status of a refund that nobody documented. */
  strange: string;
  /** It gives back whole payments, and has no number for a refund. */
  isWhole?: boolean;
  /** Where it tells of refunds by itself, and lists them. */
  told?: {
    /** A message that a refund of this payment is done, with no word on whether it is true. */
    doneMessage(receipt: string, amount: number): string;
    /** Asks the gateway for a refund past the shop, as a merchant does in its dashboard. */
    giveElsewhere(url: string, receipt: string, amount: number): Promise<Response>;
  };
}

/** One gateway as the tests that all of them must pass need it. */
export interface GatewayCase {
  gateway: Gateway;
  currency: Currency;
  /** As the stand-in of a sandbox names it, where that differs. */
  wireCurrency?: string;
  /** Another one that the gateway takes. */
  otherCurrency: Currency;
  /** What it knows an attempt by, where that is not the attempt's id. */
  refOf?(attemptId: string): string;
  /** It can be asked only by its own name for a charge. */
  isNamedByGateway?: boolean;
  /** It takes exactly what it was asked for, and its answers name no amount. */
  isExact?: boolean;
  /** Of the payers' numbers. */
  phonePrefix: string;
  start(options: StandInOptions): Promise<LocalServer>;
  account: { settings: SetupSettings; credentials: Record<string, string> };
  /** Keys of somebody else, whom the stand-in does not know. */
  strange: Record<string, string>;
  /** Says that the charge is paid. */
  paidMessage(said: Said): string;
  /** What comes with a message of the account with these credentials. */
  proof: Proof;
  prove(credentials: Record<string, string>): Record<string, string>;
  /** Its merchants set the callback address at the gateway by hand. */
  isToldByHand: boolean;
  /** Callbacks say how it ended, not only that it did. */
  tellsEnds: boolean;
  /** What the merchant finds a payment by. */
  receiptOf(paid: Try): string;
  /** Of an attempt whose money came, of one that the shopper declined, and of a prompt nobody answered. */
  codes: { paid: string; declined: string; strange: string; late?: string };
  /** Left out where money cannot go back by it. */
  refund?: RefundCase;
}

const flutterwave: GatewayCase = {
  gateway: "flutterwave",
  currency: "UGX",
  otherCurrency: "NGN",
  phonePrefix: "25677",
  start: startFlutterwave,
  account: LOCAL_FLUTTERWAVE_ACCOUNT,
  strange: { secret_key: "FLWSECK_TEST-nobodyhasthis-X", secret_hash: "nobody-has-this" },
  paidMessage: ({ reference, amount, currency }) =>
    JSON.stringify({
      event: "charge.completed",
      data: { id: 1, tx_ref: reference, amount, currency, status: "successful" },
    }),
  proof: "secret",
  prove: ({ secret_hash }) => ({ "verif-hash": secret_hash! }),
  isToldByHand: true,
  tellsEnds: true,
  receiptOf: ({ id }) => String(id),
  codes: { paid: "successful", declined: "failed", strange: "wobbling" },
  refund: {
    strange: "teleported",
    told: {
      doneMessage: (receipt, amount) =>
        JSON.stringify({
          event: "refund.completed",
          data: { id: 1, AmountRefunded: amount, status: "completed-mpgs", TransactionId: receipt },
        }),
      giveElsewhere: (url, receipt, amount) =>
        fetch(`${url}/v3/transactions/${receipt}/refund`, {
          method: "POST",
          headers: { authorization: `Bearer ${LOCAL_FLUTTERWAVE_ACCOUNT.credentials.secret_key}` },
          body: JSON.stringify({ amount }),
        }),
    },
  },
};

const mtn: GatewayCase = {
  gateway: "mtn",
  currency: "UGX",
  wireCurrency: "EUR",
  otherCurrency: "GHS",
  phonePrefix: "25678",
  start: startMtn,
  account: LOCAL_MTN_ACCOUNT,
  strange: {
    subscription_key: "0".repeat(32),
    api_user: "00000000-0000-4000-8000-000000000000",
    api_key: "0".repeat(32),
  },
  paidMessage: ({ reference, amount, currency }) =>
    JSON.stringify({
      financialTransactionId: "1",
      externalId: reference,
      amount,
      currency,
      status: "SUCCESSFUL",
    }),
  proof: "none",
  prove: () => ({}),
  isToldByHand: false,
  tellsEnds: true,
  receiptOf: ({ id }) => String(id),
  codes: {
    paid: "SUCCESSFUL",
    declined: "APPROVAL_REJECTED",
    strange: "WOBBLING",
    late: "EXPIRED",
  },
  refund: { strange: "WOBBLING" },
};

const airtel: GatewayCase = {
  gateway: "airtel",
  currency: "UGX",
  otherCurrency: "KES",
  refOf: (attemptId) => attemptId.replaceAll("-", ""),
  isExact: true,
  phonePrefix: "25675",
  start: startAirtel,
  account: LOCAL_AIRTEL_ACCOUNT,
  strange: {
    client_id: "00000000-0000-4000-8000-000000000000",
    client_secret: "00000000-0000-4000-8000-000000000000",
  },
  paidMessage: ({ reference }) =>
    JSON.stringify({
      transaction: { id: reference, message: "Paid", status_code: "TS", airtel_money_id: "MP1" },
    }),
  proof: "none",
  prove: () => ({}),
  isToldByHand: true,
  tellsEnds: true,
  receiptOf: ({ receipt }) => receipt,
  codes: { paid: "TS", declined: "DP00800001008", strange: "TX", late: "DP00800001029" },
  refund: { strange: "TX", isWhole: true },
};

const pesapal: GatewayCase = {
  gateway: "pesapal",
  currency: "KES",
  otherCurrency: "UGX",
  isNamedByGateway: true,
  phonePrefix: "25671",
  start: startPesapal,
  account: LOCAL_PESAPAL_ACCOUNT,
  strange: { consumer_key: "nobody-has-this-key", consumer_secret: "nobody-has-this-secret" },
  paidMessage: ({ code, reference }) =>
    JSON.stringify({
      OrderTrackingId: code,
      OrderMerchantReference: reference,
      OrderNotificationType: "IPNCHANGE",
    }),
  proof: "none",
  prove: () => ({}),
  isToldByHand: false,
  tellsEnds: false,
  receiptOf: ({ receipt }) => receipt,
  codes: { paid: "completed", declined: "failed", strange: "wobbling" },
};

export const GATEWAY_CASES: GatewayCase[] = [flutterwave, mtn, airtel, pesapal];
