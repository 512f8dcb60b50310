import { Head } from "$fresh/runtime.ts";
import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Note } from "@/components/Status.tsx";
import { priceStyle, Speak, useWords } from "@/components/words.tsx";
import { CartForm } from "@/lib/carts/input.ts";
import { CART_TOKEN, clampQuantity, normalizeCode } from "@/lib/carts/mod.ts";
import { CartLines } from "@/islands/CartLines.tsx";
import {
  type CartPage,
  codeProblem,
  feeAt,
  feesWith,
  isAllDigital,
  type PricedLine,
  type Quote,
  quoteFor,
  readCartPage,
  sayCodeProblem,
  sayDiscounts,
  sayMissing,
} from "@/lib/checkout/mod.ts";
import { type FormErrors, readForm } from "@/lib/http/mod.ts";
import type { TextKey, Words } from "@/lib/i18n/mod.ts";
import { mediaUrl } from "@/lib/images/urls.ts";
import { languagePrefix, type Media, type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";
import { CartExtras } from "@/routes/s/[store]/(_components)/CartExtras.tsx";
import { InstallPlace } from "@/routes/s/[store]/(_components)/InstallPlace.tsx";
import { answerCart } from "@/routes/s/[store]/(_components)/answer_cart.ts";

interface View {
  page: CartPage;
  note: string;
  /** As it was typed, or goes with the cart. */
  code: string;
  errors: FormErrors;
}

export const handler: Handlers<View, StorefrontState> = {
  GET: (_req, ctx) => {
    const typed = ctx.url.searchParams.get("code") ?? "";
    const code = normalizeCode(typed.slice(0, 40)) || ctx.state.cartCode;
    return show(ctx, { note: ctx.state.cartNote, code, errors: {} });
  },

  async POST(req, ctx) {
    const form = await readForm(req, CartForm);
    if (form.ok) return await answerCart(ctx.state, form.value);
    if (form.status !== 422) throw new HttpError(form.status, form.errors[""]);
    const { note = "", discount: code = "" } = form.values;
    return await show(ctx, { note, code, errors: form.errors }, form.status);
  },
};

async function show(
  ctx: FreshContext<StorefrontState, View>,
  shown: Omit<View, "page">,
  status = 200,
): Promise<Response> {
  const asked = ctx.url.searchParams.get("again") ?? "";
  const again = /^[0-9a-f]{32}$/.test(asked) ? asked : null;
  const page = await readCartPage(ctx.state.app.db.public, {
    ...ctx.state,
    again,
    code: shown.code,
  });
  if (!page) return ctx.renderNotFound();
  ctx.state.shell = page;
  const headers = { "cache-control": "private, no-store" };
  return ctx.render({ page, ...shown }, { status, headers });
}

/** What a form could not do, as it comes back in the address. */
const PROBLEMS = new Map<string, TextKey>([
  ["quantity", "cart.howMany"],
  ["cart_full", "cart.full"],
  ["too_many_carts", "cart.manyLinks"],
]);

export default function CartDetails({ data, state, url }: PageProps<View, StorefrontState>) {
  const { base, root, slug, media, app: { config } } = state;
  const words = useWords();
  const { say } = words;
  const { page: { store, lines, zones, again, discounts }, note, errors } = data;
  const query = url.searchParams;
  const { note: noteError, discount: codeError, ...others } = words.errors(errors);
  const asked = PROBLEMS.get(query.get("problem") ?? "");
  const problem = Object.values(others)[0] ?? (asked && words.raw(asked));
  const missing = again.map((line) => sayMissing(line, words)).filter((sentence) =>
    sentence !== null
  );
  const area = query.get("area") ?? "";
  const fees = isAllDigital(lines) ? [] : feesWith(discounts, zones);
  const feeMinor = feeAt(fees, { method: "delivery", area });
  const isOpen = fees.length > 0 && feeMinor === null;
  const quote = quoteFor(discounts, feeMinor);
  const linked = state.cartCode && `?discount=${state.cartCode}`;
  const prefix = languagePrefix(store.languages, words.language);
  const shared = CART_TOKEN.test(query.get("shared") ?? "")
    ? `${storeOrigin(config.publicUrl, store)}${prefix}/cart/shared/${query.get("shared")}${linked}`
    : undefined;
  return (
    <div class="w pt-5 pb-6 lg:pb-16">
      <Head>
        <title>{`${say("frame.yourCart")} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <h1 class="mb-4 lg:mb-6">{say("frame.yourCart")}</h1>
      {problem && <Note tone="danger" role="alert" class="mb-4">{problem}</Note>}
      {again.length > 0 && (
        <Note tone={missing.length > 0 ? "warn" : "ok"} role="status" class="mb-4">
          {missing.length < again.length && <p>{say("cart.againHere")}</p>}
          {missing.map((sentence) => <p key={sentence}>{sentence}</p>)}
        </Note>
      )}
      <CartLines
        slug={slug}
        root={root}
        base={base}
        words={cartWords(words)}
        price={priceStyle(words)}
        left={leftTexts(lines, words)}
        lines={lines.map((line) => toShown(line, { media, quote }))}
        currency={store.currency}
        taxRateBp={store.taxRateBp}
        isTaxIncluded={store.isTaxIncluded}
        zones={fees}
        savedMinor={quoteFor(discounts, null).savedMinor}
        pricedAt={discounts.isLive ? state.cart.changedAt : undefined}
        area={area}
        removed={removedLine(query)}
      >
        {/* What an island is given as children is drawn apart from the page around it. */}
        <Speak language={words.language}>
          <CartExtras
            note={note}
            error={noteError}
            discount={{
              code: data.code,
              error: codeError ?? codeErrorOf(data, { quote, isOpen }, words),
              told: sayDiscounts(discounts, {
                applied: quote.applied,
                isOpen,
                currency: store.currency,
              }, words),
            }}
            shared={shared}
            storeName={store.name}
          />
        </Speak>
      </CartLines>
      {lines.length > 0 && <InstallPlace storeName={store.name} />}
    </div>
  );
}

/** Why the code that was asked for takes nothing off; undefined when it does. */
function codeErrorOf(
  { page: { store, discounts }, code }: View,
  place: { quote: Quote; isOpen: boolean },
  words: Words,
): string | undefined {
  const asked = code;
  const problem = codeProblem(discounts, { asked, ...place });
  return problem
    ? sayCodeProblem(problem, { asked, discounts, currency: store.currency }, words)
    : undefined;
}

function cartWords(words: Words) {
  return words.pick(
    "cart.notSold",
    "cart.soldOut",
    "cart.quantityOf",
    "cart.update",
    "cart.remove",
    "cart.dearer",
    "cart.cheaper",
    "cart.removed",
    "cart.undo",
    "cart.checkout",
    "cart.total",
    "cart.items",
    "cart.withDelivery",
    "cart.deliveryTo",
    "cart.anyArea",
    "cart.show",
    "cart.empty",
    "cart.emptyMore",
    "checkout.chooseArea",
    "checkout.delivery",
    "checkout.free",
    "checkout.tax",
    "checkout.before",
    "discount.saved",
    "frame.seeWhatThereIs",
  );
}

/** What is said of lines that want more than there is, by how many there are. */
function leftTexts(lines: PricedLine[], words: Words): Record<number, string> {
  const scarce = lines.map(({ goods }) => goods?.stock ?? 0).filter((stock) => stock > 0);
  return Object.fromEntries(scarce.map((stock) => [stock, words.count("cart.onlyLeft", stock)]));
}

/** Only what the island draws: its props are part of the page. */
function toShown(
  { goods, ...line }: PricedLine,
  { media, quote }: { media: Media; quote: Quote },
) {
  const picture = media.isLite ? null : goods?.picture;
  const width = picture?.widths[0];
  return {
    ...line,
    goods: goods && { ...goods, picture: null },
    offMinor: quote.lines[line.variantId],
    image: picture && width ? mediaUrl(media.base, picture.path, width) : null,
  };
}

function removedLine(query: URLSearchParams) {
  const variantId = query.get("removed") ?? "";
  if (!/^[\da-f-]{36}$/.test(variantId)) return undefined;
  const price = query.get("price") ?? "";
  return {
    variantId,
    quantity: clampQuantity(Number(query.get("quantity"))),
    priceMinor: /^\d{1,12}$/.test(price) ? Number(price) : undefined,
  };
}
