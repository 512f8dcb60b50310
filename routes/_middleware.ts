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
  settle,
  translateErrors,
];

function watch(req: Request, ctx: Context): Promise<Response> {
  const route = ctx.destination === "route" ? ctx.route : `(${ctx.destination})`;
  return observe({ method: req.method, route }, ctx.state.app, () => ctx.next());
}

function guard(req: Request, ctx: Context): Promise<Response> {
  // Programs are known by what they send, never by a cookie: pages of other sites may be such programs.
  const isApi = /^\/(api\/|graphql$)/.test(ctx.url.pathname);
  if (!isApi && !isSameOrigin(req, ctx.url)) {
    throw new HttpError(403, "This form came from another site.");
  }
  return ctx.next();
}

/** Who changed something sees it on the next page, also where pages are kept. */
async function settle(req: Request, ctx: Context): Promise<Response> {
  const response = await ctx.next();
  const isWrite = req.method !== "GET" && req.method !== "HEAD" && response.status < 400;
  // What shoppers write shows in no kept page but by the stock, and they do not wait for that.
  if (isWrite && !ctx.url.pathname.startsWith("/s/")) await ctx.state.app.drops.heard();
  return response;
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
