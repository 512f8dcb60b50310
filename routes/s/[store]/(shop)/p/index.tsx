import type { Handlers } from "$fresh/server.ts";
import { productsKey, storeKey } from "@/lib/cache/mod.ts";
import { type ListPage, readListPage } from "@/lib/catalog/storefront.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

export { default } from "../../(_components)/ListOfGoods.tsx";

export const handler: Handlers<ListPage, StorefrontState> = {
  async GET(_req, ctx) {
    const { slug, cart, language, app } = ctx.state;
    const after = ctx.url.searchParams.get("after") ?? undefined;
    const page = await readListPage(app.db.public, { slug, cart, language, after });
    ctx.state.shell = page ?? undefined;
    if (!page) return ctx.renderNotFound();
    // Anybody can invent a place to go on from, where there is nothing.
    if (page.products.length > 0 || after === undefined) {
      ctx.state.shows = [storeKey(page.store.id), productsKey(page.store.id)];
    }
    return ctx.render(page);
  },
};
