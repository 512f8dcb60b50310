import { Head } from "$fresh/runtime.ts";
import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { Note } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import { PayBar, PayButton } from "@/islands/Checkout.tsx";
import {
  cartCodeCookie,
  cartCookie,
  cartNoteCookie,
  countItems,
  decodeCart,
  encodeCart,
  normalizeCode,
  removeLines,
} from "@/lib/carts/mod.ts";
import {
  buyableLines,
  CheckoutForm,
  type CheckoutInput,
  type CheckoutPage,
  cutLines,
  placeOrder,
  prefill,
  readCheckoutPage,
  type Said,
  sayEnded,
  sayPriceChange,
  sayProblem,
  sayRefusal,
  sayUnavailable,
} from "@/lib/checkout/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { wayOf, waysToPay } from "@/lib/payments/methods.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import { makeTicket, shopperCookie } from "@/lib/shoppers/mod.ts";
import { type StorefrontState, wordsOf } from "@/lib/stores/mod.ts";
import {
  atPriceNow,
  depositOffer,
  errorOf,
  inFormOrder,
  isPaidOnPage,
  methodFor,
  offeredWays,
  withPlaceToCorrect,
} from "../(_components)/checkout_fields.ts";
import { signInStep } from "../(_components)/checkout_sign_in.ts";
import { priceForm, readNames, refusedFor, sayCode } from "../(_components)/checkout_code.ts";
import { CheckoutItems } from "../(_components)/CheckoutItems.tsx";
import { CheckoutQuestions, Disclosures, KeepNote } from "../(_components)/CheckoutQuestions.tsx";
import { HowMuchNow } from "../(_components)/HowMuchNow.tsx";
import { totalProps } from "../(_components)/total_words.ts";

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
    const { cartNote: note, cartCode: discount } = ctx.state;
    const typed: Record<string, string> = { note, discount };
    const area = ctx.url.searchParams.get("area");
    if (area) typed.area = area;
    return show(ctx, typed, { isToFill: true });
  },

  async POST(req, ctx) {
    const form = await readForm(req, CheckoutForm);
    const typed = form.ok ? form.value.typed : form.values;
    if (typed.intent === "total") return show(ctx, { ...typed, refused: "" });
    const step = await signInStep(ctx.state, typed);
    if (step) return show(ctx, step.typed, { ...step, isToFill: step.token !== undefined });
    if (!form.ok) return show(ctx, typed, { errors: form.errors, status: form.status });
    if (form.value.shownTotalMinor === null) {
      return show(ctx, typed, { notices: ({ say }) => [say("checkout.deliveryAdded")] });
    }
    if (form.value.discount !== (typed.toldCode ?? "")) {
      return show(ctx, typed, { notices: ({ say }) => [say("discount.inTotal")] });
    }
    return await order(ctx, form.value);
  },
};

async function order(ctx: Context, input: CheckoutInput): Promise<Response> {
  const { app, slug, root, base, cart, language, shopperToken: token } = ctx.state;
  const placed = await placeOrder(app.db.public, { slug, token }, { ...input, language });
  if (placed.ok) {
    const left = removeLines(cart, input.lines.map(({ variantId }) => variantId));
    const headers = new Headers({ "set-cookie": cartCookie(left, root) });
    headers.append("set-cookie", cartNoteCookie("", root));
    headers.append("set-cookie", cartCodeCookie("", root));
    const query = isPaidOnPage(input.gateway) ? "?go=1" : "";
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
  if (code === "discount_not_applied") {
    typed.refused = `${input.discount}:${placed.details?.problem}`;
    return show(ctx, typed, { status: 409 });
  }
  if (code === "idempotency_key_reused") delete typed.key;
  // Dearer or cheaper: a code that was refused may be good again.
  const isOtherTotal = code === "total_changed";
  if (isOtherTotal) delete typed.refused;
  const refusal = (words: Words) => sayRefusal(code, words);
  return show(ctx, typed, { refusal, isOtherTotal, status: 409 });
}

interface Outcome {
  errors?: FormErrors;
  /** Said once the shop was read, and with it its language. */
  refusal?: (words: Words) => Said;
  notices?: (words: Words) => string[];
  status?: number;
  /** Whether to say which discounts are not in the total any more. */
  isOtherTotal?: boolean;
  /** Of a session that was opened just now. */
  token?: string;
  /** Fills in what is empty and known. */
  isToFill?: boolean;
}

/** The form with everything that was typed, priced anew. Without anything to buy: the cart. */
async function show(
  ctx: Context,
  sent: Record<string, string>,
  outcome: Outcome = {},
): Promise<Response> {
  const { errors = {}, refusal, notices, status = 200, token, isToFill = false } = outcome;
  const { app, slug, root, base, language } = ctx.state;
  // What the form shows is what is ordered, whatever happens to the cart in another tab.
  const cart = sent.cart === undefined ? ctx.state.cart : decodeCart(sent.cart);
  const discount = normalizeCode(sent.discount ?? "").slice(0, 40);
  const problem = refusedFor(sent.refused, discount);
  const code = problem ? "" : discount;
  const asked = { slug, cart, language, code, token: token ?? ctx.state.shopperToken };
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
  if (discount !== ctx.state.cartCode) {
    headers.append("set-cookie", cartCodeCookie(discount, root));
  }
  const lines = buyableLines(page.lines);
  if (lines.length === 0) return seeOther(`${base}/cart`, headers);

  const words = wordsOf(ctx.state);
  const refused = refusal?.(words);
  const wrong = refused ? errorOf(page, refused) : words.errors(errors);
  const filled = isToFill ? prefill(page, sent) : sent;
  const typed = {
    country: page.store.country,
    method: page.zones.length > 0 ? "delivery" : "pickup",
    ...withPlaceToCorrect(filled, wrong),
    // Where to is asked of whatever has to go somewhere, whatever the form was shown for.
    ...methodFor(page, filled.method),
    key: sent.key ?? crypto.randomUUID(),
    ticket: filled.ticket ?? makeTicket(),
    cart: encodeCart({ lines: lines.map(atPriceNow), changedAt: 0 }),
    discount,
    toldCode: discount,
  };
  const { quote, isOpen } = priceForm(page, typed);
  const said = { ...sayCode(page, { asked: discount, quote, isOpen, problem }, words), ...wrong };
  const changes = page.lines.flatMap((line) => [
    sayProblem(line, words),
    sayPriceChange(line, page.store.currency, words),
  ]).filter((sentence) => sentence !== null);
  const view = {
    page,
    typed: { ...typed, shownOffers: JSON.stringify(quote.applied.map(({ name }) => name)) },
    errors: said,
    notices: [
      ...notices?.(words) ?? [],
      ...outcome.isOtherTotal ? sayEnded(readNames(sent.shownOffers), quote, words) : [],
      ...changes,
    ],
  };
  return ctx.render(view, { status, headers });
}

export default function Checkout({ data, state }: PageProps<View, StorefrontState>) {
  const { page, typed, errors, notices } = data;
  const { store, zones, shopper } = page;
  const isClosed = store.status === "closed";
  const methods = waysToPay(offeredWays(page, typed.method), store.currency);
  const words = useWords();
  const { say } = words;
  const offer = depositOffer(page, methods);
  const total = totalProps({ page, methods, isInParts: offer !== null, typed }, words);
  const lines = buyableLines(page.lines);
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
        ids={{ method: "method-delivery", gateway: `gateway-${methods[0] && wayOf(methods[0])}` }}
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
          {total.words.payShort}
        </button>
        <CheckoutQuestions
          store={store}
          zones={zones}
          shopper={shopper}
          pickupPoints={page.pickupPoints}
          methods={methods}
          typed={typed}
          errors={errors}
        >
          {offer && (
            <HowMuchNow
              offer={offer}
              total={total}
              timeZone={store.timeZone}
              typed={typed}
              error={errors.parts}
            />
          )}
        </CheckoutQuestions>
        <CheckoutItems
          page={page}
          typed={typed}
          error={errors.discount}
          items={items}
          total={total}
          media={state.media}
        />
        <div class="pay">
          <Disclosures typed={typed} errors={errors} />
          {canPay
            ? (
              <>
                <PayButton {...total} />
                <KeepNote methods={methods} minutes={store.holdMinutes} />
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
