import type { Handlers } from "$fresh/server.ts";
import { type DashboardState, requestAccountCheck } from "@/lib/tenants/mod.ts";
import { actOnAccount } from "./(_components)/act_on_account.ts";

/** Tries the keys of an account. */
export const handler: Handlers<unknown, DashboardState> = {
  POST: (req, ctx) => actOnAccount(req, ctx, { act: requestAccountCheck, done: "tested" }),
};
