import { Head } from "$fresh/runtime.ts";
import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { HandPay } from "@/routes/s/[store]/(_components)/HandPay.tsx";
import { PayActions, type Tried } from "@/routes/s/[store]/(_components)/PayActions.tsx";
import { PayPage, Prompt } from "@/components/shop/Prompt.tsx";
import { Note } from "@/components/Status.tsx";
import { Weave } from "@/components/Weave.tsx";
import { Say, useWords } from "@/components/words.tsx";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import {
  chooseHandWay,
  dueMinor,
  fieldOf,
  isTold,
  type PaymentScene,
  paymentScene,
  readOrderPage,
  type RetryDetails,
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
  /** Asks for another number, another way to pay or another amount. */
  isOther?: boolean;
  tried?: Tried;
  /** Why no other prompt was sent. */
  refusal?: Refusal;
}

type Refusal = { code: ToldRefusal } & Partial<RetryDetails>;

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
      const { values, errors } = form;
      const tried = { way: values.gateway || "mpesa", values, errors };
      return show(ctx, { isOther: true, tried, status: form.status });
    }
    const { handWay, typed: values, ...by } = form.value;
    const sent = handWay
      ? await chooseHandWay(app.db.public, { slug, token, handWay })
      : await retryPayment(app.db.public, { slug, token, ...by });
    if (!sent.ok && isTold(sent.code)) {
      const refusal = { code: sent.code, ...sent.details };
      if (!fieldOf(sent.code)) return show(ctx, { refusal, status: 409 });
      const tried = { way: values.gateway || "mpesa", values, errors: {} };
      return show(ctx, { isOther: true, tried, refusal, status: 409 });
    }
    const { gateway } = by;
    const isOnPage = gateway && methodOf(gateway).kind === "page";
    return seeOther(`${base}/orders/${token}/pay${isOnPage ? "?go=1" : ""}`);
  },
};

type Outcome = Pick<View, "isOther" | "tried" | "refusal"> & { status?: number };

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
  const view = {
    ...{ order, scene, storeName, timeZone, holdMinutes, methods },
    ...sayAtField(outcome, order, wordsOf(ctx.state)),
    isOther,
  };
  return ctx.render(view, { status, headers });
}

/** What is wrong with a number or an amount is said where it was typed. */
function sayAtField(
  { tried, refusal }: Outcome,
  { currency }: ShopperOrder,
  words: Words,
): Pick<View, "tried" | "refusal"> {
  const field = refusal && fieldOf(refusal.code);
  if (!refusal || !field || !tried) return { tried, refusal };
  const errors = { [field]: sayRetryRefusal({ ...refusal, currency }, words) };
  return { tried: { ...tried, errors } };
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
  const { order, scene, storeName, refusal } = data;
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
          {sayRetryRefusal({ ...refusal, currency: order.currency }, words)}
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
              <Price
                minor={isWaiting && order.attempt ? order.attempt.expectedMinor : dueMinor(order)}
                currency={order.currency}
              />
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
        <HowLong {...data} isByHand={isByHand} />
      </div>
    </main>
  );
}

/** Until when the goods are kept, and the rest may be paid. */
function HowLong({ order, isByHand, holdMinutes, timeZone }: View & { isByHand: boolean }) {
  const { say, count, moment } = useWords();
  if (order.handWay === "cash") return null;
  if (order.payBy && dueMinor(order) === order.leftMinor) {
    return <p class="mut text-sm">{say("order.restBy", { day: moment(order.payBy, timeZone) })}</p>;
  }
  const isLong = isByHand || order.leftMinor < order.totalMinor;
  return (
    <p class="mut text-sm">
      {isLong
        ? say("order.heldUntil", { time: moment(order.expiresAt, timeZone) })
        : count("payment.held", holdMinutes)}
    </p>
  );
}
