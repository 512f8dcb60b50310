import { Head } from "$fresh/runtime.ts";
import type { Handlers, PageProps } from "$fresh/server.ts";
import { Note } from "@/components/Status.tsx";
import { CartLines, type ShownLine } from "@/islands/CartLines.tsx";
import { clampQuantity } from "@/lib/carts/mod.ts";
import { type CartPage, type PricedLine, readCartPage } from "@/lib/checkout/mod.ts";
import { mediaUrl } from "@/lib/images/urls.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

export const handler: Handlers<CartPage, StorefrontState> = {
  async GET(_req, ctx) {
    const page = await readCartPage(ctx.state.app.db.public, ctx.state);
    if (!page) return ctx.renderNotFound();
    ctx.state.shell = page;
    return ctx.render(page, { headers: { "cache-control": "private, no-store" } });
  },
};

/** What a form could not do, as it comes back in the address. */
const PROBLEMS = new Map(Object.entries({
  quantity: "Choose how many, from 1 to 999.",
  cart_full: "Your cart is full. Buy what is in it first.",
}));

export default function CartDetails({ data, state, url }: PageProps<CartPage, StorefrontState>) {
  const { base, slug, media } = state;
  const { store, lines } = data;
  const problem = PROBLEMS.get(url.searchParams.get("problem") ?? "");
  return (
    <div class="w pt-5 pb-6 lg:pb-16">
      <Head>
        <title>{`Your cart · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <h1 class="mb-4 lg:mb-6">Your cart</h1>
      {problem && <Note tone="danger" role="alert">{problem}</Note>}
      <CartLines
        slug={slug}
        base={base}
        lines={lines.map((line) => toShown(line, media.base))}
        currency={store.currency}
        removed={removedLine(url.searchParams)}
      />
    </div>
  );
}

/** Only what the island draws: its props are part of the page. */
function toShown({ variantId, quantity, goods }: PricedLine, media: string): ShownLine {
  const width = goods?.picture?.widths[0];
  return {
    variantId,
    quantity,
    goods: goods && { ...goods, picture: null },
    image: width ? mediaUrl(media, goods.picture!.path, width) : null,
  };
}

function removedLine(query: URLSearchParams): { variantId: string; quantity: number } | undefined {
  const variantId = query.get("removed") ?? "";
  if (!/^[\da-f-]{36}$/.test(variantId)) return undefined;
  return { variantId, quantity: clampQuantity(Number(query.get("quantity"))) };
}
