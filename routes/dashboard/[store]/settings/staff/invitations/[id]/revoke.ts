import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { revokeInvitation } from "@/lib/staff/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertManagesStaff } from "@/routes/dashboard/[store]/settings/(_components)/owners_only.ts";
import { seeTeam } from "@/routes/dashboard/[store]/settings/staff/(_components)/team_page.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) => seeTeam(ctx),

  POST: (_req, { state, params }) =>
    state.inStore(async (sql, store) => {
      assertManagesStaff(store);
      const { ok } = await revokeInvitation(sql, params.id!);
      return seeOther(`/dashboard/${store.slug}/settings/staff${ok ? "?done=revoked" : ""}`);
    }),
};
