import type { ComponentChildren } from "preact";
import { ShopFrame } from "@/components/shop/ShopFrame.tsx";
import { CartBag, CartBar, type CartSummary } from "@/islands/Cart.tsx";
import { countItems } from "@/lib/carts/mod.ts";
import type { Shell, StorefrontState } from "@/lib/stores/mod.ts";

export interface ShopPageProps {
  state: StorefrontState & { shell: Shell };
  url: URL;
  children: ComponentChildren;
}

/** A page of a shop with its header, shelves, footer and cart. */
export function ShopPage({ state, url, children }: ShopPageProps) {
  const { shell, base, slug, cart, shelf } = state;
  const path = url.pathname.slice(`/s/${slug}`.length);
  const summary: CartSummary = {
    slug,
    base,
    count: countItems(cart),
    totalMinor: shell.cartMinor,
    currency: shell.store.currency,
  };
  // A product's page sticks its own button there, the cart its own total.
  const hasOwnBar = path.startsWith("/p/") || path === "/cart";
  return (
    <ShopFrame
      shell={shell}
      base={base}
      path={path}
      shelf={shelf}
      bag={<CartBag {...summary} />}
      bar={hasOwnBar ? null : <CartBar {...summary} />}
    >
      {children}
    </ShopFrame>
  );
}
