import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { seeOther } from "@/lib/http/mod.ts";
import { cancelOrder, isCancellable, type MerchantOrder } from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forStaff } from "./(_components)/for_staff.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
}

/** Asks before an order that nobody paid comes to nothing. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forStaff(ctx, (_sql, store, order) => Promise.resolve(ctx.render({ store, order }))),

  POST: (_req, ctx) =>
    forStaff(ctx, async (sql, store, { number }) => {
      const cancelled = await cancelOrder(sql, { storeId: store.id, number });
      const said = cancelled.ok ? "cancelled" : "meanwhile";
      return seeOther(`/dashboard/${store.slug}/orders/${number}?${said}=1`);
    }),
};

export default function Cancel({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const back = `/dashboard/${store.slug}/orders/${order.number}`;
  const isOut = order.fulfilmentStatus === "shipped";
  const title = isOut ? "Did not arrive" : "Cancel the order";
  return (
    <>
      <PageTitle title={`${title}, ${label}`} shop={store.name} />
      <BackLink href={back}>{label}</BackLink>
      <PageHead title={title} />
      <div class="max-w-2xl">
        {isCancellable(order)
          ? (
            <Card>
              <p class="mb-4">
                {isOut
                  ? "The buyer did not take the goods. The order ends unpaid, and they count as back on the shelf: do it when they are back with you."
                  : "The order ends unpaid, and its goods count as back on the shelf. No message is sent: tell the buyer yourself."}
              </p>
              <Form csrf={state.csrf} class="flex flex-wrap gap-3">
                <Button kind="danger">{isOut ? "It did not arrive" : "Cancel the order"}</Button>
                <ButtonLink kind="line" href={back}>Keep it</ButtonLink>
              </Form>
            </Card>
          )
          : (
            <EmptyState
              title="This order cannot be cancelled"
              action={<ButtonLink href={back}>Back to the order</ButtonLink>}
            >
              It is paid, or it is over. Money goes back as a refund.
            </EmptyState>
          )}
      </div>
    </>
  );
}
