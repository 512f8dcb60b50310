import { type Handlers, HttpError } from "$fresh/server.ts";
import { readBearer, unauthorized } from "@/lib/api/mod.ts";
import type { AppState } from "@/lib/app.ts";
import { listMyStores } from "@/lib/tenants/mod.ts";

export const handler: Handlers<unknown, AppState> = {
  async GET(req, { state: { app, client }, params }) {
    const bearer = await readBearer(req, app.config);
    if (!bearer) return unauthorized();
    const stores = await app.db.asUser(bearer.claims, listMyStores, client);
    const store = stores.find(({ id }) => id === params.id);
    if (!store) throw new HttpError(404);
    return Response.json(store, { headers: { "cache-control": "no-store" } });
  },
};
