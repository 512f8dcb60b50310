import type { Handlers } from "$fresh/server.ts";
import { readBearer, unauthorized } from "@/lib/api/mod.ts";
import type { AppState } from "@/lib/app.ts";
import { listMyStores } from "@/lib/tenants/mod.ts";

export const handler: Handlers<unknown, AppState> = {
  async GET(req, { state: { app, client } }) {
    const bearer = await readBearer(req, app.config);
    if (!bearer) return unauthorized();
    const data = await app.db.asUser(bearer.claims, listMyStores, client);
    return Response.json({ data, next: null }, { headers: { "cache-control": "no-store" } });
  },
};
