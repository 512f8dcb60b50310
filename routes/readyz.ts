import type { Handlers } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";

/**
 * 200 when this process should get requests, otherwise 503 with the reasons as codes. A missing job
 * worker is told but is no reason: shops must stay open while it restarts.
 */
export const handler: Handlers<unknown, AppState> = {
  async GET(_req, ctx) {
    const { problems, hasWorker } = await ctx.state.app.checkReadiness();
    const body = {
      status: problems.length === 0 ? "ready" : "not_ready",
      problems,
      worker: hasWorker ? "alive" : "missing",
    };
    const headers = { "cache-control": "no-store" };
    return Response.json(body, { status: problems.length === 0 ? 200 : 503, headers });
  },
};
