import type { Handlers } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";

/**
 * Whether a host is a shop's verified domain: 200 or 404. A proxy asks before it gets a certificate
 * for the host. See docs/domains.md.
 */
export const handler: Handlers<unknown, AppState> = {
  async GET(_req, ctx) {
    const host = ctx.url.searchParams.get("domain") ?? "";
    const isOurs = await ctx.state.app.hosts.find(host) !== null;
    return new Response(isOurs ? "yes\n" : "no\n", {
      status: isOurs ? 200 : 404,
      headers: { "cache-control": "no-store" },
    });
  },
};
