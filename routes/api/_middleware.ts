import { type FreshContext, HttpError } from "$fresh/server.ts";
import { allowOrigin, answerPreflight, problem, unauthorized } from "@/lib/api/mod.ts";
import type { AppState } from "@/lib/app.ts";
import { sqlState } from "@/lib/db/mod.ts";
import { API_REQUESTS, fromClient, takeTurns, type Window } from "@/lib/limits/mod.ts";

type Context = FreshContext<AppState>;

/** Programs get problems instead of pages, and only so many answers. */
export async function handler(req: Request, ctx: Context): Promise<Response> {
  const { app, client } = ctx.state;
  const { corsOrigins } = app.config;
  const preflight = answerPreflight(req, corsOrigins);
  if (preflight) return preflight;
  const [window] = await takeTurns(app.db.own, [fromClient(API_REQUESTS, client)]);
  const response = window!.isAllowed ? await answer(ctx) : tooMany(window!);
  tellLimit(response.headers, window!);
  allowOrigin(req, response.headers, corsOrigins);
  return response;
}

async function answer(ctx: Context): Promise<Response> {
  try {
    const response = await ctx.next();
    if (response.status !== 405) return response;
    return problem(
      { status: 405, code: "method_not_allowed", title: "This method means nothing here." },
      { allow: response.headers.get("allow") ?? "" },
    );
  } catch (error) {
    if (sqlState(error) === "AF401") return unauthorized();
    if (!(error instanceof HttpError)) throw error;
    if (error.status === 404) {
      return problem({ status: 404, code: "not_found", title: "Nothing is here." });
    }
    throw error;
  }
}

function tooMany({ resetsIn }: Window): Response {
  return problem(
    { status: 429, code: "rate_limited", title: "Too many requests. Wait, then go on." },
    { "retry-after": String(resetsIn) },
  );
}

/** The fields of draft-ietf-httpapi-ratelimit-headers: what is allowed, and what is left of it. */
function tellLimit(headers: Headers, { limit, remaining, resetsIn }: Window): void {
  headers.set("ratelimit-policy", `"${limit.name}";q=${limit.max};w=${limit.seconds}`);
  headers.set("ratelimit", `"${limit.name}";r=${remaining};t=${resetsIn}`);
}
