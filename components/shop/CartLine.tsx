import { Drawing } from "@/components/Drawing.tsx";
import { alert } from "@/components/icons.ts";
import { Price, PriceBefore } from "@/components/Price.tsx";
import { MAX_QUANTITY } from "@/lib/carts/cart.ts";
import { buyableLines, priceBefore, type PricedLine, problemOf } from "@/lib/checkout/lines.ts";
import type { Currency } from "@/lib/money.ts";

/** A line with the address of its picture, which only the server knows. */
export interface ShownLine extends PricedLine {
  image: string | null;
}

export interface CartLineProps {
  line: ShownLine;
  /** As the page was sent, for the server to see what was changed. */
  was: number;
  base: string;
  currency: Currency;
  /** Set once scripts run: changes this device's cart without the server. */
  change?: (quantity: number) => void;
}

/** A line of the cart: part of the form around all of them. */
export function CartLine({ line, was, base, currency, change }: CartLineProps) {
  const { goods, variantId, quantity, image } = line;
  const [buyable] = buyableLines([line]);
  const before = priceBefore(line);
  const title = goods ? goods.title : "This is not sold any more";
  return (
    <li>
      {image
        ? <img class="pic" src={image} alt="" width="160" height="160" />
        : <div class="pic" />}
      <div>
        <b>{goods ? <a href={`${base}/p/${goods.product}`}>{title}</a> : title}</b>
        {goods?.variantTitle && <span class="mut text-sm">{goods.variantTitle}</span>}
        <Trouble line={line} />
        {before !== null && goods && (
          <p class="hint">
            {before < goods.priceMinor ? "Costs more now. " : "Costs less now. "}
            <PriceBefore minor={before} currency={currency} /> when you put it in.
          </p>
        )}
      </div>
      {buyable && <Price minor={buyable.goods.priceMinor * buyable.quantity} currency={currency} />}
      <div class="flex items-center gap-1 mt-1 act">
        {goods && goods.stock !== 0 && (
          <>
            <input
              class="in w-16 min-h-tap px-2 text-center"
              type="number"
              name={`q.${variantId}`}
              min="1"
              max={MAX_QUANTITY}
              value={quantity}
              aria-label={`Quantity of ${title}`}
              onChange={change && ((event) => change(event.currentTarget.valueAsNumber || 1))}
            />
            <input type="hidden" name={`was.${variantId}`} value={was} />
          </>
        )}
        {goods && !change && goods.stock !== 0 && (
          <button type="submit" class="btn btn-text">Update</button>
        )}
        <button
          type={change ? "button" : "submit"}
          class="btn btn-text"
          // Not "remove": a field of that name would hide the form's own method.
          name="takeOut"
          value={variantId}
          onClick={change && (() => change(0))}
        >
          Remove<span class="vh">{title}</span>
        </button>
      </div>
    </li>
  );
}

/** Why a line is not bought as it stands. */
function Trouble({ line }: { line: PricedLine }) {
  const problem = problemOf(line);
  if (!problem || !line.goods) return null;
  const { stock } = line.goods;
  return (
    <p class="err">
      <Drawing path={alert} />
      {problem === "too_many"
        ? `Only ${stock} left. The total counts ${stock}.`
        : "Sold out. The total leaves it out."}
    </p>
  );
}
