import type { Handlers } from "$fresh/server.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";
import { setRemoved } from "./remove.ts";

/** Brings a removed address back. */
export const handler: Handlers<unknown, StorefrontState> = {
  POST: (_req, ctx) => setRemoved(ctx, { isUndone: true }),
};
