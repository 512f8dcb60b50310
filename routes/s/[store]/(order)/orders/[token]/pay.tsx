import { Head } from "$fresh/runtime.ts";
import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { HandPay } from "@/routes/s/[store]/(_components)/HandPay.tsx";
import { PayActions } from "@/routes/s/[store]/(_components)/PayActions.tsx";
import { PayPage, Prompt } from "@/components/shop/Prompt.tsx";
import { Note } from "@/components/Status.tsx";
import { Weave } from "@/components/Weave.tsx";
import { Say, useWords } from "@/components/words.tsx";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import {
  chooseHandWay,
  isTold,
  type PaymentScene,
  paymentScene,
  readOrderPage,
  RetryForm,
  retryPayment,
  sayRetryRefusal,
  type ShopperOrder,
  type ToldRefusal,
} from "@/lib/orders/shopper.ts";
import {
  gatewayName,
  type HandMethod,
  type Method,
  methodOf,
  waysToPay,
} from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";
import { type StorefrontState, wordsOf } from "@/lib/stores/mod.ts";

type Context = FreshContext<StorefrontState>;

interface View {
  order: ShopperOrder;
  scene: PaymentScene;
  storeName: string;
  timeZone: string;
  holdMinutes: number;
  /** The ways to pay that the shop offers in its currency. */
  methods: (Method | HandMethod)[];
  /** Asks for another number or another way to pay. What was typed as one, and what is wrong with it. */
  isOther?: boolean;
  tried?: string;
  typed?: string;
  error?: string;
  /** Why no other prompt was sent. */
  refusal?: { code: ToldRefusal; retryAfterS?: number };
}

/**
 * A prompt is on its way within a second or two; a PIN takes longer. Browsers forget a page that sends
 * them on within a second, and the way back from the gateway leads to this one.
 */
const REFRESH_S = { sending: 2, going: 2, back: 3, waiting: 8 };

/** For how long after checkout the browser is sent on to the gateway's page by itself. */
const GO_WITHIN_MS = 120_000;

export const handler: Handlers<View, StorefrontState> = {
  GET: (_req, ctx) => show(ctx, { isOther: ctx.url.searchParams.has("other") }),

  async POST(req, ctx) {
    const { app, slug, base } = ctx.state;
    const token = ctx.params.token!;
    const form = await readForm(req, RetryForm);
    if (!form.ok) {
      const error = form.errors.phone ?? form.errors[""];
      const { gateway, phone: typed } = form.values;
      const tried = gateway || "mpesa";
      return show(ctx, { isOther: true, tried, typed, error, status: form.status });
    }
    const { handWay, ...by } = form.value;
    const sent = handWay
      ? await chooseHandWay(app.db.public, { slug, token, handWay })
      : await retryPayment(app.db.public, { slug, token, ...by });
    if (!sent.ok && isTold(sent.code)) {
      const refusal = { code: sent.code, retryAfterS: sent.details?.retryAfterS };
      return show(ctx, { refusal, status: 409 });
    }
    const { gateway } = by;
    const isOnPage = gateway && methodOf(gateway).kind === "page";
    return seeOther(`${base}/orders/${token}/pay${isOnPage ? "?go=1" : ""}`);
  },
};

type Outcome = Pick<View, "isOther" | "tried" | "typed" | "error" | "refusal"> & {
  status?: number;
};

async function show(ctx: Context, { status, ...outcome }: Outcome = {}): Promise<Response> {
  const { app, slug, base, cart, language } = ctx.state;
  const token = ctx.params.token!;
  const page = await readOrderPage(app.db.public, { slug, token, cart, language });
  ctx.state.shell = page ?? undefined;
  if (!page?.order) return ctx.renderNotFound();
  const { order, store } = page;
  const scene = paymentScene(order, wordsOf(ctx.state));
  if (scene.kind === "done") return seeOther(`${base}/orders/${token}`);

  const headers = new Headers({ "cache-control": "private, no-store" });
  // Works without scripts, and leaves alone who is typing another number.
  if (!outcome.isOther && !outcome.refusal) setRefresh(headers, ctx, { order, scene });
  const { name: storeName, holdMinutes, timeZone } = store;
  const isCash = order.deliveryMethod !== "download";
  const ways = page.ways.filter((way) => way !== "cash" || isCash);
  const methods = waysToPay(ways, order.currency);
  const isOver = order.handWay !== null && order.status === "expired";
  const isOther = outcome.isOther || isOver;
  const view = { order, scene, storeName, timeZone, holdMinutes, methods, ...outcome, isOther };
  return ctx.render(view, { status, headers });
}

/** Looks again by itself, or goes on to the gateway's page for whoever has just decided to pay there. */
function setRefresh(
  headers: Headers,
  { state, url }: Context,
  { order, scene }: Pick<View, "order" | "scene">,
): void {
  if (scene.kind !== "waiting" && scene.kind !== "asking") return;
  const address = `${state.base}/orders/${order.token}`;
  if (url.searchParams.has("go") && isOnTheWay(order)) {
    return headers.set("refresh", `${REFRESH_S.going}; url=${address}/continue`);
  }
  const isBack = url.searchParams.has("back");
  const pace = order.attempt?.state === "created" ? "sending" : isBack ? "back" : "waiting";
  headers.set("refresh", `${REFRESH_S[pace]}; url=${address}/pay${isBack ? "?back=1" : ""}`);
}

function isOnTheWay({ attempt }: ShopperOrder): boolean {
  if (!attempt || methodOf(attempt.gateway).kind !== "page") return false;
  const isOpen = ["created", "submitted", "pending"].includes(attempt.state);
  return isOpen && Date.now() - Date.parse(attempt.createdAt) < GO_WITHIN_MS;
}

export default function Pay({ data, state }: PageProps<View, StorefrontState>) {
  const { order, scene, storeName, holdMinutes, refusal } = data;
  const isWaiting = scene.kind === "waiting" || scene.kind === "asking";
  const isByHand = scene.kind === "byHand";
  const gateway = order.attempt?.gateway ?? "mpesa";
  const isPrompt = methodOf(gateway).kind === "prompt";
  const words = useWords();
  const { say } = words;
  return (
    <main id="main" class="w wait">
      <Head>
        <title>{`${scene.title} · ${storeName}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      {refusal && (
        <Note tone="warn" role="alert" class="lg:col-span-2">
          {sayRetryRefusal(refusal, words)}
        </Note>
      )}
      {isByHand
        ? <HandPay order={order} scene={scene} storeName={storeName} />
        : (
          <section class="ask" aria-live="polite">
            {isPrompt ? <Prompt isWaiting={isWaiting} /> : <PayPage isWaiting={isWaiting} />}
            <h1>{scene.title}</h1>
            <p class="text-lg">
              {scene.prompt && order.attempt
                ? (
                  <Say
                    text={scene.prompt}
                    gateway={gatewayName(gateway)}
                    phone={
                      <b>
                        <Code>{formatPhone(order.attempt.phone)}</Code>
                      </b>
                    }
                  />
                )
                : scene.sentence}
            </p>
            <p class="text-[1.625rem]">
              <Price minor={order.totalMinor - order.paidMinor} currency={order.currency} />
            </p>
            <p class="mut text-md">
              <Say text="payment.toStore" store={storeName} order={<Code>{order.label}</Code>} />
            </p>
            {isWaiting && (
              <div
                class="loom"
                role="progressbar"
                aria-label={say("payment.waiting", { gateway: gatewayName(gateway) })}
              >
                <Weave />
              </div>
            )}
            {scene.kind === "waiting" && isPrompt && (
              <p class="mut text-md">{say("payment.usually")}</p>
            )}
          </section>
        )}
      <div class="grid gap-3">
        {isByHand && (
          <ButtonLink icon="right" full href={`${state.base}/orders/${order.token}`}>
            {say("message.follow")}
          </ButtonLink>
        )}
        <PayActions {...data} base={state.base} isWaiting={isWaiting} />
        {order.handWay !== "cash" && (
          <p class="mut text-sm">
            {isByHand
              ? say("order.heldUntil", { time: words.moment(order.expiresAt, data.timeZone) })
              : words.count("payment.held", holdMinutes)}
          </p>
        )}
      </div>
    </main>
  );
}
