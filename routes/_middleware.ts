import type { FreshContext, MiddlewareHandler } from "$fresh/server.ts";
import { HttpError } from "$fresh/server.ts";
import { type AppState, getApp } from "@/lib/app.ts";
import { isRefusedInput, sqlState } from "@/lib/db/mod.ts";
import { isSameOrigin, readClient } from "@/lib/http/mod.ts";
import { observe } from "@/lib/observability/mod.ts";

type Context = FreshContext<AppState>;

export const handler: MiddlewareHandler<AppState>[] = [
  provide,
  watch,
  guard,
  translateErrors,
];

function watch(req: Request, ctx: Context): Promise<Response> {
  const route = ctx.destination === "route" ? ctx.route : `(${ctx.destination})`;
  return observe({ method: req.method, route }, ctx.state.app, () => ctx.next());
}

function guard(req: Request, ctx: Context): Promise<Response> {
  // Programs are known by what they send, never by a cookie: pages of other sites may be such programs.
  const isApi = ctx.url.pathname.startsWith("/api/");
  if (!isApi && !isSameOrigin(req, ctx.url)) {
    throw new HttpError(403, "This form came from another site.");
  }
  return ctx.next();
}

function provide(req: Request, ctx: Context): Promise<Response> {
  const app = getApp();
  ctx.state.app = app;
  ctx.state.client = readClient(req.headers, {
    remoteAddress: ctx.remoteAddr.hostname,
    trustedProxies: app.config.trustedProxies,
  });
  return ctx.next();
}

/** What the database refuses is the visitor's mistake or not theirs to see; the rest is ours. */
async function translateErrors(_req: Request, ctx: Context): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    if (sqlState(error) === "AF404") throw new HttpError(404, undefined, { cause: error });
    if (isRefusedInput(error)) {
      throw new HttpError(400, "We could not use what was sent.", { cause: error });
    }
    throw error;
  }
}
