import { type Handlers, HttpError } from "$fresh/server.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { moderateReview, ModerationForm } from "@/lib/reviews/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertManagesProducts } from "../products/(_components)/managers_only.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore((_sql, store) =>
      Promise.resolve(seeOther(`/dashboard/${store.slug}/reviews`))
    ),

  async POST(req, ctx) {
    const form = await readForm(req, ModerationForm);
    return await ctx.state.inStore(async (sql, store) => {
      assertManagesProducts(store);
      if (!form.ok) throw new HttpError(400, Object.values(form.errors)[0]);
      const target = { storeId: store.id, id: ctx.params.id! };
      if (!await moderateReview(sql, target, form.value)) throw new HttpError(404);
      return seeOther(`/dashboard/${store.slug}/reviews?state=${form.value.state}&done=1`);
    });
  },
};
