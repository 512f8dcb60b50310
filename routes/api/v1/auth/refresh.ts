import type { Handlers } from "$fresh/server.ts";
import { problem, readJson } from "@/lib/api/mod.ts";
import type { AppState } from "@/lib/app.ts";
import { RefreshInput, refreshTokens } from "@/lib/auth/mod.ts";

const PROBLEMS = {
  invalid_refresh_token: { status: 401, title: "That refresh token is spent, over or unknown." },
  rate_limited: { status: 429, title: "Too many tries. Wait, then try again." },
};

export const handler: Handlers<unknown, AppState> = {
  async POST(req, { state: { app, client } }) {
    const input = await readJson(req, RefreshInput);
    if (!input.ok) return input.response;
    const refreshToken = input.value.refresh_token;
    const issued = await refreshTokens(app.config, { refreshToken, device: client });
    if (!issued.ok) return problem({ code: issued.code, ...PROBLEMS[issued.code] });
    return Response.json(issued.value, { headers: { "cache-control": "no-store" } });
  },
};
