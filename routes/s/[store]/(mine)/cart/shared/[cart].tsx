import { Head } from "$fresh/runtime.ts";
import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { z } from "zod";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { OrderLines } from "@/components/shop/OrderLines.tsx";
import { Note } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import {
  CART_TOKEN,
  cartCookie,
  type CartLine,
  countItems,
  mergeLines,
  replaceLines,
} from "@/lib/carts/mod.ts";
import {
  buyableLines,
  itemsMinor,
  readSharedCartPage,
  sayProblem,
  type SharedCartPage,
} from "@/lib/checkout/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { errors } from "@/lib/i18n/en/errors.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

type Context = FreshContext<StorefrontState, SharedCartPage>;

const Choice = z.object({ how: z.enum(["merge", "replace"]) });

/** A cart that came by link. Looking at it changes nothing; what becomes of one's own is asked. */
export const handler: Handlers<SharedCartPage, StorefrontState> = {
  async GET(_req, ctx) {
    const page = await read(ctx);
    if (!page) return ctx.renderNotFound();
    const headers = { "cache-control": "private, no-store" };
    return ctx.render(page, { status: page.isOpen ? 200 : 404, headers });
  },

  async POST(req, ctx) {
    const form = await readForm(req, Choice);
    if (!form.ok) throw new HttpError(form.status, errors.chooseCart);
    const page = await read(ctx);
    if (!page?.isOpen) return ctx.renderNotFound();
    const { base, root, cart } = ctx.state;
    const lines = buyableLines(page.lines).map(({ variantId, quantity, goods }): CartLine => ({
      variantId,
      quantity,
      priceMinor: goods.priceMinor,
    }));
    const next = form.value.how === "merge" ? mergeLines(cart, lines) : replaceLines(cart, lines);
    return seeOther(`${base}/cart`, { "set-cookie": cartCookie(next, root) });
  },
};

async function read(ctx: Context): Promise<SharedCartPage | null> {
  const { app, slug, cart, language } = ctx.state;
  const { cart: token = "" } = ctx.params;
  const page = await readSharedCartPage(app.db.public, {
    slug,
    cart,
    language,
    token: CART_TOKEN.test(token) ? token : "",
  });
  ctx.state.shell = page ?? undefined;
  return page;
}

export default function SharedCart({ data, state }: PageProps<SharedCartPage, StorefrontState>) {
  const { store, lines, isOpen } = data;
  const { base, cart, media } = state;
  const buyable = buyableLines(lines);
  const words = useWords();
  const { say } = words;
  const problems = lines.map((line) => sayProblem(line, words)).filter((sentence) =>
    sentence !== null
  );
  const own = countItems(cart);
  return (
    <div class="w max-w-2xl pt-5 pb-16">
      <Head>
        <title>{`${say("cart.forYou")} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      {!isOpen || buyable.length === 0
        ? (
          <EmptyState
            heading="h1"
            title={say(isOpen ? "cart.allGone" : "cart.notHere")}
            action={<ButtonLink href={`${base}/p`}>{say("frame.seeWhatThereIs")}</ButtonLink>}
          >
            {say(isOpen ? "cart.allGoneMore" : "cart.linksLast")}
          </EmptyState>
        )
        : (
          <>
            <h1 class="mb-4">{say("cart.forYou")}</h1>
            {problems.map((sentence) => (
              <Note key={sentence} tone="warn" class="mb-4">{sentence}</Note>
            ))}
            <section class="card">
              <OrderLines
                lines={buyable.map(({ variantId, quantity, goods }) => ({
                  ...goods,
                  key: variantId,
                  quantity,
                  totalMinor: goods.priceMinor * quantity,
                }))}
                currency={store.currency}
                media={media}
              />
              <dl class="sum">
                <div class="tot">
                  <dt>{say("cart.items")}</dt>
                  <dd>
                    <Price minor={itemsMinor(lines)} currency={store.currency} />
                  </dd>
                </div>
              </dl>
            </section>
            <form method="post" class="grid gap-3 mt-5">
              {own > 0 && <p>{words.count("cart.ownCart", own)}</p>}
              <Button name="how" value="merge" full>
                {say(own > 0 ? "cart.merge" : "cart.take")}
              </Button>
              {own > 0 && (
                <Button kind="line" name="how" value="replace" full>
                  {say("cart.replace")}
                </Button>
              )}
            </form>
          </>
        )}
    </div>
  );
}
