import type { Handlers } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";
import { answerPrompt } from "../(_components)/answer.ts";

export const handler: Handlers<unknown, AppState> = {
  POST: (_req, ctx) => answerPrompt(ctx, { verb: "timeout" }),
};
