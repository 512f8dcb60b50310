import type { Handlers } from "$fresh/server.ts";
import { readForm } from "@/lib/http/mod.ts";
import { LocationForm } from "@/lib/inventory/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import {
  change,
  type LocationPage,
  showLocation,
  withLocation,
} from "../(_components)/location_page.ts";

export { EditLocation as default } from "../(_components)/EditLocation.tsx";

export const handler: Handlers<LocationPage, DashboardState> = {
  GET: (_req, ctx) => showLocation(ctx),

  async POST(req, ctx) {
    const read = await readForm(req, LocationForm);
    return await withLocation(ctx, async (sql, store, location) => {
      if (read.ok) return change(ctx, sql, { store, location, change: { name: read.value.name } });
      const { errors, values, status } = read;
      return await ctx.render({ store, location, name: values.name ?? "", errors }, { status });
    });
  },
};
