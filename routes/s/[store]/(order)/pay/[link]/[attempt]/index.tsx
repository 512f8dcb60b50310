import { Head } from "$fresh/runtime.ts";
import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { PayPage, Prompt } from "@/components/shop/Prompt.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { Weave } from "@/components/Weave.tsx";
import { Say, useWords } from "@/components/words.tsx";
import {
  attemptScene,
  type PayLink,
  type PaymentScene,
  readPayLinkPage,
} from "@/lib/orders/shopper.ts";
import { gatewayName, methodOf } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";
import { type StorefrontState, wordsOf } from "@/lib/stores/mod.ts";

type Context = FreshContext<StorefrontState>;
type Tried = NonNullable<PayLink["attempt"]>;

interface View {
  tried: Tried;
  /** Null once the money is there. */
  scene: PaymentScene | null;
  link: PayLink;
  storeName: string;
}

/** As on the page of whoever ordered. */
const REFRESH_S = { sending: 2, going: 2, back: 3, waiting: 8 };

/** What became of one payment of somebody else's. Nobody but whoever made it knows its address. */
export const handler: Handlers<View, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, cart, language } = ctx.state;
    const { link = "", attempt: attemptId = "" } = ctx.params;
    const asked = { slug, link, attemptId, cart, language };
    const page = await readPayLinkPage(app.db.public, asked);
    ctx.state.shell = page ?? undefined;
    const tried = page?.link?.attempt;
    if (!page || !tried) return ctx.renderNotFound();
    const scene = tried.state === "succeeded" ? null : attemptScene(tried, wordsOf(ctx.state));
    const headers = new Headers({
      "cache-control": "private, no-store",
    });
    if (scene && scene.kind !== "stopped") setRefresh(headers, ctx, tried);
    return ctx.render({ tried, scene, link: page.link!, storeName: page.store.name }, { headers });
  },
};

/** Looks again by itself, also without scripts, or goes on to the gateway's page. */
function setRefresh(headers: Headers, { state, url, params }: Context, tried: Tried): void {
  const address = `${state.base}/pay/${params.link}/${params.attempt}`;
  const isPage = methodOf(tried.gateway).kind === "page";
  if (isPage && url.searchParams.has("go")) {
    return headers.set("refresh", `${REFRESH_S.going}; url=${address}/continue`);
  }
  const isBack = url.searchParams.has("back");
  const pace = tried.state === "created" ? "sending" : isBack ? "back" : "waiting";
  headers.set("refresh", `${REFRESH_S[pace]}; url=${address}${isBack ? "?back=1" : ""}`);
}

export default function Tried({ data, state, params }: PageProps<View, StorefrontState>) {
  const { tried, scene, link, storeName } = data;
  const { say, money } = useWords();
  const amount = money(tried.expectedMinor, link.currency);
  const title = scene?.title ?? say("payment.youPaid", { amount });
  const isWaiting = scene !== null && scene.kind !== "stopped";
  const address = `${state.base}/pay/${params.link}`;
  const isPage = methodOf(tried.gateway).kind === "page";
  return (
    <main id="main" class="w wait">
      <Head>
        <title>{`${title} · ${storeName}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <section class="ask" aria-live="polite">
        {scene && (isPage ? <PayPage isWaiting={isWaiting} /> : <Prompt isWaiting={isWaiting} />)}
        <h1>{title}</h1>
        <p class="text-lg">{scene ? <Sentence scene={scene} tried={tried} /> : storeName}</p>
        {scene
          ? (
            <p class="text-[1.625rem]">
              <Price minor={tried.expectedMinor} currency={link.currency} />
            </p>
          )
          : tried.receipt && (
            <p>
              <Code>{tried.receipt}</Code>
            </p>
          )}
        {isWaiting && (
          <div
            class="loom"
            role="progressbar"
            aria-label={say("payment.waiting", { gateway: gatewayName(tried.gateway) })}
          >
            <Weave />
          </div>
        )}
      </section>
      <div class="grid gap-3">
        {isWaiting && <Waiting tried={tried} address={`${address}/${params.attempt}`} />}
        {!isWaiting && link.isOpen && (
          <ButtonLink kind={scene ? "fill" : "line"} full href={address}>
            {say(scene ? "payment.payNow" : "payment.payMore")}
          </ButtonLink>
        )}
        {!isWaiting && link.isPaid && <p class="text-lg">{say("order.paidInFull")}</p>}
      </div>
    </main>
  );
}

function Sentence({ scene, tried }: { scene: PaymentScene; tried: Tried }) {
  if (!scene.prompt) return <>{scene.sentence}</>;
  return (
    <Say
      text={scene.prompt}
      gateway={gatewayName(tried.gateway)}
      phone={
        <b>
          <Code>{formatPhone(tried.phone)}</Code>
        </b>
      }
    />
  );
}

function Waiting({ tried, address }: { tried: Tried; address: string }) {
  const { say } = useWords();
  const isPage = methodOf(tried.gateway).kind === "page";
  return (
    <section class="card grid gap-3">
      {isPage && tried.state === "pending" && (
        <ButtonLink icon="right" full href={`${address}/continue`}>
          {say("payment.goTo", { gateway: gatewayName(tried.gateway) })}
        </ButtonLink>
      )}
      <form action={`${address}/check`} method="post">
        <Button icon="refresh" kind={isPage ? "line" : "fill"} full class="px-2">
          {say(isPage ? "payment.havePaid" : "payment.checkNow")}
        </Button>
      </form>
    </section>
  );
}
