import type { FreshContext } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";
import { asGraphqlErrors } from "@/lib/graphql/mod.ts";
import { handler as ofApi } from "../api/_middleware.ts";

/** As often as the rest of the API, and from the same sites; what is refused there is an error here. */
export async function handler(req: Request, ctx: FreshContext<AppState>): Promise<Response> {
  return await asGraphqlErrors(await ofApi(req, ctx));
}
