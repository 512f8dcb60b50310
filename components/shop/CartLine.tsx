import { Drawing } from "@/components/Drawing.tsx";
import { alert } from "@/components/island_icons.ts";
import { Price, PriceBefore } from "@/components/Price.tsx";
import type { PriceStyle } from "@/components/price_style.ts";
import { MAX_QUANTITY } from "@/lib/carts/cart.ts";
import { buyableLines, priceBefore, type PricedLine, problemOf } from "@/lib/checkout/lines.ts";
import { fill } from "@/lib/i18n/fill.ts";
import type { Picked } from "@/lib/i18n/mod.ts";
import { type Currency, formatMoney } from "@/lib/money.ts";

/** A line with the address of its picture, which only the server knows. */
export interface ShownLine extends PricedLine {
  image: string | null;
  /** What discounts take off it. */
  offMinor?: number;
}

export type CartLineWords = Picked<
  | "cart.notSold"
  | "cart.soldOut"
  | "cart.quantityOf"
  | "cart.update"
  | "cart.remove"
  | "cart.dearer"
  | "cart.cheaper"
>;

export interface CartLineProps {
  line: ShownLine;
  words: CartLineWords;
  price: PriceStyle;
  /** What is said where there is less than was asked for, by how many there are. */
  left: Record<number, string>;
  /** As the page was sent, for the server to see what was changed. */
  was: number;
  base: string;
  currency: Currency;
  /** Set once scripts run, where the device knows all that it costs: changes its cart without the server. */
  change?: (quantity: number) => void;
}

/** A line of the cart: part of the form around all of them. */
export function CartLine(props: CartLineProps) {
  const { line, was, base, currency, change, words, price, left } = props;
  const { goods, variantId, quantity, image, offMinor = 0 } = line;
  const [buyable] = buyableLines([line]);
  const before = priceBefore(line);
  const title = goods ? goods.title : words.notSold;
  return (
    <li>
      {image
        ? <img class="pic" src={image} alt="" width="160" height="160" />
        : <div class="pic" />}
      <div>
        <b>{goods ? <a href={`${base}/p/${goods.product}`}>{title}</a> : title}</b>
        {goods?.variantTitle && <span class="mut text-sm">{goods.variantTitle}</span>}
        <Trouble line={line} words={words} left={left} />
        {before !== null && goods && (
          <p class="hint">
            {fill(before < goods.priceMinor ? words.dearer : words.cheaper, {
              price: formatMoney(before, currency, price),
            })}
          </p>
        )}
      </div>
      {buyable && (
        <LinePrice
          fullMinor={buyable.goods.priceMinor * buyable.quantity}
          {...{ offMinor, currency, price }}
        />
      )}
      <div class="flex flex-wrap items-center gap-1 mt-1 act">
        {goods && goods.stock !== 0 && (
          <>
            <input
              class="in w-16 min-h-tap px-2 text-center"
              type="number"
              name={`q.${variantId}`}
              min="1"
              max={MAX_QUANTITY}
              value={quantity}
              aria-label={fill(words.quantityOf, { title })}
              onChange={(event) =>
                change
                  ? change(event.currentTarget.valueAsNumber || 1)
                  : event.currentTarget.form!.requestSubmit()}
            />
            <input type="hidden" name={`was.${variantId}`} value={was} />
          </>
        )}
        {goods && !change && goods.stock !== 0 && (
          <button type="submit" class="btn btn-text">{words.update}</button>
        )}
        <button
          type={change ? "button" : "submit"}
          class="btn btn-text"
          // Not "remove": a field of that name would hide the form's own method.
          name="takeOut"
          value={variantId}
          onClick={change && (() => change(0))}
        >
          {words.remove}
          <span class="vh">{` ${title}`}</span>
        </button>
      </div>
    </li>
  );
}

function LinePrice(
  { fullMinor, offMinor, currency, price }:
    & { fullMinor: number; offMinor: number }
    & Pick<CartLineProps, "currency" | "price">,
) {
  return (
    <span class="text-end">
      <Price minor={fullMinor - offMinor} currency={currency} style={price} />
      {offMinor > 0 && (
        <>
          <br />
          <PriceBefore minor={fullMinor} currency={currency} style={price} />
        </>
      )}
    </span>
  );
}

/** Why a line is not bought as it stands. */
function Trouble({ line, words, left }: Pick<CartLineProps, "line" | "words" | "left">) {
  const problem = problemOf(line);
  if (!problem || !line.goods) return null;
  const { stock } = line.goods;
  return (
    <p class="err">
      <Drawing path={alert} />
      {problem === "too_many" ? left[stock!] : words.soldOut}
    </p>
  );
}
