import type { Handlers } from "$fresh/server.ts";
import { deletePickupPoint, listPickupPoints } from "@/lib/stores/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { askToRemove, type RemovePage, removePlace } from "../../(_components)/remove_place.ts";

export { RemovePlace as default } from "../../(_components)/RemovePlace.tsx";

export const handler: Handlers<RemovePage, DashboardState> = {
  GET: (_req, ctx) => askToRemove(ctx, listPickupPoints),
  POST: (_req, ctx) => removePlace(ctx, deletePickupPoint),
};
