import { decimalAmounts } from "../decimal_amounts.ts";

/** Airtel counts in major units. Whether it takes fractions is not documented, so none are sent. */
export const airtelAmounts = decimalAmounts({
  currencies: ["KES", "UGX", "TZS", "RWF"],
  as: "number",
  isWholeOnly: true,
});
