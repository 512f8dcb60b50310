import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { postWords, showWords, type WordsData } from "../(_components)/edit_words.ts";

export { EditWords as default } from "../(_components)/EditWords.tsx";

export const handler: Handlers<WordsData, DashboardState> = {
  GET: (_req, ctx) => showWords(ctx),
  POST: postWords,
};
