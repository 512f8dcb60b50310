import type { Handlers } from "$fresh/server.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";
import { signOut } from "./sign-out.ts";

/** Ends every session of this phone at this shop. */
export const handler: Handlers<unknown, StorefrontState> = {
  POST: (_req, ctx) => signOut(ctx.state, { isEverywhere: true }),
};
