import { type Handlers, HttpError } from "$fresh/server.ts";
import { endMySession } from "@/lib/auth/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const handler: Handlers<unknown, SignedInState> = {
  /** Where one comes back to after signing in again. */
  GET: () => seeOther("/account"),

  async POST(_req, { params, state: { app, client, session } }) {
    const id = params.id!;
    if (!UUID.test(id)) throw new HttpError(404);
    // One that is over already is as good as ended.
    await app.db.asUser(session.claims, (sql) => endMySession(sql, id), client);
    return seeOther("/account?done=session");
  },
};
