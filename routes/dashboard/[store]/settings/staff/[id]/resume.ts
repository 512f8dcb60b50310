import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { resumeMember } from "@/lib/staff/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { seeTeam, withMember } from "../(_components)/team_page.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) => seeTeam(ctx),

  POST: (_req, ctx) =>
    withMember(ctx, async (sql, { id, slug }, { userId }) => {
      const done = await resumeMember(sql, id, userId);
      const base = `/dashboard/${slug}/settings/staff`;
      return seeOther(done.ok ? `${base}?done=resumed` : `${base}/${userId}`);
    }),
};
