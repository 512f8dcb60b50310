import type { Handlers } from "$fresh/server.ts";
import { readBearer, unauthorized } from "@/lib/api/mod.ts";
import type { AppState } from "@/lib/app.ts";
import { revokeTokens } from "@/lib/auth/mod.ts";

export const handler: Handlers<unknown, AppState> = {
  async POST(req, { state: { app, client } }) {
    const session = (await readBearer(req, app.config))?.session;
    if (!session) return unauthorized();
    const { accessToken } = session;
    await revokeTokens(app.config, { accessToken, device: client });
    return new Response(null, { status: 204 });
  },
};
