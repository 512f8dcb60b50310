import type { Handlers } from "$fresh/server.ts";
import { problem, readJson } from "@/lib/api/mod.ts";
import type { AppState } from "@/lib/app.ts";
import { issueTokens, LoginInput } from "@/lib/auth/mod.ts";

const PROBLEMS = {
  invalid_credentials: { status: 401, title: "That email and password do not match." },
  rate_limited: { status: 429, title: "Too many tries. Wait, then try again." },
};

export const handler: Handlers<unknown, AppState> = {
  async POST(req, { state: { app, client } }) {
    const input = await readJson(req, LoginInput);
    if (!input.ok) return input.response;
    const issued = await issueTokens(app.config, { ...input.value, device: client });
    if (!issued.ok) return problem({ code: issued.code, ...PROBLEMS[issued.code] });
    return Response.json(issued.value, { headers: { "cache-control": "no-store" } });
  },
};
