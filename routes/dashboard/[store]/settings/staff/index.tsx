import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { InvitationList } from "@/components/dashboard/InvitationList.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { TeamTable } from "@/components/dashboard/TeamTable.tsx";
import { Toast } from "@/components/Status.tsx";
import {
  type Invitation,
  listInvitations,
  listMembers,
  listOfferedStores,
  type Member,
} from "@/lib/staff/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesStaff } from "../(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  members: Member[];
  invitations: Invitation[];
  storeNames: Map<string, string>;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertManagesStaff(store);
      const { userId } = ctx.state.session;
      const [members, invitations, { stores }] = await Promise.all([
        listMembers(sql, store.id),
        listInvitations(sql, store.id),
        listOfferedStores(sql, { userId, storeId: store.id }),
      ]);
      const storeNames = new Map(stores.map(({ id, name }) => [id, name]));
      return ctx.render({ store, members, invitations, storeNames });
    }),
};

const DONE: Record<string, string> = {
  saved: "Saved. It holds from their next click on.",
  suspended: "Suspended. Nothing opens to them any more.",
  resumed: "They can work again.",
  removed: "Removed. Nothing opens to them any more.",
  revoked: "Taken back. That link opens nothing.",
};

export default function Team({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, members, invitations, storeNames } = data;
  const base = `/dashboard/${store.slug}/settings/staff`;
  const done = DONE[url.searchParams.get("done") ?? ""];
  return (
    <>
      <PageTitle title="Team" shop={store.name} />
      <PageHead
        title="Team"
        below={<p class="mut text-sm">Who works here, and what they may do.</p>}
      >
        <ButtonLink icon="plus" href={`${base}/invite`}>Invite somebody</ButtonLink>
      </PageHead>
      <SettingsNav store={store} here="staff" />
      <TeamTable
        members={members}
        storeNames={storeNames}
        base={base}
        userId={state.session.userId}
      />
      {invitations.length > 0 && (
        <InvitationList
          csrf={state.csrf}
          invitations={invitations}
          base={`${base}/invitations`}
          timeZone={store.timeZone}
        />
      )}
      {done && <Toast>{done}</Toast>}
    </>
  );
}
