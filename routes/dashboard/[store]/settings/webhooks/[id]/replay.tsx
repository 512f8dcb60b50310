import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { localTime } from "@/lib/clock.ts";
import { firstMessages, type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { replay, ReplayForm, type WebhookEndpoint } from "@/lib/webhooks/mod.ts";
import { withEndpoint } from "../(_components)/endpoint.ts";

interface Page {
  store: MyStore;
  endpoint: WebhookEndpoint;
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withEndpoint(ctx, (_sql, store, endpoint) => {
      const at = (hours: number) =>
        localTime(new Date(Date.now() + hours * 3_600_000), store.timeZone);
      const values = { from: at(-24), until: at(0), is_failed_only: "on" };
      return show(ctx, { store, endpoint, values, errors: {} });
    }),

  async POST(req, ctx) {
    const read = await readForm(req, TextFields);
    return await withEndpoint(ctx, async (sql, store, endpoint) => {
      const page = { store, endpoint, values: read.values };
      if (!read.ok) return show(ctx, { ...page, errors: read.errors }, read.status);
      const form = ReplayForm(store.timeZone).safeParse(read.value);
      if (!form.success) return show(ctx, { ...page, errors: firstMessages(form.error) }, 422);
      const sent = await replay(sql, store.id, endpoint.id, form.data);
      if (!sent.ok) return show(ctx, { ...page, errors: { "": REFUSED[sent.code] } }, 422);
      const base = `/dashboard/${store.slug}/settings/webhooks/${endpoint.id}`;
      return seeOther(`${base}?replayed=${sent.value}`);
    });
  },
};

const REFUSED = {
  endpoint_off: "It is switched off. Switch it on under Edit first.",
  too_many_events: "That are more than 5,000 events. Choose a shorter time.",
};

function show(ctx: Context, page: Page, status = 200): Promise<Response> {
  return Promise.resolve(ctx.render(page, { status }));
}

export default function Replay({ data, state }: PageProps<Page, DashboardState>) {
  const { store, endpoint, values, errors } = data;
  const base = `/dashboard/${store.slug}/settings/webhooks/${endpoint.id}`;
  return (
    <>
      <PageTitle title="Send again" shop={store.name} />
      <BackLink href={base}>The endpoint</BackLink>
      <PageHead
        title="Send again"
        below={
          <p class="mut text-sm">
            The same messages under the same ids: a program that has one already can tell.
          </p>
        }
      />
      <Form csrf={state.csrf} class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        <Card>
          <Field
            name="from"
            label="What happened from"
            type="datetime-local"
            value={values.from}
            error={errors.from}
            required
          />
          <Field
            name="until"
            label="Until"
            hint={`On clocks of ${store.timeZone}. Events are kept for 30 days.`}
            type="datetime-local"
            value={values.until}
            error={errors.until}
            required
          />
          <Checkbox name="is_failed_only" checked={"is_failed_only" in values}>
            Only what it has not got yet
          </Checkbox>
        </Card>
        <p>
          <Button>Send again</Button>
        </p>
      </Form>
    </>
  );
}
