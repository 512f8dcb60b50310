import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { gatewayName, methodOf } from "@/lib/payments/methods.ts";

/** How money came, in the order in which people meet it. */
export const MONEY_WAYS = [
  "mpesa",
  "till",
  "mtn",
  "airtel",
  "paystack",
  "flutterwave",
  "pesapal",
  "cash",
  "transfer",
  "hand",
] as const;
export type MoneyWay = typeof MONEY_WAYS[number];

const NAMES: Partial<Record<MoneyWay, string>> = {
  mpesa: "M-Pesa prompts",
  till: "M-Pesa till",
  cash: "Cash",
  transfer: "Bank transfer",
  hand: "By hand",
};

export function wayName(way: MoneyWay): string {
  return NAMES[way] ?? gatewayName(way as Gateway);
}

export function isMoneyWay(text: string): text is MoneyWay {
  return MONEY_WAYS.some((way) => way === text);
}

/** Whether a gateway has it first, and pays it out; else it is with the shop at once. */
export function isPaidOut(way: MoneyWay): boolean {
  return tellsFees(way) !== null;
}

/** Null: nobody takes one. */
export function tellsFees(way: MoneyWay): boolean | null {
  const gateway = way === "till" ? "mpesa" : way;
  if (!GATEWAYS.some((name) => name === gateway)) return null;
  return methodOf(gateway as Gateway).tellsFees;
}

/** Sorts by the order in which people meet ways. */
export function byWay(a: { way: MoneyWay }, b: { way: MoneyWay }): number {
  return MONEY_WAYS.indexOf(a.way) - MONEY_WAYS.indexOf(b.way);
}
