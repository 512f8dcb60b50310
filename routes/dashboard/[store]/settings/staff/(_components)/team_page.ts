import { type FreshContext, HttpError } from "$fresh/server.ts";
import { can, GRANTABLE, permissionsOf } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { listMembers, listOfferedStores, type Member, type Offered } from "@/lib/staff/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesStaff } from "../../(_components)/owners_only.ts";

/** What whoever asks may give to others, or has been given already to this one. */
export interface Offer {
  permissions: Permission[];
  places: Offered;
  isOwner: boolean;
}

/** Everything that a member may be given here by whoever is signed in. */
export async function readOffer(
  sql: Sql,
  store: MyStore,
  { userId, member }: { userId: string; member?: Member },
): Promise<Offer> {
  const held = member ? permissionsOf(member.role, member.permissions) : [];
  return {
    permissions: GRANTABLE.filter((one) => can(store, one) || held.includes(one)),
    places: await listOfferedStores(sql, { userId, storeId: store.id }),
    isOwner: store.role === "merchant" && !store.visitUntil,
  };
}

/** Runs with the member that the address names; whom the caller may not change is not there. */
export function withMember<Data>(
  { state, params }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, store: MyStore, member: Member) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    assertManagesStaff(store);
    const member = (await listMembers(sql, store.id)).find(({ userId }) => userId === params.id);
    if (!member?.isChangeable) throw new HttpError(404);
    return await run(sql, store, member);
  });
}

/** Leads those who open the address of a form of the team to the list that the form is in. */
export function seeTeam({ state }: FreshContext<DashboardState>): Promise<Response> {
  return state.inStore((_sql, store) => {
    assertManagesStaff(store);
    return Promise.resolve(seeOther(`/dashboard/${store.slug}/settings/staff`));
  });
}
