import type { Handlers } from "$fresh/server.ts";
import { productsKey, storeKey } from "@/lib/cache/mod.ts";
import { readShelfPage, type ShelfPage } from "@/lib/catalog/storefront.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

export { default } from "../../(_components)/ListOfGoods.tsx";

/** A category, or a collection: they share these addresses. */
export const handler: Handlers<ShelfPage, StorefrontState> = {
  async GET(_req, ctx) {
    const { slug, cart, language, app } = ctx.state;
    const after = ctx.url.searchParams.get("after") ?? undefined;
    const shelf = ctx.params.category!;
    const page = await readShelfPage(app.db.public, { slug, cart, language, shelf, after });
    ctx.state.shell = page ?? undefined;
    ctx.state.shelf = page?.shelf?.path[0]?.slug ?? page?.shelf?.slug;
    if (!page?.shelf) return ctx.renderNotFound();
    // Anybody can invent a place to go on from, where there is nothing.
    if (page.products.length > 0 || after === undefined) {
      ctx.state.shows = [storeKey(page.store.id), productsKey(page.store.id)];
    }
    return ctx.render(page);
  },
};
