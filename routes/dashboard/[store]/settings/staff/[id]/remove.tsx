import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { seeOther } from "@/lib/http/mod.ts";
import { type Member, removeMember } from "@/lib/staff/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { withMember } from "../(_components)/team_page.ts";

interface Page {
  store: MyStore;
  member: Member;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withMember(ctx, (_sql, store, member) => Promise.resolve(ctx.render({ store, member }))),

  POST: (_req, ctx) =>
    withMember(ctx, async (sql, { id, slug }, { userId }) => {
      const done = await removeMember(sql, id, userId);
      const base = `/dashboard/${slug}/settings/staff`;
      return seeOther(done.ok ? `${base}?done=removed` : `${base}/${userId}`);
    }),
};

export default function Remove(
  { data: { store, member }, state }: PageProps<Page, DashboardState>,
) {
  const page = `/dashboard/${store.slug}/settings/staff/${member.userId}`;
  return (
    <>
      <PageTitle title="Remove from the team" shop={store.name} />
      <BackLink href={page}>{member.email}</BackLink>
      <PageHead title={<span class="break-words">Remove {member.email}?</span>} />
      <Card class="max-w-2xl">
        <p>
          They are locked out at once, and invitations that they sent open nothing. What they did
          stays in the activity.
        </p>
        <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">Remove from the team</Button>
          <ButtonLink kind="line" href={page}>Keep them</ButtonLink>
        </Form>
      </Card>
    </>
  );
}
