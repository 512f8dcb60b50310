import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { DeliveryFacts } from "@/components/dashboard/DeliveryFacts.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Note } from "@/components/Status.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import {
  type DeliveryDetail,
  findDelivery,
  replay,
  type WebhookEndpoint,
} from "@/lib/webhooks/mod.ts";
import { isId, withEndpoint } from "../../(_components)/endpoint.ts";

interface Page {
  store: MyStore;
  endpoint: WebhookEndpoint;
  delivery: DeliveryDetail;
  isOff?: boolean;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => withDelivery(ctx, (_sql, page) => Promise.resolve(ctx.render(page))),

  /** Sends it again. */
  POST: (_req, ctx) =>
    withDelivery(ctx, async (sql, page) => {
      const { store, endpoint, delivery } = page;
      const sent = await replay(sql, store.id, endpoint.id, { delivery_id: delivery.id });
      if (!sent.ok) return ctx.render({ ...page, isOff: true }, { status: 422 });
      const base = `/dashboard/${store.slug}/settings/webhooks/${endpoint.id}`;
      return seeOther(`${base}?replayed=${sent.value}`);
    }),
};

function withDelivery(
  ctx: Context,
  run: (sql: Sql, page: Page) => Promise<Response>,
): Promise<Response> {
  return withEndpoint(ctx, async (sql, store, endpoint) => {
    const id = ctx.params.delivery;
    const place = { storeId: store.id, endpointId: endpoint.id };
    const delivery = isId(id) ? await findDelivery(sql, place, id) : null;
    if (!delivery) throw new HttpError(404);
    return await run(sql, { store, endpoint, delivery });
  });
}

export default function Delivery({ data, state }: PageProps<Page, DashboardState>) {
  const { store, endpoint, delivery, isOff } = data;
  return (
    <>
      <PageTitle title={delivery.type || "Delivery"} shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/settings/webhooks/${endpoint.id}`}>
        The endpoint
      </BackLink>
      <PageHead title={<bdi dir="ltr">{delivery.type || "Delivery"}</bdi>}>
        {delivery.state !== "pending" && (
          <Form csrf={state.csrf}>
            <Button kind="line">Send it again</Button>
          </Form>
        )}
      </PageHead>
      {isOff && (
        <Note tone="danger" role="alert" class="mb-4">
          The endpoint is switched off. Switch it on under Edit first.
        </Note>
      )}
      <DeliveryFacts delivery={delivery} url={endpoint.url} timeZone={store.timeZone} />
    </>
  );
}
