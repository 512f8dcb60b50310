import type { Handlers } from "$fresh/server.ts";
import { problem, readJson } from "@/lib/api/mod.ts";
import type { AppState } from "@/lib/app.ts";
import { issueTokens, LoginInput } from "@/lib/auth/mod.ts";
import { limitTries, passwordTry } from "@/lib/limits/mod.ts";

const TOO_MANY = {
  status: 429,
  code: "rate_limited",
  title: "Too many tries. Wait, then try again.",
};
const PROBLEMS = {
  invalid_credentials: {
    status: 401,
    code: "invalid_credentials",
    title: "That email and password do not match.",
  },
  rate_limited: TOO_MANY,
  too_many_tries: TOO_MANY,
};

export const handler: Handlers<unknown, AppState> = {
  async POST(req, { state: { app, client } }) {
    const input = await readJson(req, LoginInput);
    if (!input.ok) return input.response;
    const tries = passwordTry(client, input.value.email);
    const issue = () => issueTokens(app.config, { ...input.value, device: client });
    const issued = await limitTries(app.db.own, tries, issue);
    if (!issued.ok) return problem(PROBLEMS[issued.code]);
    return Response.json(issued.value, { headers: { "cache-control": "no-store" } });
  },
};
