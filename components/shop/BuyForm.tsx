import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { BagIcon } from "@/components/BagIcon.tsx";
import { Price, PriceBefore } from "@/components/Price.tsx";
import { addToCart } from "@/lib/carts/cart.ts";
import { changeOnDevice, deviceCart } from "@/lib/carts/device.ts";
import { findByOptions, isInStock, scarcity } from "@/lib/catalog/choice.ts";
import type { Variant } from "@/lib/catalog/storefront.ts";
import type { Currency } from "@/lib/money.ts";

export interface BuyFormProps {
  base: string;
  /** Slug. */
  product: string;
  variants: Variant[];
  /** One value of each option. */
  chosen: string[];
  currency: Currency;
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
  const { base, product, variants, currency } = props;
  const form = useRef<HTMLFormElement>(null);
  const hiding = useRef<ReturnType<typeof setTimeout>>(undefined);
  const chosen = useSignal(props.chosen);
  const said = useSignal("");
  const isAdded = useSignal(false);
  const variant = findByOptions(variants, chosen.value);
  const canBuy = variant !== undefined && isInStock(variant);

  function readChoice() {
    const data = new FormData(form.current!);
    chosen.value = props.chosen.map((_, index) => String(data.get(`o${index}`) ?? ""));
  }

  // Somebody may have chosen before the script came.
  useEffect(readChoice, []);

  function add(event: Event) {
    // Until the cart is open the server takes it.
    if (!deviceCart.peek()) return;
    event.preventDefault();
    const quantity = Number(new FormData(form.current!).get("quantity"));
    isAdded.value = canBuy &&
      changeOnDevice((cart) => addToCart(cart, variant.id, quantity, variant.priceMinor));
    said.value = isAdded.value ? "Added to your cart" : canBuy ? CART_FULL : SOLD_OUT;
    clearTimeout(hiding.current);
    hiding.current = setTimeout(() => said.value = "", 8_000);
  }

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
      {variant && <PriceLine variant={variant} currency={currency} />}
      {props.children}
      <AddButton canBuy={canBuy} />
      {props.problem && <p class="err">{props.problem}</p>}
      <div role="status">
        {said.value && (
          <p class="toast fixed inset-x-0 bottom-20 lg:bottom-5">
            {said.value}
            {isAdded.value && <a class="btn" href={`${base}/cart`}>View cart</a>}
          </p>
        )}
      </div>
      <div class="bar fixed inset-x-0 lg:hidden">
        <div>
          {chosen.value.length > 0 && <small>{chosen.value.join(", ")}</small>}
          {variant && <Price minor={variant.priceMinor} currency={currency} />}
        </div>
        <AddButton canBuy={canBuy} />
      </div>
    </form>
  );
}

const SOLD_OUT = "That one is sold out. Others are left.";
const CART_FULL = "Your cart cannot hold more of this.";

function PriceLine({ variant, currency }: { variant: Variant; currency: Currency }) {
  const { priceMinor, compareAtMinor, stock } = variant;
  const left = scarcity(stock);
  return (
    <p class="cost">
      <Price minor={priceMinor} currency={currency} />
      {compareAtMinor !== null && compareAtMinor > priceMinor && (
        <span>
          <PriceBefore minor={compareAtMinor} currency={currency} />
        </span>
      )}
      {left && <span class="pill t-warn">{left}</span>}
    </p>
  );
}

function AddButton({ canBuy }: { canBuy: boolean }) {
  return (
    <button type="submit" class="btn btn-fill" aria-disabled={canBuy ? undefined : "true"}>
      {canBuy && <BagIcon size="s" />}
      {canBuy ? "Add to cart" : "Sold out"}
    </button>
  );
}
