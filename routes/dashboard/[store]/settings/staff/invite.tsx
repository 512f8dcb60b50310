import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { GrantFields } from "@/components/dashboard/GrantFields.tsx";
import { InvitationLink } from "@/components/dashboard/InvitationLink.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm } from "@/lib/http/mod.ts";
import {
  type Contact,
  grantFields,
  InvitationForm,
  inviteStaff,
  readContact,
  teamErrors,
} from "@/lib/staff/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesStaff } from "../(_components)/owners_only.ts";
import { type Offer, readOffer } from "./(_components)/team_page.ts";

interface Page {
  store: MyStore;
  offer: Offer;
  values: Record<string, string>;
  errors: FormErrors;
  /** Of the invitation that was just sent. */
  sent?: { contact: Contact; link: string };
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore((sql, store) => {
      assertManagesStaff(store);
      return show(ctx, sql, store, { values: {} });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, InvitationForm);
    return await ctx.state.inStore(async (sql, store) => {
      assertManagesStaff(store);
      if (!form.ok) {
        return show(ctx, sql, store, { values: form.values, errors: form.errors }, form.status);
      }
      const { contact: typed, grant } = form.value;
      const refuse = (errors: FormErrors) =>
        show(ctx, sql, store, { values: { contact: typed, ...grantFields(grant) }, errors }, 422);
      const contact = readContact(typed, store.country);
      if (!contact) return refuse({ contact: "That is neither an email nor a phone number." });
      const invited = await inviteStaff(sql, { storeId: store.id, contact, grant });
      if (!invited.ok) return refuse(teamErrors(invited.code));
      // Shown by this answer alone: a redirect would have to carry the secret somewhere.
      const link = `${ctx.state.app.config.publicUrl}/join/${invited.value.token}`;
      return show(ctx, sql, store, { values: {}, sent: { contact, link } });
    });
  },
};

async function show(
  ctx: FreshContext<DashboardState, Page>,
  sql: Sql,
  store: MyStore,
  page: Pick<Page, "values" | "sent"> & { errors?: FormErrors },
  status = 200,
): Promise<Response> {
  const offer = await readOffer(sql, store, ctx.state.session);
  return await ctx.render({ store, offer, errors: {}, ...page }, { status });
}

export default function Invite({ data, state }: PageProps<Page, DashboardState>) {
  const { store, offer, values, errors, sent } = data;
  const base = `/dashboard/${store.slug}/settings/staff`;
  if (sent) return <InvitationLink shop={store.name} base={base} {...sent} />;
  return (
    <>
      <PageTitle title="Invite somebody" shop={store.name} />
      <BackLink href={base}>Team</BackLink>
      <PageHead title="Invite somebody" />
      <Form guarded csrf={state.csrf} class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        <Card class="grid gap-5">
          <Field
            name="contact"
            label="Their email or phone number"
            hint="They get a link that works for a week."
            value={values.contact}
            error={errors.contact}
            maxlength={254}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            required
          />
          <GrantFields {...offer} values={values} errors={errors} />
        </Card>
        <p>
          <Button>Send the invitation</Button>
        </p>
      </Form>
    </>
  );
}
