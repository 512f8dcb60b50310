import type { Handlers } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";
import { OPERATIONS, toOpenApi } from "@/lib/rest/mod.ts";

/** The API, in words for programs. */
export const handler: Handlers<unknown, AppState> = {
  GET(_req, { state: { app } }) {
    const document = toOpenApi(OPERATIONS, app.config.publicUrl);
    return Response.json(document, { headers: { "cache-control": "public, max-age=300" } });
  },
};
