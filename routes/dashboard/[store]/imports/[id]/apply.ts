import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { applyImport } from "@/lib/imports/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { findImport } from "../(_components)/find_import.ts";

export const handler: Handlers<unknown, DashboardState> = {
  // Where signing in again leads back to.
  GET: (_req, { state, params }) =>
    state.inStore(async (sql, store) => {
      const { id } = await findImport(sql, store, params.id!);
      return seeOther(`/dashboard/${store.slug}/imports/${id}`);
    }),

  POST: (_req, { state, params }) =>
    state.inStore(async (sql, store) => {
      const { id } = await findImport(sql, store, params.id!);
      await applyImport(sql, id);
      return seeOther(`/dashboard/${store.slug}/imports/${id}`);
    }),
};
