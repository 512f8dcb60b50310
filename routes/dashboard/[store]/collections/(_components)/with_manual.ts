import { type FreshContext, HttpError } from "$fresh/server.ts";
import type { StoredCollection } from "@/lib/collections/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesProducts } from "../../products/(_components)/managers_only.ts";
import { withCollection } from "./edit_collection.ts";

/** Runs with a collection whose products this member chooses; 404 for one that a rule fills. */
export function withManual<Data>(
  ctx: FreshContext<DashboardState, Data>,
  run: (sql: Sql, store: MyStore, collection: StoredCollection) => Promise<Response>,
): Promise<Response> {
  return withCollection(ctx, async (sql, store, collection) => {
    if (collection?.kind !== "manual") throw new HttpError(404);
    assertManagesProducts(store);
    return await run(sql, store, collection);
  });
}

/** Leads those who open the address of a form to the list that the form is in. */
export function seeItems<Data>(ctx: FreshContext<DashboardState, Data>): Promise<Response> {
  return withManual(
    ctx,
    (_sql, { slug }, { id }) =>
      Promise.resolve(seeOther(`/dashboard/${slug}/collections/${id}/products`)),
  );
}
