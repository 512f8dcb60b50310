import { type FreshContext, HttpError } from "$fresh/server.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "../../(_components)/owners_only.ts";

export interface RemovePage {
  store: MyStore;
  name: string;
}

type Context = FreshContext<DashboardState, RemovePage>;
type List = (sql: Sql, storeId: string) => Promise<{ id: string; name: string }[]>;

/** Asks before a zone or a pickup point is removed. */
export function askToRemove(ctx: Context, list: List): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    assertManager(store);
    const place = (await list(sql, store.id)).find(({ id }) => id === ctx.params.id);
    if (!place) throw new HttpError(404);
    return await ctx.render({ store, name: place.name });
  });
}

/** Removes it, once: somebody who removed it before leaves nothing to do. */
export function removePlace(
  { state, params }: Context,
  remove: (sql: Sql, storeId: string, id: string) => Promise<void>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    assertManager(store);
    if (!/^[0-9a-f-]{36}$/.test(params.id!)) throw new HttpError(404);
    await remove(sql, store.id, params.id!);
    return seeOther(`/dashboard/${store.slug}/settings/delivery?done=removed`);
  });
}
