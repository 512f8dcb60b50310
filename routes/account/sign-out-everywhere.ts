import type { Handlers } from "$fresh/server.ts";
import { endAllSessions } from "@/lib/auth/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

export const handler: Handlers<unknown, SignedInState> = {
  GET: () => seeOther("/account"),

  async POST(_req, { state }) {
    await endAllSessions(state.auth);
    return seeOther("/sign-in");
  },
};
