import type { Handlers } from "$fresh/server.ts";
import { readShelfPage, type ShelfPage } from "@/lib/catalog/storefront.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

export { default } from "../../(_components)/ListOfGoods.tsx";

/** A category, or a collection: they share these addresses. */
export const handler: Handlers<ShelfPage, StorefrontState> = {
  async GET(_req, ctx) {
    const { slug, cart, app } = ctx.state;
    const after = ctx.url.searchParams.get("after") ?? undefined;
    const shelf = ctx.params.category!;
    const page = await readShelfPage(app.db.public, { slug, cart, shelf, after });
    ctx.state.shell = page ?? undefined;
    ctx.state.shelf = page?.shelf?.path[0]?.slug ?? page?.shelf?.slug;
    return page?.shelf ? ctx.render(page) : ctx.renderNotFound();
  },
};
