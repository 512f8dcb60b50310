import type { Handlers } from "$fresh/server.ts";
import { changeCallbackToken, type DashboardState } from "@/lib/tenants/mod.ts";
import { actOnAccount } from "./(_components)/act_on_account.ts";

/** A new address for webhooks. */
export const handler: Handlers<unknown, DashboardState> = {
  POST: (req, ctx) => actOnAccount(req, ctx, { act: changeCallbackToken, done: "changed" }),
};
