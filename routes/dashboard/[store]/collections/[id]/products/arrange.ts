import { type Handlers, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import { arrangeItems } from "@/lib/collections/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { readMoves } from "@/lib/places.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { seeItems, withManual } from "../../(_components)/with_manual.ts";

const ArrangeForm = z.looseObject({
  remove: z.uuid().transform((id) => [id]).or(z.array(z.uuid())).default([]),
}).transform(({ remove, ...fields }) => ({
  removed: remove,
  moved: readMoves(fields as Record<string, string>),
}));

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) => seeItems(ctx),

  async POST(req, ctx) {
    const form = await readForm(req, ArrangeForm);
    return await withManual(ctx, async (sql, store, collection) => {
      if (!form.ok) throw new HttpError(form.status);
      await arrangeItems(sql, { storeId: store.id, collectionId: collection.id }, form.value);
      return seeOther(`/dashboard/${store.slug}/collections/${collection.id}/products?saved=1`);
    });
  },
};
