import { changeCallbackToken } from "@/lib/tenants/mod.ts";
import { actOnAccount } from "./(_components)/act_on_account.ts";

/** A new address for webhooks. */
export const handler = actOnAccount({ act: changeCallbackToken, done: "changed" });
