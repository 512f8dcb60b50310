import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { CustomerCard } from "@/components/dashboard/CustomerCard.tsx";
import { ItemsCard } from "@/components/dashboard/ItemsCard.tsx";
import { Label } from "@/components/dashboard/Label.tsx";
import { MoneyCard } from "@/components/dashboard/MoneyCard.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Code } from "@/components/Layout.tsx";
import { Timeline } from "@/components/Timeline.tsx";
import { formatMoment } from "@/lib/clock.ts";
import {
  fulfilmentLabel,
  getOrder,
  type MerchantOrder,
  paymentLabel,
  timelineOf,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
}

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    return ctx.state.inStore(async (sql, store) => {
      const { number } = ctx.params;
      const order = /^[1-9]\d{0,8}$/.test(number!) &&
        await getOrder(sql, { storeId: store.id, number: Number(number) });
      if (!order) throw new HttpError(404);
      return ctx.render({ store, order });
    });
  },
};

export default function Order({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order } = data;
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
      />
      <div class="two-1">
        <div>
          <MoneyCard order={order} at={at} />
          <ItemsCard order={order} media={state.app.config.supabaseUrl} />
        </div>
        <div>
          <CustomerCard order={order} label={label} />
          <section class="card" aria-labelledby="happened">
            <h2 id="happened" class="text-base mb-4">What happened</h2>
            <Timeline steps={steps} />
          </section>
        </div>
      </div>
    </>
  );
}
