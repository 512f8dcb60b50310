import type { Handlers } from "$fresh/server.ts";
import { type ListPage, readListPage } from "@/lib/catalog/storefront.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

export { default } from "../../(_components)/ListOfGoods.tsx";

export const handler: Handlers<ListPage, StorefrontState> = {
  async GET(_req, ctx) {
    const { slug, cart, app } = ctx.state;
    const after = ctx.url.searchParams.get("after") ?? undefined;
    const page = await readListPage(app.db.public, {
      slug,
      cart,
      category: ctx.params.category!,
      after,
    });
    ctx.state.shell = page ?? undefined;
    ctx.state.shelf = page?.category?.slug;
    return page?.category ? ctx.render(page) : ctx.renderNotFound();
  },
};
