import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { CustomerCard } from "@/components/dashboard/CustomerCard.tsx";
import { ItemsCard } from "@/components/dashboard/ItemsCard.tsx";
import { DownloadsCard } from "@/components/dashboard/DownloadsCard.tsx";
import { Label } from "@/components/dashboard/Label.tsx";
import { MoneyCard } from "@/components/dashboard/MoneyCard.tsx";
import { OrderActions } from "@/components/dashboard/OrderActions.tsx";
import { PayLinksCard } from "@/components/dashboard/PayLinksCard.tsx";
import { SurplusCard } from "@/components/dashboard/SurplusCard.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { PayLinkCard } from "@/components/dashboard/PayLinkCard.tsx";
import { PartsCard } from "@/components/dashboard/PartsCard.tsx";
import { Code } from "@/components/Layout.tsx";
import { Note, Toast } from "@/components/Status.tsx";
import { Timeline } from "@/components/Timeline.tsx";
import { can } from "@/lib/auth/mod.ts";
import { formatMoment } from "@/lib/clock.ts";
import { giveDownloads, GiveForm } from "@/lib/downloads/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { findChatText } from "@/lib/notifications/merchant.ts";
import {
  fulfilmentLabel,
  getOrder,
  type MerchantOrder,
  paymentLabel,
  timelineOf,
} from "@/lib/orders/merchant.ts";
import { languagePrefix, storeOrigin } from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
  /** What a chat with the buyer starts with. */
  chat: string;
  /** Of the form that gives more downloads. */
  errors: Record<string, string>;
  values: Record<string, string>;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx, { errors: {}, values: {} }),

  /** Gives more downloads of a bought line. */
  async POST(req, ctx) {
    const form = await readForm(req, GiveForm);
    if (!form.ok) return await show(ctx, form, form.status);
    return await ctx.state.inStore(async (sql, store) => {
      if (!can(store, "orders.manage")) {
        throw new HttpError(403, "Your role does not change orders. Ask the owner.");
      }
      if (!await giveDownloads(sql, store.id, form.value)) throw new HttpError(404);
      return seeOther(`/dashboard/${store.slug}/orders/${ctx.params.number}?given=1#downloads`);
    });
  },
};

function show(
  ctx: Context,
  { errors, values }: Pick<Page, "errors" | "values">,
  status = 200,
): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    const { number } = ctx.params;
    if (!/^[1-9]\d{0,8}$/.test(number!)) throw new HttpError(404);
    const asked = { number: Number(number), publicUrl: ctx.state.app.config.publicUrl };
    const [order, chat] = await Promise.all([
      getOrder(sql, { storeId: store.id, number: asked.number }),
      findChatText(sql, store.id, asked),
    ]);
    if (!order) throw new HttpError(404);
    return ctx.render({ store, order, chat, errors, values }, { status });
  });
}

export default function Order({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, order, chat, errors, values } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const at = (iso: string) => formatMoment(iso, { timeZone: store.timeZone });
  const steps = timelineOf(order, at);
  return (
    <>
      <PageTitle title={label} shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/orders`}>Orders</BackLink>
      <PageHead
        title={<Code>{label}</Code>}
        below={
          <p class="mut text-sm flex flex-wrap items-center gap-2 mt-2">
            <Label state={paymentLabel(order)} />
            <Label state={fulfilmentLabel(order)} />
            <span>Placed {at(order.placedAt)}</span>
          </p>
        }
      >
        <OrderActions order={order} store={store} csrf={state.csrf} path={url.pathname} />
      </PageHead>
      {url.searchParams.has("meanwhile") && (
        <Note tone="warn" role="alert" class="mb-4">
          Somebody changed this order meanwhile. This is how it stands now.
        </Note>
      )}
      <SurplusCard
        order={order}
        csrf={state.csrf}
        canRefund={can(store, "payments.refund") && can(store, "orders.manage")}
        base={url.pathname}
        isByHand={url.searchParams.has("by-hand")}
      />
      <div class="two-1">
        <div>
          <MoneyCard order={order} at={at} />
          <PartsCard
            order={order}
            at={at}
            csrf={state.csrf}
            path={url.pathname}
            canManage={can(store, "orders.manage")}
          />
          <ItemsCard order={order} media={state.app.config.supabaseUrl} />
        </div>
        <div>
          {order.downloads.length > 0 && (
            <DownloadsCard
              order={order}
              at={at}
              csrf={state.csrf}
              canManage={can(store, "orders.manage")}
              errors={errors}
              values={values}
            />
          )}
          <CustomerCard
            order={order}
            label={label}
            chat={chat}
            canManage={can(store, "orders.manage")}
          />
          <PayLinkCard
            order={order}
            chat={chat}
            link={`${state.app.config.publicUrl}/s/${store.slug}/orders/${order.token}`}
          />
          <PayLinksCard
            order={order}
            at={at}
            csrf={state.csrf}
            canManage={can(store, "orders.manage")}
            storeName={store.name}
            shopAddress={storeOrigin(state.app.config.publicUrl, store) +
              languagePrefix(order.languages, order.language)}
            action={`${url.pathname}/link`}
          />
          <section class="card" aria-labelledby="happened">
            <h2 id="happened" class="text-base mb-4">What happened</h2>
            <Timeline steps={steps} />
            <p class="mt-2">
              <a
                class="inline-flex items-center min-h-tap text-sm"
                href={`/dashboard/${store.slug}/messages/sent?order=${order.number}`}
              >
                Messages about this order
              </a>
            </p>
          </section>
        </div>
      </div>
      {url.searchParams.has("moved") && <Toast>Noted</Toast>}
      {url.searchParams.has("cancelled") && <Toast>The order is cancelled</Toast>}
      {url.searchParams.has("written") && <Toast>The order is written down</Toast>}
      {url.searchParams.has("edited") && <Toast>The order is changed</Toast>}
      {url.searchParams.has("returning") && <Toast>The return is noted</Toast>}
      {url.searchParams.has("received") && <Toast>The money is noted</Toast>}
      {url.searchParams.has("refunded") && <Toast>The refund is noted</Toast>}
      {url.searchParams.get("link") === "made" && <Toast>The link is there to be sent</Toast>}
      {url.searchParams.get("link") === "ended" && <Toast>The link is over</Toast>}
      {url.searchParams.has("given") && <Toast>The buyer can download again</Toast>}
    </>
  );
}
