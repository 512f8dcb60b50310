import type { Currency } from "@/lib/money.ts";
import { decimalAmounts } from "../decimal_amounts.ts";
import type { MtnSettings } from "./account.ts";

/** MTN writes amounts as text, in major units. */
export const mtnAmounts = decimalAmounts({
  currencies: ["UGX", "GHS", "RWF", "XOF", "ZAR", "NGN"],
  as: "text",
});

type Environment = MtnSettings["environment"];

/** The sandbox takes euros alone, whatever the shop sells in: the amount is the same, its name is not. */
const SANDBOX_CURRENCY = "EUR";

export function toMtnCurrency(environment: Environment, currency: Currency): string {
  return environment === "sandbox" ? SANDBOX_CURRENCY : currency;
}

/** What was asked for in `asked`, as MTN names it. */
export function fromMtnCurrency(environment: Environment, named: string, asked: Currency): string {
  return environment === "sandbox" && named === SANDBOX_CURRENCY ? asked : named;
}
