import { Head } from "$fresh/runtime.ts";
import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { OrderLines } from "@/components/shop/OrderLines.tsx";
import { Note } from "@/components/Status.tsx";
import { priceStyle, useWords } from "@/components/words.tsx";
import { OrderTotals, PayBar, PayButton } from "@/islands/Checkout.tsx";
import {
  cartCookie,
  cartNoteCookie,
  countItems,
  decodeCart,
  encodeCart,
  removeLines,
} from "@/lib/carts/mod.ts";
import {
  askForCode,
  buyableLines,
  CheckoutForm,
  type CheckoutInput,
  type CheckoutPage,
  cutLines,
  enterCode,
  itemsMinor,
  placeIn,
  placeOrder,
  prefill,
  readCheckoutPage,
  readMethod,
  type Said,
  sayPriceChange,
  sayProblem,
  sayRefusal,
  sayUnavailable,
  type SignInStep,
} from "@/lib/checkout/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { methodOf, methodsOf } from "@/lib/payments/methods.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import { makeTicket, shopperCookie } from "@/lib/shoppers/mod.ts";
import { type StorefrontState, wordsOf } from "@/lib/stores/mod.ts";
import {
  atPriceNow,
  inFormOrder,
  methodFor,
  withPlaceToCorrect,
} from "../(_components)/checkout_fields.ts";
import { CheckoutQuestions, Disclosures } from "../(_components)/CheckoutQuestions.tsx";
import { totalWords } from "../(_components)/total_words.ts";

type Context = FreshContext<StorefrontState>;

interface View {
  page: CheckoutPage;
  /** Fields by name, as they were typed. */
  typed: Record<string, string>;
  errors: FormErrors;
  /** What changed since the shopper last looked. */
  notices: string[];
}

export const handler: Handlers<View, StorefrontState> = {
  GET: (_req, ctx) => {
    const typed: Record<string, string> = { note: ctx.state.cartNote };
    const area = ctx.url.searchParams.get("area");
    if (area) typed.area = area;
    return show(ctx, typed, { isToFill: true });
  },

  async POST(req, ctx) {
    const form = await readForm(req, CheckoutForm);
    const typed = form.ok ? form.value.typed : form.values;
    if (typed.intent === "total") return show(ctx, typed);
    const step = await signInStep(ctx, typed);
    if (step) return show(ctx, step.typed, { ...step, isToFill: step.token !== undefined });
    if (!form.ok) return show(ctx, typed, { errors: form.errors, status: form.status });
    if (form.value.shownTotalMinor === null) {
      return show(ctx, typed, { notices: ({ say }) => [say("checkout.deliveryAdded")] });
    }
    return await order(ctx, form.value);
  },
};

/** What was asked for beside paying: a code, or what it opens. Null when it was paying. */
async function signInStep(
  { state: { app: { db }, client, slug, language, shopperToken } }: Context,
  typed: Record<string, string>,
): Promise<SignInStep | null> {
  const asker = { db, client, slug, language };
  const { intent } = typed;
  if (intent === "code" || intent === "code-again") {
    return await askForCode(asker, typed, { isAgain: intent === "code-again" });
  }
  // Enter in the field of the code sends the form as if to pay.
  const hasCode = !shopperToken && Boolean(typed.sentTo && typed.code?.trim());
  return intent === "sign-in" || hasCode ? await enterCode(asker, typed) : null;
}

async function order(ctx: Context, input: CheckoutInput): Promise<Response> {
  const { app, slug, root, base, cart, language, shopperToken: token } = ctx.state;
  const placed = await placeOrder(app.db.public, { slug, token }, { ...input, language });
  if (placed.ok) {
    const left = removeLines(cart, input.lines.map(({ variantId }) => variantId));
    const headers = new Headers({ "set-cookie": cartCookie(left, root) });
    headers.append("set-cookie", cartNoteCookie("", root));
    const isOnPage = input.gateway && methodOf(input.gateway).kind === "page";
    const query = isOnPage ? "?go=1" : "";
    return seeOther(`${base}/orders/${placed.value.token}/pay${query}`, headers);
  }
  if (placed.code === "lines_unavailable") {
    const unavailable = placed.details?.lines ?? [];
    const lines = cutLines(input.lines, unavailable);
    const typed = { ...input.typed, cart: encodeCart({ lines, changedAt: 0 }) };
    const notices = (words: Words) => unavailable.map((line) => sayUnavailable(line, words));
    return show(ctx, typed, { notices, status: 409 });
  }
  const { code } = placed;
  const typed = { ...input.typed };
  if (code === "idempotency_key_reused") delete typed.key;
  return show(ctx, typed, { refusal: (words) => sayRefusal(code, words), status: 409 });
}

interface Outcome {
  errors?: FormErrors;
  /** Said once the shop was read, and with it its language. */
  refusal?: (words: Words) => Said;
  notices?: (words: Words) => string[];
  status?: number;
  /** Of a session that was opened just now. */
  token?: string;
  /** Fills in what is empty and known. */
  isToFill?: boolean;
}

/** The form with everything that was typed, priced anew. Without anything to buy: the cart. */
async function show(
  ctx: Context,
  sent: Record<string, string>,
  { errors = {}, refusal, notices, status = 200, token, isToFill = false }: Outcome = {},
): Promise<Response> {
  const { app, slug, root, base, language } = ctx.state;
  // What the form shows is what is ordered, whatever happens to the cart in another tab.
  const cart = sent.cart === undefined ? ctx.state.cart : decodeCart(sent.cart);
  const asked = { slug, cart, language, token: token ?? ctx.state.shopperToken };
  const page = await readCheckoutPage(app.db.public, asked);
  if (!page) return ctx.renderNotFound();
  ctx.state.shell = page;
  const headers = new Headers({
    "cache-control": "private, no-store",
    "permissions-policy": "camera=(), microphone=(), geolocation=(self)",
  });
  if (token) {
    const isSecure = app.config.publicUrl.startsWith("https:");
    headers.append("set-cookie", shopperCookie(token, { root, isSecure }));
  }
  const lines = buyableLines(page.lines);
  if (lines.length === 0) return seeOther(`${base}/cart`, headers);

  const words = wordsOf(ctx.state);
  const refused = refusal?.(words);
  const said = refused ? { [refused.field]: refused.sentence } : words.errors(errors);
  const filled = isToFill ? prefill(page, sent) : sent;
  const typed = {
    country: page.store.country,
    method: page.zones.length > 0 ? "delivery" : "pickup",
    ...withPlaceToCorrect(filled, said),
    // Where to is asked of whatever has to go somewhere, whatever the form was shown for.
    ...methodFor(page, filled.method),
    key: sent.key ?? crypto.randomUUID(),
    ticket: filled.ticket ?? makeTicket(),
    cart: encodeCart({ lines: lines.map(atPriceNow), changedAt: 0 }),
  };
  const changes = page.lines.flatMap((line) => [
    sayProblem(line, words),
    sayPriceChange(line, page.store.currency, words),
  ]).filter((sentence) => sentence !== null);
  const view = {
    page,
    typed,
    errors: said,
    notices: [...notices?.(words) ?? [], ...changes],
  };
  return ctx.render(view, {
    status,
    headers,
  });
}

export default function Checkout({ data, state }: PageProps<View, StorefrontState>) {
  const { page, typed, errors, notices } = data;
  const { store, zones, shopper } = page;
  const isClosed = store.status === "closed";
  const methods = methodsOf(page.gateways, store.currency);
  const words = useWords();
  const { say } = words;
  const payWith = methods.length === 1 && methods[0]!.kind === "prompt" ? methods[0]!.title : "";
  const lines = buyableLines(page.lines);
  const total = {
    words: totalWords(words, payWith),
    price: priceStyle(words),
    itemsMinor: itemsMinor(lines),
    zones: zones.map(({ areas, feeMinor }) => ({ areas, feeMinor })),
    place: {
      method: readMethod(typed.method),
      area: placeIn((name) => typed[name] ?? "").area,
    },
    taxRateBp: store.taxRateBp,
    isTaxIncluded: store.isTaxIncluded,
    currency: store.currency,
  };
  const canPay = methods.length > 0 && !isClosed;
  const count = countItems({ lines, changedAt: 0 });
  const items = words.count("frame.items", count);
  return (
    <main id="main" class="w co">
      <Head>
        <title>{`${say("cart.checkout")} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <h1>{say("cart.checkout")}</h1>
      <ErrorSummary
        class="mb-4"
        errors={inFormOrder(errors)}
        ids={{ method: "method-delivery", gateway: `gateway-${methods[0]?.gateway}` }}
      />
      {notices.map((notice) => (
        <Note key={notice} tone="warn" role="alert" class="mb-4">{notice}</Note>
      ))}
      <a
        class="lg:hidden flex justify-between items-center min-h-[52px] px-3.5 rounded bg-sunken no-underline"
        href="#items"
      >
        {items}
        <span class="flex items-center gap-2">
          <Price minor={total.itemsMinor} currency={store.currency} />
          <Icon name="down" size="s" />
        </span>
      </a>
      <form action={`${state.base}/checkout`} method="post" noValidate>
        <input type="hidden" name="key" value={typed.key} />
        <input type="hidden" name="cart" value={typed.cart} />
        {/* What Enter in a field presses. */}
        <button type="submit" class="vh" tabIndex={-1} aria-hidden="true">
          {say("checkout.justPay")}
        </button>
        <CheckoutQuestions
          store={store}
          zones={zones}
          shopper={shopper}
          pickupPoints={page.pickupPoints}
          methods={methods}
          typed={typed}
          errors={errors}
        />
        <section class="yours" id="items">
          <h2>{items}</h2>
          <OrderLines
            lines={lines.map(({ variantId, quantity, goods }) => ({
              ...goods,
              key: variantId,
              quantity,
              totalMinor: goods.priceMinor * quantity,
            }))}
            currency={store.currency}
            media={state.media}
          />
          <OrderTotals {...total} />
          <noscript>
            <button type="submit" class="btn btn-line mt-3" name="intent" value="total">
              {say("checkout.updateTotal")}
            </button>
          </noscript>
        </section>
        <div class="pay">
          <Disclosures typed={typed} errors={errors} />
          {canPay
            ? (
              <>
                <PayButton {...total} />
                <p class="mut text-sm py-4">
                  {words.count("checkout.weKeepIt", store.holdMinutes)}
                </p>
              </>
            )
            : (
              <Note tone="warn">
                <b>{say(isClosed ? "checkout.closedNow" : "checkout.cannotPay")}</b>{" "}
                {isClosed && store.closedNote || say("checkout.cannotPayMore")}
              </Note>
            )}
        </div>
        {canPay && <PayBar {...total} />}
      </form>
    </main>
  );
}
