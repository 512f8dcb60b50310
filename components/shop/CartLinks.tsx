import { useEffect } from "preact/hooks";
import { BagIcon } from "@/components/BagIcon.tsx";
import { Price } from "@/components/Price.tsx";
import { countItems, seenMinor } from "@/lib/carts/cart.ts";
import { type CartPlace, deviceCart, openDeviceCart } from "@/lib/carts/device.ts";
import type { Currency } from "@/lib/money.ts";

export interface CartSummary extends CartPlace {
  count: number;
  totalMinor: number;
  /** Which cart this is of: the page's word on its price holds while it is the same. */
  changedAt: number;
  currency: Currency;
}

/** What the device knows, where that is newer than what the server was told. */
function useSummary(shown: CartSummary) {
  useEffect(() => openDeviceCart(shown), []);
  const device = deviceCart.value;
  return device && device.changedAt !== shown.changedAt
    ? { count: countItems(device), totalMinor: seenMinor(device) }
    : shown;
}

/** The way to the cart, with what is in it. */
export function CartBag(props: CartSummary) {
  const { count, totalMinor } = useSummary(props);
  return (
    <a class="bag" href={`${props.base}/cart`}>
      <BagIcon />
      <span class="vh">{count > 0 ? "Cart, items: " : "Cart, empty"}</span>
      {count > 0 && <span class="cnt">{count}</span>}
      {count > 0 && <Price minor={totalMinor} currency={props.currency} />}
    </a>
  );
}

/** Stays at the bottom of a phone while there is something in the cart. */
export function CartBar(props: CartSummary) {
  const { count, totalMinor } = useSummary(props);
  if (count === 0) return null;
  return (
    <aside class="bar md:hidden" aria-label="Your cart">
      <div>
        <small>{count === 1 ? "1 item" : `${count} items`}</small>
        <Price minor={totalMinor} currency={props.currency} />
      </div>
      <a class="btn btn-fill" href={`${props.base}/cart`}>View cart</a>
    </aside>
  );
}
