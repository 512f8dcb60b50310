import { Chip } from "@/components/Chip.tsx";
import { useWords } from "@/components/words.tsx";
import { mostOffered, optionValues, optionWord } from "@/lib/catalog/choice.ts";
import type { Product } from "@/lib/catalog/storefront.ts";
import type { Currency } from "@/lib/money.ts";

export interface ChoicesProps {
  product: Product;
  /** One value of each option. */
  chosen: string[];
  currency: Currency;
}

/**
 * A row of chips for each option of a product, and how many. A form sends the options as `o0`, `o1`,
 * `o2`.
 */
export function Choices(
  { product: { optionNames, variants, words }, chosen, currency }: ChoicesProps,
) {
  const { say, money } = useWords();
  return (
    <>
      {optionNames.map((name, index) => (
        <fieldset key={name}>
          <legend>{optionWord(words, name)}</legend>
          <div class="chips">
            {optionValues(variants, index).map(({ value, priceMinor, isOut }) => (
              <Chip
                key={value}
                name={`o${index}`}
                value={value}
                checked={value === chosen[index]}
                disabled={isOut}
                isOut={isOut}
                label={optionWord(words, value)}
                detail={isOut
                  ? say("goods.soldOut")
                  : priceMinor !== null && money(priceMinor, currency)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <select class="in pick" name="quantity" aria-label={say("goods.quantity")}>
        {Array.from(
          { length: mostOffered(variants) },
          (_, index) => <option key={index}>{index + 1}</option>,
        )}
      </select>
    </>
  );
}
