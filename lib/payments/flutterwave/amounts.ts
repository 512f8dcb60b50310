import { decimalAmounts } from "../decimal_amounts.ts";

/** Flutterwave counts in major units with decimals. The currencies are those of its v3 API that shops use. */
export const flutterwaveAmounts = decimalAmounts({
  currencies: ["KES", "NGN", "GHS", "ZAR", "UGX", "TZS", "RWF", "XOF", "USD"],
  as: "number",
});
