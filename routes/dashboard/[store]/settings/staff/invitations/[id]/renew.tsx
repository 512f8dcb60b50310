import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { InvitationLink } from "@/components/dashboard/InvitationLink.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";
import { type Contact, listInvitations, renewInvitation, teamErrors } from "@/lib/staff/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesStaff } from "@/routes/dashboard/[store]/settings/(_components)/owners_only.ts";
import { seeTeam } from "@/routes/dashboard/[store]/settings/staff/(_components)/team_page.ts";

interface Page {
  store: MyStore;
  errors?: FormErrors;
  sent?: { contact: Contact; link: string };
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => seeTeam(ctx),

  POST: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertManagesStaff(store);
      const open = await listInvitations(sql, store.id);
      const contact = open.find(({ id }) => id === ctx.params.id);
      if (!contact) throw new HttpError(404);
      const renewed = await renewInvitation(sql, contact.id);
      if (!renewed.ok) {
        return ctx.render({ store, errors: teamErrors(renewed.code) }, { status: 422 });
      }
      const link = `${ctx.state.app.config.publicUrl}/join/${renewed.value.token}`;
      return ctx.render({ store, sent: { contact, link } });
    }),
};

export default function Renewed({ data: { store, errors, sent } }: PageProps<Page>) {
  const base = `/dashboard/${store.slug}/settings/staff`;
  if (sent) return <InvitationLink shop={store.name} base={base} {...sent} />;
  return (
    <>
      <PageTitle title="Not sent" shop={store.name} />
      <PageHead title="It was not sent again" />
      <ErrorSummary errors={errors ?? {}} class="mb-4" />
      <ButtonLink href={base}>To the team</ButtonLink>
    </>
  );
}
