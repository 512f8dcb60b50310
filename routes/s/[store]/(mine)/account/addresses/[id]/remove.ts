import type { FreshContext, Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { removeAddress } from "@/lib/shoppers/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** Takes an address out of the list; the next page offers to bring it back. */
export const handler: Handlers<unknown, StorefrontState> = {
  POST: (_req, ctx) => setRemoved(ctx, { isUndone: false }),
};

export async function setRemoved(
  ctx: FreshContext<StorefrontState>,
  { isUndone }: { isUndone: boolean },
): Promise<Response> {
  const { app, base, slug, shopperToken: token } = ctx.state;
  const { id = "" } = ctx.params;
  if (token === null) return seeOther(`${base}/account`);
  if (!/^[0-9a-f-]{36}$/.test(id)) return ctx.renderNotFound();
  const done = await removeAddress(app.db.public, { slug, token }, { id, isUndone });
  if (!done.ok) return seeOther(`${base}/account${done.code === "signed_out" ? "" : "/addresses"}`);
  return seeOther(`${base}/account/addresses${isUndone ? "" : `?removed=${id}`}`);
}
