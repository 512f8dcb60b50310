import { requestAccountCheck } from "@/lib/tenants/mod.ts";
import { actOnAccount } from "./(_components)/act_on_account.ts";

/** Tries the keys of an account. */
export const handler = actOnAccount({ act: requestAccountCheck, done: "tested" });
