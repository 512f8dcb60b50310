import { Head } from "$fresh/runtime.ts";
import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { MapLinks } from "@/components/MapLinks.tsx";
import { OrderFiles } from "@/components/shop/OrderFiles.tsx";
import { whatsApp } from "@/components/whats_app.ts";
import { Timeline } from "@/components/Timeline.tsx";
import { Weave } from "@/components/Weave.tsx";
import { Say, useWords } from "@/components/words.tsx";
import { sayDownloadProblem } from "@/lib/downloads/mod.ts";
import {
  canMovePin,
  dueMinor,
  isPayable,
  orderSteps,
  readOrderPage,
  type ShopperOrder,
  type ShopperParcel,
  thanksIn,
} from "@/lib/orders/shopper.ts";
import { formatPhone } from "@/lib/phone.ts";
import {
  languagePrefix,
  type Store,
  type StorefrontState,
  storeOrigin,
  wordsOf,
} from "@/lib/stores/mod.ts";
import { InstallPlace } from "@/routes/s/[store]/(_components)/InstallPlace.tsx";
import { Parcels } from "@/routes/s/[store]/(_components)/Parcels.tsx";
import { OrderHeading } from "@/routes/s/[store]/(_components)/OrderHeading.tsx";
import { Bought } from "@/routes/s/[store]/(_components)/Bought.tsx";
import { PaidSoFar } from "@/routes/s/[store]/(_components)/PaidSoFar.tsx";
import { SharePayment } from "@/routes/s/[store]/(_components)/SharePayment.tsx";
import { MovePin } from "@/routes/s/[store]/(_components)/MovePin.tsx";

interface View {
  order: ShopperOrder;
  store: Store;
}

/** With what was begun or refused, by the page's address. */
interface Page extends View {
  parcels: ShopperParcel[];
  taken: string | null;
  problem: string | null;
}

export const handler: Handlers<Page, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, cart, language, base } = ctx.state;
    const token = ctx.params.token!;
    const page = await readOrderPage(app.db.public, { slug, token, cart, language });
    ctx.state.shell = page ?? undefined;
    if (!page?.order) return ctx.renderNotFound();
    const { order, store, parcels } = page;
    const headers = new Headers({ "cache-control": "private, no-store" });
    const taken = ctx.url.searchParams.get("taken");
    // Works without scripts, and not again when the page is opened later.
    if (order.files.some(({ openToken, isFresh }) => openToken === taken && isFresh)) {
      headers.set("refresh", `1; url=${base}/orders/${token}/downloads/${taken}`);
    }
    const problem = sayDownloadProblem(ctx.url.searchParams.get("problem"), wordsOf(ctx.state));
    return ctx.render({ order, store, parcels, taken, problem }, { headers });
  },
};

export default function OrderDetails({ data, state, url }: PageProps<Page, StorefrontState>) {
  const { order, store, parcels, taken, problem } = data;
  const { base, media } = state;
  const words = useWords();
  const { say, money } = words;
  const at = (iso: string) => words.moment(iso, store.timeZone);
  const isPaid = order.paidAt !== null;
  const isCash = order.handWay === "cash" && order.status === "pending";
  const isDownload = order.deliveryMethod === "download";
  const chat = store.whatsappPhone ?? store.contactPhone;
  const prefix = languagePrefix(store.languages, words.language);
  const links = storeOrigin(state.app.config.publicUrl, store) + prefix;
  const ask = (text: string) => chat ? whatsApp(chat, text) : null;
  return (
    <main id="main" class="w oc">
      <Head>
        <title>{`${say("order.title", { label: order.label })} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <article class="receipt big">
        {isPaid && <Weave height={24} />}
        <section>
          <OrderHeading order={order} at={at} thanks={thanksIn(store.country, words)} />
          {isPayable(order) && (
            <ButtonLink
              kind={isCash ? "line" : "fill"}
              class="mt-5"
              href={`${base}/orders/${order.token}/pay${isCash ? "?other=1" : ""}`}
            >
              {isCash ? say("payment.otherWay") : say("order.pay", {
                amount: money(dueMinor(order), order.currency),
              })}
            </ButtonLink>
          )}
          {isPayable(order) && !isCash && order.leastMinor < order.leftMinor && (
            <ButtonLink
              kind="text"
              class="mt-2"
              href={`${base}/orders/${order.token}/pay?other=1#other`}
            >
              {say("payment.otherOrPart")}
            </ButtonLink>
          )}
          {order.paidAt === null && order.items.some((item) => item.isDigital) && (
            <p class="mut text-md mt-4">{say("order.filesSoon")}</p>
          )}
        </section>
        {isInParts(order) && <PaidSoFar order={order} at={at} />}
        {order.files.length > 0 && (
          <OrderFiles
            files={order.files}
            address={`${base}/orders/${order.token}`}
            problem={problem}
            taken={taken}
            askHref={ask(say("files.askText", { label: order.label }))}
            at={at}
          />
        )}
        {!isDownload && (
          <section>
            <h2>{say("order.whereItIs")}</h2>
            <Timeline
              steps={orderSteps(
                order,
                { at, pickupAddress: order.pickupPlace || store.address },
                words,
              )}
            />
            <Parcels parcels={parcels} order={order} at={at} />
          </section>
        )}
      </article>
      <div class="grid gap-3">
        {isPayable(order) && order.status === "pending" && (
          <SharePayment
            link={order.payLink && `${links}/pay/${order.payLink}`}
            storeName={store.name}
            action={`${base}/orders/${order.token}/share`}
          />
        )}
        <Bought order={order} media={media} />
        {!isDownload && (
          <Destination
            order={order}
            store={store}
            action={`${base}/orders/${order.token}/pin`}
            done={url.searchParams.get("pin") ?? ""}
          />
        )}
        {isPaid && order.status !== "cancelled" && (
          <ButtonLink icon="star" kind="line" full href={`${base}/orders/${order.token}/review`}>
            {say("order.sayHow")}
          </ButtonLink>
        )}
        <Help
          phone={store.contactPhone}
          chat={ask(say("order.title", { label: order.label }))}
        />
        <form method="post" action={`${base}/orders/${order.token}/again`}>
          <Button icon="refresh" kind="line" full>{say("order.again")}</Button>
        </form>
        <div class="flex flex-wrap justify-between">
          <ButtonLink kind="text" icon="print" href={`${base}/orders/${order.token}/receipt`}>
            {say("order.print")}
          </ButtonLink>
          <ButtonLink kind="text" icon="orders" href={`${base}/account`}>
            {say("order.allMine")}
          </ButtonLink>
        </div>
        <p class="mut text-sm">{say("order.keepLink")}</p>
        <InstallPlace storeName={store.name} />
      </div>
    </main>
  );
}

/** More than one payment, or one that is not all of it. */
function isInParts({ payments, leftMinor }: ShopperOrder): boolean {
  return payments.length > 1 || (payments.length === 1 && leftMinor > 0);
}

/** Ways to ask somebody, with the order's number where it can be said. */
function Help({ phone, chat }: { phone: string | null; chat: string | null }) {
  const { say } = useWords();
  if (!phone && !chat) return null;
  return (
    <div class={`grid gap-2 ${phone && chat ? "grid-cols-2" : ""}`}>
      {phone && (
        <ButtonLink icon="call" kind="line" href={`tel:${phone}`}>{say("contact.call")}</ButtonLink>
      )}
      {chat && <ButtonLink icon="chat" kind="line" href={chat}>WhatsApp</ButtonLink>}
    </div>
  );
}

function Destination(
  { order, store, action, done }: View & { action: string; done: string },
) {
  const isPickup = order.deliveryMethod === "pickup";
  const { landmark, area, directions, secondPhone, pin } = order;
  const { say } = useWords();
  return (
    <article class="receipt">
      <section id="where">
        <h2>{isPickup ? say("order.pickUpAt") : say("order.bringingTo")}</h2>
        <p>
          <b>{isPickup ? order.pickupPlace || store.address || store.name : landmark}</b>
          <br />
          {isPickup ? order.pickupPlace ? order.pickupHours : store.openingHours : area}
        </p>
        {directions && <p class="mut text-sm mt-1">{directions}</p>}
        {secondPhone && (
          <p class="mut text-sm mt-1">
            <Say text="order.secondPhone" phone={<Code>{formatPhone(secondPhone)}</Code>} />
          </p>
        )}
        {pin && <MapLinks pin={pin} open={say("order.openPin")} />}
        <MovePin action={action} pin={pin} done={done} canMove={canMovePin(order)} />
      </section>
    </article>
  );
}
