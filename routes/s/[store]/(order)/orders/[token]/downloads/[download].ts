import type { Handlers } from "$fresh/server.ts";
import { findDownload, signAddress } from "@/lib/downloads/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  /** Leads to the file, which is never served from a shop's own address, for as long as it is open. */
  async GET(_req, ctx) {
    const { app, slug, base } = ctx.state;
    const { token, download } = ctx.params as { token: string; download: string };
    const file = await findDownload(app.db.public, { slug, token, download });
    if (!file) return seeOther(`${base}/orders/${token}?problem=link_over#files`);
    const location = await signAddress(app.config, file);
    const headers = { location, "cache-control": "private, no-store" };
    return new Response(null, { status: 302, headers });
  },
};
