import { createHash, timingSafeEqual } from "node:crypto";
import type { Handlers } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";

/** Figures of this process. Where METRICS_TOKEN is set, only for who brings it as a bearer token. */
export const handler: Handlers<unknown, AppState> = {
  async GET(req, ctx) {
    const { config, metrics } = ctx.state.app;
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
