import { type Handlers, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import { explainCollectionError, restoreCollection } from "@/lib/collections/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertManagesProducts } from "../../products/(_components)/managers_only.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore((_sql, { slug }) =>
      Promise.resolve(seeOther(`/dashboard/${slug}/collections`))
    ),

  async POST(_req, ctx) {
    const collectionId = ctx.params.id!;
    const list = `/dashboard/${ctx.params.store}/collections`;
    try {
      return await ctx.state.inStore(async (sql, store) => {
        assertManagesProducts(store);
        if (!z.uuid().safeParse(collectionId).success) throw new HttpError(404);
        await restoreCollection(sql, { storeId: store.id, collectionId });
        return seeOther(`${list}?done=restored`);
      });
    } catch (error) {
      if (error instanceof HttpError) throw error;
      explainCollectionError(error);
      return seeOther(`${list}?done=address_taken`);
    }
  },
};
