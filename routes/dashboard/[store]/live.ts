import { type Handlers, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import { listMissed, openStream } from "@/lib/live/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What happens to the shop's orders while its dashboard is open. `?after=` or Last-Event-ID is the last
 * event that is known there. Whoever may not see the orders, or no longer, hears nothing.
 */
export const handler: Handlers<unknown, DashboardState> = {
  async GET(req, { state, url }) {
    const { session, app: { live } } = state;
    const storeId = await state.inStore((_sql, store) => {
      if (!can(store, "orders.view")) throw new HttpError(403, "Your role does not see orders.");
      return Promise.resolve(store.id);
    });
    const after = req.headers.get("last-event-id") ?? url.searchParams.get("after") ?? "";
    const stream = openStream(live, {
      storeId,
      userId: session.userId,
      endsAt: 1000 * Number(session.claims.exp),
      mayWatch: () => state.inStore((_sql, store) => Promise.resolve(can(store, "orders.view"))),
      readMissed: async () =>
        ID.test(after) ? await state.inStore((sql) => listMissed(sql, storeId, after)) : [],
    });
    if (typeof stream === "string") {
      const [status, seconds] = stream === "closed" ? [503, "5"] : [429, "30"];
      return new Response(null, { status: Number(status), headers: { "retry-after": seconds! } });
    }
    return new Response(stream, {
      headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" },
    });
  },
};
