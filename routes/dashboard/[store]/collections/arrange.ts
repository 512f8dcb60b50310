import { type Handlers, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import { arrangeFrontShelves } from "@/lib/collections/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { readMoves } from "@/lib/places.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertManagesProducts } from "../products/(_components)/managers_only.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore((_sql, { slug }) =>
      Promise.resolve(seeOther(`/dashboard/${slug}/collections`))
    ),

  async POST(req, ctx) {
    const form = await readForm(req, z.record(z.string(), z.string()));
    return await ctx.state.inStore(async (sql, store) => {
      assertManagesProducts(store);
      if (!form.ok) throw new HttpError(form.status, form.errors[""]);
      await arrangeFrontShelves(sql, store.id, readMoves(form.value));
      return seeOther(`/dashboard/${store.slug}/collections?done=arranged`);
    });
  },
};
