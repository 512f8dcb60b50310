import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { gatewayName, methodOf } from "@/lib/payments/mod.ts";
import type { Outcome } from "./names.ts";

/** Gateways; money typed at a till or paybill by hand; cash and transfers that somebody notes. */
export type PaymentWay = Gateway | "till" | "hand";
export const WAYS: readonly PaymentWay[] = [...GATEWAYS, "till", "hand"];

const NO_MESSAGES = "No machine tells of it: somebody sees the money and notes it.";
const NO_REQUEST = "Nobody is asked for the money, so nothing is sent that could be lost.";
const EXACT = "It takes exactly what it was asked for, or nothing, and its answers name no amount.";
const UNSIGNED = "Its messages are unsigned: the address is the secret, and the gateway is asked.";
const PROMPT = "It is paid on a phone: nobody is sent anywhere to return from.";
const NO_TOKENS = "Its key is sent with each call: there are no tokens.";
const NO_REFUNDS = "Money does not go back by it: what is given back by hand is noted under lock.";

/** Why a failure cannot occur at a way to be paid. */
export const CANNOT: Partial<Record<number, Partial<Record<PaymentWay, string>>>> = {
  2: {
    till: "It tells of money that came, once, and of nothing else.",
    hand: NO_MESSAGES,
  },
  3: { hand: NO_MESSAGES },
  5: { airtel: EXACT },
  6: { airtel: EXACT },
  7: {
    mpesa: "It moves Kenyan shillings alone, and its messages name no currency.",
    airtel: EXACT,
    hand: "It is noted in the currency of the order.",
  },
  9: {
    ...Object.fromEntries(
      GATEWAYS.filter((one) => methodOf(one).refunds === "never").map((one) => [one, NO_REFUNDS]),
    ),
    till: "It goes back by M-Pesa, as a prompt's money does.",
  },
  10: { till: NO_REQUEST, hand: NO_REQUEST },
  11: { hand: "Only members note it, under their own name and permission." },
  12: {
    mpesa: UNSIGNED,
    mtn: UNSIGNED,
    airtel: UNSIGNED,
    pesapal: UNSIGNED,
    till: UNSIGNED,
    hand: NO_MESSAGES,
  },
  13: {
    mpesa: PROMPT,
    mtn: PROMPT,
    airtel: PROMPT,
    till: PROMPT,
    hand: "Nobody is sent anywhere to return from.",
  },
  14: {
    till:
      "Nothing is open: what comes is held against the order's total, as too little or too much.",
    hand: "Nothing is open: what is noted is held against the order's total.",
  },
  15: { hand: NO_MESSAGES },
  16: {
    mpesa: "Safaricom tells shops of no reversal; it is on the statement alone.",
    flutterwave:
      "It documents no event and no status of a chargeback; refunds made there are told.",
    mtn: "Its statuses are final: a payment has none that takes it back.",
    till: "Safaricom tells shops of no reversal; it is on the statement alone.",
    hand: "Nobody can take back cash; a bank does not take back a transfer.",
  },
  17: {
    paystack: NO_TOKENS,
    flutterwave: NO_TOKENS,
    till: "It calls us: nothing is asked under a token.",
    hand: NO_MESSAGES,
  },
  18: {
    till: "Its messages have no status: they are sent when money came.",
    hand: NO_MESSAGES,
  },
  20: {
    mtn: "It tells of a request at an address that only this request was given.",
    hand: "It is noted on an order, or not at all.",
  },
};

const PAGE =
  "Its page waits as long as it is open: it is the order that ends, as when it is abandoned.";

/** Gateways by which money does not go back: it is given by hand, and noted on the order. */
const BY_HAND: Partial<Record<Gateway, string>> = {
  pesapal: "By hand: people at Pesapal decide on a refund, and no answer tells what came of it.",
};

/** Why an outcome cannot be had at a gateway, beside those that are failures too. */
export const CANNOT_END: Partial<Record<Outcome, Partial<Record<Gateway, string>>>> = {
  "timed out": { paystack: PAGE, flutterwave: PAGE, pesapal: PAGE },
  "refunded in full": BY_HAND,
  "refunded in part": {
    ...BY_HAND,
    airtel: "By hand: its refund names a payment and no amount, so all of it goes back.",
  },
  "refund refused": BY_HAND,
};

const OTHER_WAYS = {
  till: "M-Pesa, typed at a till or paybill",
  hand: "Cash and transfers, noted by hand",
};

/** What people call a way to be paid. */
export function titleOf(way: PaymentWay): string {
  return way === "till" || way === "hand" ? OTHER_WAYS[way] : gatewayName(way);
}
