import {
  Price as AnyPrice,
  PriceBefore as AnyPriceBefore,
  type PriceProps,
} from "@/components/Price.tsx";
import { priceStyle, useWords } from "@/components/words.tsx";

/** A price as the language of the page writes it. */
export function Price(props: Omit<PriceProps, "style">) {
  return <AnyPrice {...props} style={priceStyle(useWords())} />;
}

/** The price before, as the language of the page says it. */
export function PriceBefore(props: Omit<PriceProps, "style">) {
  return <AnyPriceBefore {...props} style={priceStyle(useWords())} />;
}
