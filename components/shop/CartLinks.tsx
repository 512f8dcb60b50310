import { BagIcon } from "@/components/BagIcon.tsx";
import { Price } from "@/components/Price.tsx";
import type { PriceStyle } from "@/components/price_style.ts";
import { countItems, seenMinor } from "@/lib/carts/cart.ts";
import type { CartPlace } from "@/lib/carts/device.ts";
import type { Picked } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import { useDeviceCart } from "./device_cart.ts";

export interface CartSummary extends CartPlace {
  /** In front of every link. */
  base: string;
  words: Picked<
    "cart.items" | "frame.cartItems" | "frame.cartEmpty" | "frame.yourCart" | "frame.viewCart"
  >;
  price: PriceStyle;
  count: number;
  totalMinor: number;
  /** Which cart this is of: the page's word on its price holds while it is the same. */
  changedAt: number;
  currency: Currency;
}

/** What the device knows, where that is newer than what the server was told. */
function useSummary(shown: CartSummary) {
  const device = useDeviceCart(shown);
  return device && device.changedAt !== shown.changedAt
    ? { count: countItems(device), totalMinor: seenMinor(device) }
    : shown;
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
