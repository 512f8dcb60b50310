import type { FreshContext } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";
import { dispatch, OPERATIONS } from "@/lib/rest/mod.ts";

/** Every operation of the API, by its path and method. */
export function handler(req: Request, ctx: FreshContext<AppState>): Promise<Response> {
  const { app, client } = ctx.state;
  return dispatch(req, OPERATIONS, { path: ctx.params.path!, app, client });
}
