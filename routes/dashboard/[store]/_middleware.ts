import { type FreshContext, HttpError } from "$fresh/server.ts";
import { type DashboardState, getMyStore } from "@/lib/tenants/mod.ts";

/** Members of the shop only; to everyone else it does not exist. */
export function handler(_req: Request, ctx: FreshContext<DashboardState>): Promise<Response> {
  const { state } = ctx;
  const { app, session } = state;
  const slug = ctx.params.store!;
  state.inStore = (run) =>
    app.db.asUser(session.claims, async (sql) => {
      const store = await getMyStore(sql, { userId: session.userId, slug });
      if (!store) throw new HttpError(404);
      state.store = store;
      if (store.status === "suspended" && !store.visitUntil) {
        throw new HttpError(403, "This shop is suspended.");
      }
      return await run(sql, store);
    }, state.client);
  return ctx.next();
}
