import { type Currency, formatMinor, formatMoney } from "@/lib/money.ts";
import { ENGLISH_PRICES, type PriceStyle } from "./price_style.ts";

export interface PriceProps {
  minor: number;
  currency: Currency;
  /** English where nobody says otherwise; pages of shops take theirs from `components/shop/Price.tsx`. */
  style?: PriceStyle;
}

/** "KES 2,450": the code small, the figure bold, never on two lines. */
export function Price({ minor, currency, style = ENGLISH_PRICES }: PriceProps) {
  const amount = formatMinor(minor, currency, style);
  const code = <small>{currency}</small>;
  return (
    <span class="price">
      {style.isCodeLast ? [amount, "\u00a0", code] : [code, amount]}
    </span>
  );
}

/** The price before: struck through, and said in words to who cannot see that. */
export function PriceBefore({ minor, currency, style = ENGLISH_PRICES }: PriceProps) {
  return (
    <>
      <span class="vh">{`, ${style.was}\u00a0`}</span>
      <s class="was">{formatMoney(minor, currency, style)}</s>
    </>
  );
}
