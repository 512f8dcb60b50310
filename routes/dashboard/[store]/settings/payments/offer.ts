import { offerPaymentAccount } from "@/lib/tenants/mod.ts";
import { actOnAccount } from "./(_components)/act_on_account.ts";

/** Whether shoppers may choose it. */
export const handler = actOnAccount({
  act: (sql, account) => offerPaymentAccount(sql, account, account.isOffered),
  done: "saved",
});
