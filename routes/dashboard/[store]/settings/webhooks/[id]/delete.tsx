import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { deleteEndpoint, type WebhookEndpoint } from "@/lib/webhooks/mod.ts";
import { withEndpoint } from "../(_components)/endpoint.ts";

interface Page {
  store: MyStore;
  endpoint: WebhookEndpoint;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withEndpoint(ctx, (_sql, store, endpoint) => Promise.resolve(ctx.render({ store, endpoint }))),

  POST: (_req, ctx) =>
    withEndpoint(ctx, async (sql, store, { id }) => {
      await deleteEndpoint(sql, store.id, id);
      return seeOther(`/dashboard/${store.slug}/settings/webhooks?deleted=1`);
    }),
};

export default function Delete({ data, state }: PageProps<Page, DashboardState>) {
  const { store, endpoint } = data;
  const base = `/dashboard/${store.slug}/settings/webhooks/${endpoint.id}`;
  return (
    <>
      <PageTitle title="Delete endpoint" shop={store.name} />
      <BackLink href={base}>The endpoint</BackLink>
      <PageHead title="Delete this endpoint?" />
      <Card class="max-w-2xl">
        <p>
          Nothing goes to <bdi dir="ltr" class="break-all">{endpoint.url}</bdi>{" "}
          any more, and what was sent there is forgotten. To pause it, switch it off instead.
        </p>
        <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">Delete the endpoint</Button>
          <ButtonLink kind="line" href={base}>Keep it</ButtonLink>
        </Form>
      </Card>
    </>
  );
}
