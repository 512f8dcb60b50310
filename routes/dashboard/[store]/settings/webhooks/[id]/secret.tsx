import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { WebhookSecret } from "@/components/dashboard/WebhookSecret.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { rotateSecret, type WebhookEndpoint } from "@/lib/webhooks/mod.ts";
import { withEndpoint } from "../(_components)/endpoint.ts";

interface Page {
  store: MyStore;
  endpoint: WebhookEndpoint;
  made?: { secret: string; oldUntil: Date };
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withEndpoint(ctx, (_sql, store, endpoint) => Promise.resolve(ctx.render({ store, endpoint }))),

  POST: (_req, ctx) =>
    withEndpoint(ctx, async (sql, store, endpoint) => {
      const made = await rotateSecret(
        { sql, sealer: ctx.state.app.sealer },
        store.id,
        endpoint.id,
      );
      // Shown by this answer alone: a redirect would have to carry the secret somewhere.
      return await ctx.render({ store, endpoint, made });
    }),
};

export default function Secret({ data, state }: PageProps<Page, DashboardState>) {
  const { store, endpoint, made } = data;
  const base = `/dashboard/${store.slug}/settings/webhooks/${endpoint.id}`;
  return (
    <>
      <PageTitle title="Signing secret" shop={store.name} />
      {!made && <BackLink href={base}>The endpoint</BackLink>}
      <PageHead title={made ? "The new signing secret" : "Make a new signing secret?"} />
      {made
        ? (
          <WebhookSecret secret={made.secret} href={base}>
            Messages carry a signature of the old one as well until{" "}
            {formatMoment(made.oldUntil, { timeZone: store.timeZone })}.
          </WebhookSecret>
        )
        : (
          <Card class="max-w-2xl">
            <p>
              For 24 hours messages are signed with both, so that your program can change over when
              it suits you. The one before the old one ends at once.
            </p>
            <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
              <Button>Make a new secret</Button>
              <ButtonLink kind="line" href={base}>Keep the old one</ButtonLink>
            </Form>
          </Card>
        )}
    </>
  );
}
