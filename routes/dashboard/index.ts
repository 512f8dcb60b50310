import type { Handlers } from "$fresh/server.ts";
import { isPlatformAdmin } from "@/lib/admin/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { findHomeStore, type SignedInState } from "@/lib/tenants/mod.ts";

export const handler: Handlers<unknown, SignedInState> = {
  async GET(_req, { state: { app, session } }) {
    const [slug, isAdmin] = await app.db.asUser(
      session.claims,
      (sql) => Promise.all([findHomeStore(sql, session.userId), isPlatformAdmin(sql)]),
    );
    if (slug) return seeOther(`/dashboard/${slug}`);
    return seeOther(isAdmin ? "/admin" : "/name-your-shop");
  },
};
