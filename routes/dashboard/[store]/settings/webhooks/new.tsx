import { type FreshContext, type Handlers, type PageProps } from "$fresh/server.ts";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { WebhookForm } from "@/components/dashboard/WebhookForm.tsx";
import { WebhookSecret } from "@/components/dashboard/WebhookSecret.tsx";
import { type FormErrors, readForm } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { createEndpoint, EndpointForm } from "@/lib/webhooks/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";
import { offeredTo, REFUSAL_WORDS } from "./(_components)/endpoint.ts";

interface Page {
  store: MyStore;
  values: Record<string, string>;
  errors: FormErrors;
  /** Of the endpoint that was just made. */
  made?: { id: string; secret: string };
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore((_sql, store) => {
      assertManager(store);
      return show(ctx, { store, values: {}, errors: {} });
    }),

  async POST(req, ctx) {
    const { config, sealer } = ctx.state.app;
    const form = await readForm(req, EndpointForm(config.webhookReach));
    return await ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      const { values } = form;
      if (!form.ok) return show(ctx, { store, values, errors: form.errors }, form.status);
      const made = await createEndpoint({ sql, sealer }, store.id, form.value);
      if (!made.ok) return show(ctx, { store, values, errors: REFUSAL_WORDS[made.code] }, 422);
      // Shown by this answer alone: a redirect would have to carry the secret somewhere.
      return await ctx.render({ store, values, errors: {}, made: made.value });
    });
  },
};

function show(ctx: Context, page: Page, status = 200): Promise<Response> {
  return Promise.resolve(ctx.render(page, { status }));
}

export default function NewWebhook({ data, state }: PageProps<Page, DashboardState>) {
  const { store, values, errors, made } = data;
  const base = `/dashboard/${store.slug}/settings/webhooks`;
  return (
    <>
      <PageTitle title="New endpoint" shop={store.name} />
      {!made && <BackLink href={base}>Webhooks</BackLink>}
      <PageHead title={made ? "The endpoint is there" : "Add an endpoint"} />
      {made ? <WebhookSecret secret={made.secret} href={`${base}/${made.id}`} /> : (
        <WebhookForm
          csrf={state.csrf}
          offered={offeredTo(store)}
          values={values}
          errors={errors}
          save="Add the endpoint"
          isNew
        />
      )}
    </>
  );
}
