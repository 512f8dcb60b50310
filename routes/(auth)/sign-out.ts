import type { Handlers } from "$fresh/server.ts";
import { signOut } from "@/lib/auth/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

export const handler: Handlers<unknown, AuthState> = {
  async POST(_req, { state }) {
    await signOut(state.auth);
    return seeOther("/sign-in");
  },
};
