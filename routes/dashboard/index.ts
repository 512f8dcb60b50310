import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { findHomeStore, type SignedInState } from "@/lib/tenants/mod.ts";

export const handler: Handlers<unknown, SignedInState> = {
  async GET(_req, { state: { app, session } }) {
    const slug = await app.db.asUser(
      session.claims,
      (sql) => findHomeStore(sql, session.userId),
    );
    return seeOther(slug ? `/dashboard/${slug}/orders` : "/name-your-shop");
  },
};
