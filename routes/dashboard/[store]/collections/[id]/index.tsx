import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { type EditPage, postCollection, showCollection } from "../(_components)/edit_collection.ts";
import { EditCollection } from "../(_components)/EditCollection.tsx";

export const handler: Handlers<EditPage, DashboardState> = {
  GET: (_req, ctx) => showCollection(ctx),
  POST: postCollection,
};

export default EditCollection;
