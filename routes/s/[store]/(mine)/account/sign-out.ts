import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { endSession, forgetShopper } from "@/lib/shoppers/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** Ends the session of this device. */
export const handler: Handlers<unknown, StorefrontState> = {
  POST: (_req, ctx) => signOut(ctx.state, { isEverywhere: false }),
};

/** Also when it was over already, the device forgets it. */
export async function signOut(
  { app, root, base, slug, shopperToken: token }: StorefrontState,
  { isEverywhere }: { isEverywhere: boolean },
): Promise<Response> {
  if (token !== null) await endSession(app.db.public, { slug, token }, { isEverywhere });
  const isSecure = app.config.publicUrl.startsWith("https:");
  return seeOther(`${base}/account`, { "set-cookie": forgetShopper({ root, isSecure }) });
}
