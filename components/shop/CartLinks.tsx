import { useEffect } from "preact/hooks";
import { BagIcon } from "@/components/BagIcon.tsx";
import { Price } from "@/components/Price.tsx";
import type { PriceStyle } from "@/components/price_style.ts";
import { countItems } from "@/lib/carts/cart.ts";
import { type CartPlace, deviceCart, openDeviceCart } from "@/lib/carts/device.ts";
import type { Picked } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";

export interface CartSummary extends CartPlace {
  /** In front of every link. */
  base: string;
  words: Picked<
    "cart.items" | "frame.cartItems" | "frame.cartEmpty" | "frame.yourCart" | "frame.viewCart"
  >;
  price: PriceStyle;
  count: number;
  totalMinor: number;
  currency: Currency;
}

/** What the device knows, or before it has spoken what the server was told. */
function useSummary({ slug, root, count, totalMinor }: CartSummary) {
  useEffect(() => openDeviceCart({ slug, root }, totalMinor), []);
  const device = deviceCart.value;
  return device
    ? { count: countItems(device.cart), totalMinor: device.totalMinor }
    : { count, totalMinor };
}

/** The way to the cart, with what is in it. */
export function CartBag(props: CartSummary) {
  const { count, totalMinor } = useSummary(props);
  const { words } = props;
  return (
    <a class="bag" href={`${props.base}/cart`}>
      <BagIcon />
      <span class="vh">{count > 0 ? `${words.cartItems} ` : words.cartEmpty}</span>
      {count > 0 && <span class="cnt">{count}</span>}
      {count > 0 && <Price minor={totalMinor} currency={props.currency} style={props.price} />}
    </a>
  );
}

/** Stays at the bottom of a phone while there is something in the cart. */
export function CartBar(props: CartSummary) {
  const { count, totalMinor } = useSummary(props);
  const { words } = props;
  if (count === 0) return null;
  return (
    <aside class="bar md:hidden" aria-label={words.yourCart}>
      <div>
        <small>{`${words.items}: ${count}`}</small>
        <Price minor={totalMinor} currency={props.currency} style={props.price} />
      </div>
      <a class="btn btn-fill" href={`${props.base}/cart`}>{words.viewCart}</a>
    </aside>
  );
}
