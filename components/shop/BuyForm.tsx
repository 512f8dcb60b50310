import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { BagIcon } from "@/components/BagIcon.tsx";
import { Price, PriceBefore } from "@/components/Price.tsx";
import type { PriceStyle } from "@/components/price_style.ts";
import { addToCart } from "@/lib/carts/cart.ts";
import { changeOnDevice, rememberGoods } from "@/lib/carts/device.ts";
import {
  findByOptions,
  isInStock,
  optionWord,
  type OptionWords,
  scarceStock,
} from "@/lib/catalog/choice.ts";
import type { Variant } from "@/lib/catalog/storefront.ts";
import type { Picked } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";

export type BuyWords = Picked<
  | "goods.addToCart"
  | "goods.soldOut"
  | "goods.added"
  | "goods.thatSoldOut"
  | "goods.noMore"
  | "frame.viewCart"
>;

export interface BuyFormProps {
  words: BuyWords;
  /** "Only 3 left" by how many are left, as far as some variant is that scarce. */
  left: Record<number, string>;
  price: PriceStyle;
  base: string;
  /** Slug. */
  product: string;
  variants: Variant[];
  /** One value of each option. */
  chosen: string[];
  currency: Currency;
  /** Of the values of options. */
  said?: OptionWords;
  /** Why the last try did not work. */
  problem?: string;
  /** What to choose from: options and quantity. */
  children: ComponentChildren;
}

/**
 * Choosing a variant and putting it into the cart. Without scripts it is a form that the server
 * answers; with them prices follow the choice and adding does not leave the page.
 */
export function BuyForm(props: BuyFormProps) {
  const { base, product, variants, currency, words, price } = props;
  const form = useRef<HTMLFormElement>(null);
  const hiding = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [chosen, choose] = useState(props.chosen);
  const [message, tell] = useState("");
  const variant = findByOptions(variants, chosen);
  const canBuy = variant !== undefined && isInStock(variant);

  function readChoice() {
    const data = new FormData(form.current!);
    choose(props.chosen.map((_, index) => String(data.get(`o${index}`) ?? "")));
  }

  // Somebody may have chosen before the script came.
  useEffect(readChoice, []);

  function add(event: Event) {
    const quantity = Number(new FormData(form.current!).get("quantity"));
    const isAdded = changeOnDevice((cart) =>
      canBuy ? addToCart(cart, variant.id, quantity, variant.priceMinor) : cart
    );
    // Until the cart is open the server takes it.
    if (isAdded === null) return;
    event.preventDefault();
    if (isAdded) {
      rememberGoods(variant!.id, {
        product,
        title: document.querySelector("h1")!.textContent,
        variantTitle: chosen.map((one) => optionWord(props.said, one)).join(", "),
        priceMinor: variant!.priceMinor,
      });
    }
    tell(isAdded ? words.added : canBuy ? words.noMore : words.thatSoldOut);
    clearTimeout(hiding.current);
    hiding.current = setTimeout(tell, 8_000, "");
  }

  const button = <AddButton canBuy={canBuy} words={words} />;
  return (
    <form
      id="buy"
      class="buy"
      ref={form}
      action={`${base}/cart/items`}
      method="post"
      onChange={readChoice}
      onSubmit={add}
    >
      <input type="hidden" name="product" value={product} />
      {variant && (
        <PriceLine variant={variant} currency={currency} left={props.left} price={price} />
      )}
      {props.children}
      {button}
      {props.problem && <p class="err">{props.problem}</p>}
      <div role="status">
        {message && (
          <p class="toast fixed inset-x-0 bottom-20 lg:bottom-5">
            {message}
            {message === words.added && <a class="btn" href={`${base}/cart`}>{words.viewCart}</a>}
          </p>
        )}
      </div>
      <div class="bar fixed inset-x-0 lg:hidden">
        <div>
          {chosen.length > 0 && (
            <small>{chosen.map((one) => optionWord(props.said, one)).join(", ")}</small>
          )}
          {variant && <Price minor={variant.priceMinor} currency={currency} style={price} />}
        </div>
        {button}
      </div>
    </form>
  );
}

function PriceLine(
  { variant, currency, left, price }:
    & { variant: Variant; currency: Currency }
    & Pick<BuyFormProps, "left" | "price">,
) {
  const { priceMinor, compareAtMinor, stock } = variant;
  const scarce = left[scarceStock(stock) ?? 0];
  return (
    <p class="cost">
      <Price minor={priceMinor} currency={currency} style={price} />
      {compareAtMinor !== null && compareAtMinor > priceMinor && (
        <span>
          <PriceBefore minor={compareAtMinor} currency={currency} style={price} />
        </span>
      )}
      {scarce && <span class="pill t-warn">{scarce}</span>}
    </p>
  );
}

function AddButton({ canBuy, words }: { canBuy: boolean; words: BuyWords }) {
  return (
    <button type="submit" class="btn btn-fill" aria-disabled={canBuy ? undefined : "true"}>
      {canBuy && <BagIcon size="s" />}
      {canBuy ? words.addToCart : words.soldOut}
    </button>
  );
}
