import { requestTillAddress } from "@/lib/tenants/mod.ts";
import { actOnAccount } from "./(_components)/act_on_account.ts";

/** Has M-Pesa tell of payments by hand. */
export const handler = actOnAccount({
  act: async (sql, { storeId, gateway }) => {
    if (gateway === "mpesa") await requestTillAddress(sql, storeId);
  },
  done: "told",
});
