import { type Currency, formatMinor } from "@/lib/money.ts";

export interface PriceProps {
  minor: number;
  currency: Currency;
}

/** "KES 2,450": the code small, the figure bold, never on two lines. */
export function Price({ minor, currency }: PriceProps) {
  return (
    <span class="price">
      <small>{currency}</small>
      {formatMinor(minor, currency)}
    </span>
  );
}

/** The price before: struck through, and said in words to who cannot see that. */
export function PriceBefore({ minor, currency }: PriceProps) {
  return (
    <>
      <span class="vh">, was&nbsp;</span>
      <s class="was">{`${currency} ${formatMinor(minor, currency)}`}</s>
    </>
  );
}
