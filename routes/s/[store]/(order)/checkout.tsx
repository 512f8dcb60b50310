import { Head } from "$fresh/runtime.ts";
import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { OrderLines } from "@/components/shop/OrderLines.tsx";
import { Note } from "@/components/Status.tsx";
import { priceStyle, useWords } from "@/components/words.tsx";
import { OrderTotals, PayBar, PayButton } from "@/islands/Checkout.tsx";
import { cartCookie, countItems, decodeCart, encodeCart, removeLines } from "@/lib/carts/mod.ts";
import {
  buyableLines,
  CheckoutForm,
  type CheckoutInput,
  type CheckoutPage,
  cutLines,
  isAllDigital,
  itemsMinor,
  placeOrder,
  readCheckoutPage,
  readMethod,
  type Said,
  sayProblem,
  sayRefusal,
  sayUnavailable,
} from "@/lib/checkout/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { methodOf, methodsOf } from "@/lib/payments/methods.ts";
import { fill, type Words } from "@/lib/i18n/mod.ts";
import { type StorefrontState, wordsOf } from "@/lib/stores/mod.ts";
import { CheckoutQuestions, Disclosures } from "../(_components)/CheckoutQuestions.tsx";

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
  GET: (_req, ctx) => show(ctx, {}),

  async POST(req, ctx) {
    const form = await readForm(req, CheckoutForm);
    const typed = form.ok ? form.value.typed : form.values;
    if (typed.intent === "total") return show(ctx, typed);
    if (!form.ok) return show(ctx, typed, { errors: form.errors, status: form.status });
    if (form.value.shownTotalMinor === null) {
      return show(ctx, typed, { notices: ({ say }) => [say("checkout.deliveryAdded")] });
    }
    return await order(ctx, form.value);
  },
};

async function order(ctx: Context, input: CheckoutInput): Promise<Response> {
  const { app, slug, root, base, cart, language } = ctx.state;
  const placed = await placeOrder(app.db.public, slug, { ...input, language });
  if (placed.ok) {
    const left = removeLines(cart, input.lines.map(({ variantId }) => variantId));
    const isOnPage = input.gateway && methodOf(input.gateway).kind === "page";
    return seeOther(`${base}/orders/${placed.value.token}/pay${isOnPage ? "?go=1" : ""}`, {
      "set-cookie": cartCookie(left, root),
    });
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
}

/** The form with everything that was typed, priced anew. Without anything to buy: the cart. */
async function show(
  ctx: Context,
  sent: Record<string, string>,
  { errors = {}, refusal, notices, status = 200 }: Outcome = {},
): Promise<Response> {
  const { app, slug, base } = ctx.state;
  // What the form shows is what is ordered, whatever happens to the cart in another tab.
  const cart = sent.cart === undefined ? ctx.state.cart : decodeCart(sent.cart);
  const page = await readCheckoutPage(app.db.public, { slug, cart });
  if (!page) return ctx.renderNotFound();
  ctx.state.shell = page;
  const lines = buyableLines(page.lines);
  if (lines.length === 0) return seeOther(`${base}/cart`);

  const typed = {
    country: page.store.country,
    method: page.zones.length > 0 ? "delivery" : "pickup",
    ...sent,
    // Where to is asked of whatever has to go somewhere, whatever the form was shown for.
    ...methodFor(page, sent.method),
    key: sent.key ?? crypto.randomUUID(),
    cart: encodeCart({ lines, changedAt: 0 }),
  };
  const words = wordsOf(ctx.state);
  const refused = refusal?.(words);
  const view = {
    page,
    typed,
    errors: refused ? { [refused.field]: refused.sentence } : words.errors(errors),
    notices: [
      ...notices?.(words) ?? [],
      ...page.lines.map((line) => sayProblem(line, words)).filter((sentence) => sentence !== null),
    ],
  };
  return ctx.render(view, {
    status,
    headers: { "cache-control": "private, no-store" },
  });
}

/** Nothing where what was sent can stay. */
function methodFor({ lines, zones }: CheckoutPage, sent?: string): { method?: string } {
  if (isAllDigital(lines)) return { method: "download" };
  return sent === "download" ? { method: zones.length > 0 ? "delivery" : "pickup" } : {};
}

/** All that the total says once scripts run; `gateway` is the one way to pay, where there is no choice. */
function totalWords(words: Words, gateway: string) {
  const { raw } = words;
  const texts = words.pick(
    "cart.items",
    "cart.total",
    "checkout.delivery",
    "checkout.chooseArea",
    "checkout.free",
    "checkout.totalBefore",
    "checkout.totalBeforeTax",
    "checkout.before",
    "checkout.tax",
    "checkout.includesTax",
    "checkout.toGateway",
    "checkout.pay",
    "checkout.continue",
    "checkout.payShort",
  );
  return gateway
    ? {
      ...texts,
      toGateway: fill(texts.toGateway, { gateway }),
      pay: fill(texts.pay, { gateway }),
      payShort: fill(texts.payShort, { gateway }),
    }
    : {
      ...texts,
      toGateway: texts.continue,
      pay: raw("order.pay"),
      payShort: raw("checkout.justPay"),
    };
}

const FIELDS = [
  ...["phone", "name", "method", "pickupPoint", "area", "landmark", "directions", "secondPhone"],
];

/** The way one meets them on the page; what pays and what is optional comes last. */
function inFormOrder(errors: FormErrors): FormErrors {
  const known = FIELDS.filter((name) => name in errors).map((name) => [name, errors[name]!]);
  return { ...Object.fromEntries(known), ...errors };
}

export default function Checkout({ data, state }: PageProps<View, StorefrontState>) {
  const { page, typed, errors, notices } = data;
  const { store, zones } = page;
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
      area: typed.area ?? "",
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
        <CheckoutQuestions
          store={store}
          zones={zones}
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
