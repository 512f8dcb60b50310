import { Head } from "$fresh/runtime.ts";
import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import { Prompt } from "@/components/shop/Prompt.tsx";
import { Note } from "@/components/Status.tsx";
import { Weave } from "@/components/Weave.tsx";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import {
  type PaymentScene,
  paymentScene,
  readOrderPage,
  RetryForm,
  retryPayment,
  sayRetryRefusal,
  type ShopperOrder,
} from "@/lib/orders/shopper.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

type Context = FreshContext<StorefrontState>;

interface View {
  order: ShopperOrder;
  scene: PaymentScene;
  storeName: string;
  holdMinutes: number;
  /** Asks for another number. What was typed as one, and what is wrong with it. */
  isOther?: boolean;
  typed?: string;
  error?: string;
  /** Why no other prompt was sent. */
  refusal?: string;
}

/** A prompt is on its way within a second or two; a PIN takes longer. */
const REFRESH_S = { sending: 2, waiting: 8 };

export const handler: Handlers<View, StorefrontState> = {
  GET: (_req, ctx) => show(ctx, { isOther: ctx.url.searchParams.has("other") }),

  async POST(req, ctx) {
    const { app, slug, base } = ctx.state;
    const token = ctx.params.token!;
    const form = await readForm(req, RetryForm);
    if (!form.ok) {
      const error = form.errors.phone ?? form.errors[""];
      return show(ctx, { isOther: true, typed: form.values.phone, error, status: form.status });
    }
    const sent = await retryPayment(app.db.public, { slug, token, phone: form.value.phone });
    const refusal = sent.ok ? null : sayRetryRefusal(sent.code, sent.details?.retryAfterS);
    if (refusal) return show(ctx, { refusal, status: 409 });
    return seeOther(`${base}/orders/${token}/pay`);
  },
};

type Outcome = Pick<View, "isOther" | "typed" | "error" | "refusal"> & { status?: number };

async function show(ctx: Context, { status, ...outcome }: Outcome = {}): Promise<Response> {
  const { app, slug, base, cart } = ctx.state;
  const token = ctx.params.token!;
  const page = await readOrderPage(app.db.public, { slug, token, cart });
  ctx.state.shell = page ?? undefined;
  if (!page?.order) return ctx.renderNotFound();
  const { order, store } = page;
  const scene = paymentScene(order);
  if (scene.kind === "done") return seeOther(`${base}/orders/${token}`);

  const headers = new Headers({ "cache-control": "private, no-store" });
  // Works without scripts, and leaves alone who is typing another number.
  const isWaiting = scene.kind === "waiting" || scene.kind === "asking";
  if (isWaiting && !outcome.isOther) {
    const seconds = REFRESH_S[order.attempt?.state === "created" ? "sending" : "waiting"];
    headers.set("refresh", `${seconds}; url=${base}/orders/${token}/pay`);
  }
  const { name: storeName, holdMinutes } = store;
  return ctx.render({ order, scene, storeName, holdMinutes, ...outcome }, { status, headers });
}

export default function Pay({ data, state }: PageProps<View, StorefrontState>) {
  const { order, scene, storeName, holdMinutes, refusal } = data;
  const isWaiting = scene.kind === "waiting" || scene.kind === "asking";
  return (
    <main id="main" class="w wait">
      <Head>
        <title>{`${scene.title} · ${storeName}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      {refusal && <Note tone="warn" role="alert" class="lg:col-span-2">{refusal}</Note>}
      <section class="ask" aria-live="polite">
        <Prompt isWaiting={isWaiting} />
        <h1>{scene.title}</h1>
        <p class="text-lg">
          {scene.lead && order.attempt && (
            <>
              {`${scene.lead} `}
              <b>
                <Code>{formatPhone(order.attempt.phone)}</Code>
              </b>.{" "}
            </>
          )}
          {scene.sentence}
        </p>
        <p class="text-[1.625rem]">
          <Price minor={order.totalMinor - order.paidMinor} currency={order.currency} />
        </p>
        <p class="mut text-md">
          to {storeName}, order <Code>{order.label}</Code>
        </p>
        {isWaiting && (
          <div class="loom" role="progressbar" aria-label="Waiting for M-Pesa">
            <Weave />
          </div>
        )}
        {scene.kind === "waiting" && (
          <p class="mut text-md">Usually takes 20 seconds. Keep this page open.</p>
        )}
      </section>
      <div class="grid gap-3">
        <Actions {...data} base={state.base} isWaiting={isWaiting} />
        <p class="mut text-sm">
          {`Held for you for ${holdMinutes} minutes. If you ever pay twice, we send the extra back.`}
        </p>
      </div>
    </main>
  );
}

type ActionsProps = Pick<View, "order" | "isOther" | "typed" | "error"> & {
  base: string;
  isWaiting: boolean;
};

/** While waiting the first thing to do is to ask; afterwards it is to send the prompt again. */
function Actions({ order, base, isWaiting, isOther, typed, error }: ActionsProps) {
  const address = `${base}/orders/${order.token}`;
  return (
    <section class="card grid gap-3">
      <h2 class="text-lg">
        {isWaiting ? "Paid, or nothing on your phone?" : "Pay for it now"}
      </h2>
      {isWaiting && (
        <form action={`${address}/check`} method="post">
          <Button icon="refresh" full class="px-2">I entered my PIN, check now</Button>
        </form>
      )}
      {order.attempt && (
        <form action={`${address}/pay`} method="post">
          <input type="hidden" name="phone" value={order.attempt.phone} />
          <Button kind={isWaiting ? "line" : "fill"} full>Send the prompt again</Button>
        </form>
      )}
      {isOther
        ? (
          <form action={`${address}/pay#phone`} method="post">
            <Field
              label="Phone that pays"
              name="phone"
              type="tel"
              inputMode="tel"
              autocomplete="tel-national"
              value={typed}
              error={error}
            />
            <Button kind="line" full class="mt-3">Send the prompt there</Button>
          </form>
        )
        : (
          <ButtonLink kind="text" full href={`${address}/pay?other=1#phone`}>
            Use another number
          </ButtonLink>
        )}
    </section>
  );
}
