import type { Handlers } from "$fresh/server.ts";
import { type DashboardState, offerPaymentAccount } from "@/lib/tenants/mod.ts";
import { actOnAccount } from "./(_components)/act_on_account.ts";

/** Whether shoppers may choose it. */
export const handler: Handlers<unknown, DashboardState> = {
  POST: (req, ctx) =>
    actOnAccount(req, ctx, {
      act: (sql, account) => offerPaymentAccount(sql, account, account.isOffered),
      done: "saved",
    }),
};
