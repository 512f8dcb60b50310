import { Head } from "$fresh/runtime.ts";
import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { MapLinks } from "@/components/MapLinks.tsx";
import { Price } from "@/components/Price.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { OrderFiles } from "@/components/shop/OrderFiles.tsx";
import { OrderLines } from "@/components/shop/OrderLines.tsx";
import { whatsApp } from "@/components/shop/whats_app.ts";
import { Timeline } from "@/components/Timeline.tsx";
import { Weave } from "@/components/Weave.tsx";
import { formatMoment } from "@/lib/clock.ts";
import { sayDownloadProblem } from "@/lib/downloads/mod.ts";
import { formatMoney } from "@/lib/money.ts";
import {
  orderSteps,
  paymentScene,
  readOrderPage,
  type ShopperItem,
  type ShopperOrder,
  thanksIn,
} from "@/lib/orders/shopper.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { Media, Store, StorefrontState } from "@/lib/stores/mod.ts";
import { OrderHeading } from "@/routes/s/[store]/(_components)/OrderHeading.tsx";

interface View {
  order: ShopperOrder;
  store: Store;
}

/** What was begun or refused, by the page's address. */
interface Page extends View {
  taken: string | null;
  problem: string | null;
}

export const handler: Handlers<Page, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, cart, base } = ctx.state;
    const token = ctx.params.token!;
    const page = await readOrderPage(app.db.public, { slug, token, cart });
    ctx.state.shell = page ?? undefined;
    if (!page?.order) return ctx.renderNotFound();
    const { order, store } = page;
    const headers = new Headers({ "cache-control": "private, no-store" });
    const taken = ctx.url.searchParams.get("taken");
    // Works without scripts, and not again when the page is opened later.
    if (order.files.some(({ openToken, isFresh }) => openToken === taken && isFresh)) {
      headers.set("refresh", `1; url=${base}/orders/${token}/downloads/${taken}`);
    }
    const problem = sayDownloadProblem(ctx.url.searchParams.get("problem"));
    return ctx.render({ order, store, taken, problem }, { headers });
  },
};

export default function OrderDetails({ data, state }: PageProps<Page, StorefrontState>) {
  const { order, store, taken, problem } = data;
  const { base, media } = state;
  const at = (iso: string) => formatMoment(iso, { timeZone: store.timeZone });
  const isPaid = order.paidAt !== null;
  const isDownload = order.deliveryMethod === "download";
  const chat = store.whatsappPhone ?? store.contactPhone;
  const ask = (words: string) => chat ? whatsApp(chat, `Order ${order.label}${words}`) : null;
  return (
    <main id="main" class="w oc">
      <Head>
        <title>{`Order ${order.label} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <article class="receipt big">
        {isPaid && <Weave height={24} />}
        <section>
          <OrderHeading order={order} at={at} thanks={thanksIn(store.country)} />
          {paymentScene(order).kind !== "done" && (
            <ButtonLink class="mt-5" href={`${base}/orders/${order.token}/pay`}>
              {`Pay ${formatMoney(order.totalMinor - order.paidMinor, order.currency)}`}
            </ButtonLink>
          )}
          {order.paidAt === null && order.items.some((item) => item.isDigital) && (
            <p class="mut text-md mt-4">Your files are here as soon as it is paid.</p>
          )}
        </section>
        {order.files.length > 0 && (
          <OrderFiles
            files={order.files}
            address={`${base}/orders/${order.token}`}
            problem={problem}
            taken={taken}
            askHref={ask(": more downloads, please")}
            at={at}
          />
        )}
        {!isDownload && (
          <section>
            <h2>Where it is</h2>
            <Timeline
              steps={orderSteps(order, {
                at,
                pickupAddress: order.pickupPlace || store.address,
              })}
            />
          </section>
        )}
      </article>
      <div class="grid gap-3">
        <Bought order={order} media={media} />
        {!isDownload && <Destination order={order} store={store} />}
        {isPaid && order.status !== "cancelled" && (
          <ButtonLink icon="star" kind="line" full href={`${base}/orders/${order.token}/review`}>
            Say how it is
          </ButtonLink>
        )}
        <Help phone={store.contactPhone} chat={ask(": ")} />
        <form method="post" action={`${base}/orders/${order.token}/again`}>
          <Button icon="refresh" kind="line" full>Order this again</Button>
        </form>
        <div class="flex flex-wrap justify-between">
          <ButtonLink kind="text" icon="print" href={`${base}/orders/${order.token}/receipt`}>
            Print
          </ButtonLink>
          <ButtonLink kind="text" icon="orders" href={`${base}/account`}>All my orders</ButtonLink>
        </div>
        <p class="mut text-sm">Keep the link to this page: it needs no password.</p>
      </div>
    </main>
  );
}

/** Ways to ask somebody, with the order's number where it can be said. */
function Help({ phone, chat }: { phone: string | null; chat: string | null }) {
  if (!phone && !chat) return null;
  return (
    <div class={`grid gap-2 ${phone && chat ? "grid-cols-2" : ""}`}>
      {phone && <ButtonLink icon="call" kind="line" href={`tel:${phone}`}>Call</ButtonLink>}
      {chat && <ButtonLink icon="chat" kind="line" href={chat}>WhatsApp</ButtonLink>}
    </div>
  );
}

function Bought({ order, media }: { order: ShopperOrder; media: Media }) {
  const { currency, itemsMinor, deliveryMinor, totalMinor, taxMinor, isTaxIncluded } = order;
  return (
    <article class="receipt">
      <section>
        <h2>{order.paidAt ? "What you bought" : "What you ordered"}</h2>
        <OrderLines lines={order.items.map(toLine)} currency={currency} media={media} />
        <dl class="sum mt-2">
          <SumRow label="Items">
            <Price minor={itemsMinor} currency={currency} />
          </SumRow>
          {order.deliveryMethod !== "download" && (
            <SumRow label="Delivery">
              {deliveryMinor === 0 ? "Free" : <Price minor={deliveryMinor} currency={currency} />}
            </SumRow>
          )}
          {taxMinor > 0 && !isTaxIncluded && (
            <SumRow label="VAT">
              <Price minor={taxMinor} currency={currency} />
            </SumRow>
          )}
          <SumRow label={order.paidAt ? "Paid" : "Total"} isTotal>
            <Price minor={totalMinor} currency={currency} />
          </SumRow>
        </dl>
        {taxMinor > 0 && isTaxIncluded && (
          <p class="mut text-sm">{`Includes ${formatMoney(taxMinor, currency)} VAT.`}</p>
        )}
      </section>
    </article>
  );
}

function toLine(item: ShopperItem) {
  const { variantId, productTitle, variantTitle, quantity, totalMinor } = item;
  return {
    key: variantId,
    title: productTitle,
    variantTitle,
    quantity,
    totalMinor,
    picture: item.imagePath === null ? null : {
      path: item.imagePath,
      alt: "",
      width: 160,
      height: 160,
      widths: (item.imageWidths ?? []).slice(0, 1),
    },
  };
}

function Destination({ order, store }: View) {
  const isPickup = order.deliveryMethod === "pickup";
  const { landmark, area, directions, secondPhone, pin } = order;
  return (
    <article class="receipt">
      <section>
        <h2>{isPickup ? "Pick it up at" : "Bringing it to"}</h2>
        <p>
          <b>{isPickup ? order.pickupPlace || store.address || store.name : landmark}</b>
          <br />
          {isPickup ? order.pickupPlace ? order.pickupHours : store.openingHours : area}
        </p>
        {directions && <p class="mut text-sm mt-1">{directions}</p>}
        {secondPhone && (
          <p class="mut text-sm mt-1">
            Second phone <Code>{formatPhone(secondPhone)}</Code>
          </p>
        )}
        {pin && <MapLinks pin={pin} />}
      </section>
    </article>
  );
}
