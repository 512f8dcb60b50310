import { createHash, timingSafeEqual } from "node:crypto";
import type { Handlers } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";

/**
 * Figures of this process, for who brings METRICS_TOKEN as a bearer token; in production for nobody
 * where none is set, elsewhere for everybody.
 */
export const handler: Handlers<unknown, AppState> = {
  async GET(req, ctx) {
    const { config, metrics } = ctx.state.app;
    if (config.production && config.metricsToken === null) return ctx.renderNotFound();
    if (!isAllowed(req.headers.get("authorization"), config.metricsToken)) {
      const headers = { "www-authenticate": "Bearer" };
      return new Response("Bring the token as a bearer token\n", { status: 401, headers });
    }
    const headers = { "content-type": metrics.contentType, "cache-control": "no-store" };
    return new Response(await metrics.text(), { headers });
  },
};

function isAllowed(authorization: string | null, token: string | null): boolean {
  if (token === null) return true;
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));
}

function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
