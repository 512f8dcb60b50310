import type { Handlers, PageProps } from "$fresh/server.ts";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { WebhookForm } from "@/components/dashboard/WebhookForm.tsx";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import {
  EndpointForm,
  eventField,
  updateEndpoint,
  type WebhookEndpoint,
} from "@/lib/webhooks/mod.ts";
import { offeredTo, REFUSAL_WORDS, withEndpoint } from "../(_components)/endpoint.ts";

interface Page {
  store: MyStore;
  endpoint: WebhookEndpoint;
  values: Record<string, string>;
  errors: FormErrors;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withEndpoint(
      ctx,
      (_sql, store, endpoint) =>
        Promise.resolve(ctx.render({ store, endpoint, values: valuesOf(endpoint), errors: {} })),
    ),

  async POST(req, ctx) {
    const form = await readForm(req, EndpointForm(ctx.state.app.config.webhookReach));
    return await withEndpoint(ctx, async (sql, store, endpoint) => {
      const page = { store, endpoint, values: form.values };
      if (!form.ok) return ctx.render({ ...page, errors: form.errors }, { status: form.status });
      const saved = await updateEndpoint(sql, store.id, { ...form.value, id: endpoint.id });
      if (!saved.ok) {
        return ctx.render({ ...page, errors: REFUSAL_WORDS[saved.code] }, { status: 422 });
      }
      return seeOther(`/dashboard/${store.slug}/settings/webhooks/${endpoint.id}?done=saved`);
    });
  },
};

function valuesOf({ url, description, events, isEnabled }: WebhookEndpoint) {
  return {
    url,
    description,
    ...Object.fromEntries(events.map((type) => [eventField(type), "on"])),
    ...(!isEnabled && { is_off: "on" }),
  };
}

export default function EditWebhook({ data, state }: PageProps<Page, DashboardState>) {
  const { store, endpoint, values, errors } = data;
  return (
    <>
      <PageTitle title="Edit endpoint" shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/settings/webhooks/${endpoint.id}`}>
        The endpoint
      </BackLink>
      <PageHead title="Edit endpoint" />
      <WebhookForm
        csrf={state.csrf}
        offered={offeredTo(store)}
        values={values}
        errors={errors}
        save="Save"
        isNew={false}
      />
    </>
  );
}
