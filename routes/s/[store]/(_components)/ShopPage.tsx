import type { ComponentChildren } from "preact";
import { ShopFrame } from "@/components/shop/ShopFrame.tsx";
import type { CartSummary } from "@/components/shop/CartLinks.tsx";
import { priceStyle, useWords } from "@/components/words.tsx";
import { CartBag, CartBar } from "@/islands/Shop.tsx";
import { countItems } from "@/lib/carts/mod.ts";
import type { Shell, StorefrontState } from "@/lib/stores/mod.ts";

export interface ShopPageProps {
  state: StorefrontState & { shell: Shell };
  url: URL;
  children: ComponentChildren;
}

/** A page of a shop with its header, shelves, footer and cart. */
export function ShopPage({ state, url, children }: ShopPageProps) {
  const { shell, root, base, path, slug, cart, shelf, media } = state;
  const words = useWords();
  const summary: CartSummary = {
    slug,
    root,
    base,
    words: words.pick(
      "cart.items",
      "frame.cartItems",
      "frame.cartEmpty",
      "frame.yourCart",
      "frame.viewCart",
    ),
    price: priceStyle(words),
    count: countItems(cart),
    totalMinor: shell.cartMinor,
    changedAt: cart.changedAt,
    currency: shell.store.currency,
  };
  return (
    <ShopFrame
      shell={shell}
      root={root}
      base={base}
      path={path}
      query={url.search}
      isLite={media.isLite}
      shelf={shelf}
      bag={<CartBag {...summary} />}
      bar={barFor(path, summary)}
    >
      {children}
    </ShopFrame>
  );
}

/** What stays at the bottom of a phone: the cart, unless the page has something of its own there. */
function barFor(path: string, summary: CartSummary) {
  if (path === "/cart") return null;
  // Keeps the end of the page clear of the fixed bar of the product's form.
  if (path.startsWith("/p/")) return <div class="h-[70px] bg-sunken lg:hidden" />;
  return <CartBar {...summary} />;
}
