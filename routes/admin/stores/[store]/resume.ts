import { type Handlers, HttpError } from "$fresh/server.ts";
import { type AdminState, getStore, resumeStore } from "@/lib/admin/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";

export const handler: Handlers<unknown, AdminState> = {
  POST: (_req, { state, params }) =>
    state.inConsole(async (sql) => {
      const store = await getStore(sql, params.store!);
      if (!store) throw new HttpError(404);
      await resumeStore(sql, store.id);
      return seeOther(`/admin/stores/${store.slug}`);
    }),
};
