import type { FreshContext } from "$fresh/server.ts";
import { readShell, type StorefrontState } from "@/lib/stores/mod.ts";

/** An address that no page of a shop has: not found, in the look of the shop. */
export async function handler(
  _req: Request,
  ctx: FreshContext<StorefrontState>,
): Promise<Response> {
  const { app, slug, cart, language } = ctx.state;
  ctx.state.shell = await readShell(app.db.public, { slug, cart, language }) ?? undefined;
  return ctx.renderNotFound();
}
