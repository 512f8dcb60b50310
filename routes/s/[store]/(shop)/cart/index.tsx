import { Head } from "$fresh/runtime.ts";
import type { Handlers, PageProps } from "$fresh/server.ts";
import { Note } from "@/components/Status.tsx";
import { priceStyle, useWords } from "@/components/words.tsx";
import { CartLines, type ShownLine } from "@/islands/CartLines.tsx";
import { clampQuantity } from "@/lib/carts/mod.ts";
import { type CartPage, type PricedLine, readCartPage } from "@/lib/checkout/mod.ts";
import type { TextKey, Words } from "@/lib/i18n/mod.ts";
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
const PROBLEMS = new Map<string, TextKey>([
  ["quantity", "cart.howMany"],
  ["cart_full", "cart.full"],
]);

export default function CartDetails({ data, state, url }: PageProps<CartPage, StorefrontState>) {
  const { base, root, slug, media } = state;
  const words = useWords();
  const title = words.say("frame.yourCart");
  const { store, lines } = data;
  const problem = PROBLEMS.get(url.searchParams.get("problem") ?? "");
  return (
    <div class="w pt-5 pb-6 lg:pb-16">
      <Head>
        <title>{`${title} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <h1 class="mb-4 lg:mb-6">{title}</h1>
      {problem && <Note tone="danger" role="alert">{words.raw(problem)}</Note>}
      <CartLines
        slug={slug}
        root={root}
        base={base}
        words={cartWords(words)}
        left={leftTexts(lines, words)}
        price={priceStyle(words)}
        lines={lines.map((line) => toShown(line, media.base))}
        currency={store.currency}
        removed={removedLine(url.searchParams)}
      />
    </div>
  );
}

function cartWords(words: Words) {
  return words.pick(
    "cart.notSold",
    "cart.soldOut",
    "cart.quantityOf",
    "cart.update",
    "cart.remove",
    "cart.removed",
    "cart.undo",
    "cart.checkout",
    "cart.total",
    "cart.items",
    "cart.deliveryLater",
    "cart.empty",
    "cart.emptyMore",
    "frame.seeWhatThereIs",
  );
}

/** What is said of lines that want more than there is, by how many there are. */
function leftTexts(lines: PricedLine[], words: Words): Record<number, string> {
  const scarce = lines.map(({ goods }) => goods?.stock ?? 0).filter((stock) => stock > 0);
  return Object.fromEntries(scarce.map((stock) => [stock, words.count("cart.onlyLeft", stock)]));
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
