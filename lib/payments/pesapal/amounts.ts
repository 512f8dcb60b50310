import { decimalAmounts } from "../decimal_amounts.ts";

/** Pesapal counts in major units with decimals. */
export const pesapalAmounts = decimalAmounts({
  currencies: ["KES", "UGX", "TZS", "RWF", "USD"],
  as: "number",
});
