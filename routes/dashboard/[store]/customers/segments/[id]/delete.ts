import type { Handlers } from "$fresh/server.ts";
import { deleteSegment } from "@/lib/customers/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { withSegment } from "../(_components)/edit_segment.ts";

/** Forgets a rule. Whoever comes by its address alone is led to it. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    withSegment(
      ctx,
      (_sql, { slug }, segment) =>
        Promise.resolve(seeOther(`/dashboard/${slug}/customers/segments/${segment!.id}`)),
    ),

  POST: (_req, ctx) =>
    withSegment(ctx, async (sql, { id, slug }, segment) => {
      await deleteSegment(sql, id, segment!.id);
      return seeOther(`/dashboard/${slug}/customers/segments?done=deleted`);
    }),
};
