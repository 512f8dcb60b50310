import { type FreshContext, type Handlers, HttpError } from "$fresh/server.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, seeOther } from "@/lib/http/mod.ts";
import {
  listAllLocations,
  type Location,
  type LocationChange,
  locationErrors,
  saveLocation,
} from "@/lib/inventory/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "../../(_components)/owners_only.ts";

export interface LocationPage {
  store: MyStore;
  location: Location;
  name: string;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, LocationPage>;

/** Runs with the location that the address names; 404 when this shop has none like it. */
export function withLocation(
  { state, params }: Context,
  run: (sql: Sql, store: MyStore, location: Location) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    assertManager(store);
    const location = (await listAllLocations(sql, store.id)).find(({ id }) => id === params.id);
    if (!location) throw new HttpError(404);
    return await run(sql, store, location);
  });
}

/** Changes the location, or shows its page with what stands against it. */
export async function change(
  ctx: Context,
  sql: Sql,
  { store, location, change }: { store: MyStore; location: Location; change: LocationChange },
): Promise<Response> {
  const saved = await saveLocation(sql, { storeId: store.id, locationId: location.id, change });
  if (saved.ok) return seeOther(`/dashboard/${store.slug}/settings/locations?done=saved`);
  const errors = locationErrors(saved.code);
  const name = change.name ?? location.name;
  return await ctx.render({ store, location, name, errors }, { status: 422 });
}

/** A button that makes this change, and the page for those who open its address. */
export function changeHandler(to: LocationChange): Handlers<LocationPage, DashboardState> {
  return {
    GET: (_req, ctx) => showLocation(ctx),
    POST: (_req, ctx) =>
      withLocation(
        ctx,
        (sql, store, location) => change(ctx, sql, { store, location, change: to }),
      ),
  };
}

export function showLocation(ctx: Context): Promise<Response> {
  return withLocation(
    ctx,
    async (_sql, store, location) =>
      await ctx.render({ store, location, name: location.name, errors: {} }),
  );
}
