import { type Handlers, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import { addItems } from "@/lib/collections/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { seeItems, withManual } from "../../(_components)/with_manual.ts";

const AddForm = z.object({
  product: z.uuid().transform((id) => [id]).or(z.array(z.uuid())).default([]),
});

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) => seeItems(ctx),

  async POST(req, ctx) {
    const form = await readForm(req, AddForm);
    return await withManual(ctx, async (sql, store, collection) => {
      if (!form.ok) throw new HttpError(form.status);
      const place = { storeId: store.id, collectionId: collection.id };
      await addItems(sql, place, form.value.product);
      return seeOther(`/dashboard/${store.slug}/collections/${collection.id}/products?saved=1`);
    });
  },
};
