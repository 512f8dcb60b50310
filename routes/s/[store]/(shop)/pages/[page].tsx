import type { Handlers, PageProps } from "$fresh/server.ts";
import { Seo } from "@/components/shop/Seo.tsx";
import { storeKey } from "@/lib/cache/mod.ts";
import { readShopPage, type ShopPageData } from "@/lib/pages/mod.ts";
import { plainText, richHtml } from "@/lib/rich_text.ts";
import { firstWords } from "@/lib/seo_words.ts";
import { addressOf, type StorefrontState } from "@/lib/stores/mod.ts";

type Found = ShopPageData & { page: NonNullable<ShopPageData["page"]> };

export const handler: Handlers<Found, StorefrontState> = {
  async GET(_req, ctx) {
    const { slug, cart, language, app, base } = ctx.state;
    const data = await readShopPage(app.db.public, {
      slug,
      cart,
      language,
      page: ctx.params.page!,
    });
    ctx.state.shell = data ?? undefined;
    if (data?.movedTo) {
      const location = `${base}/pages/${data.movedTo}${ctx.url.search}`;
      return new Response(null, { status: 301, headers: { location } });
    }
    if (!data?.page) return ctx.renderNotFound();
    ctx.state.shows = [storeKey(data.store.id)];
    return ctx.render({ ...data, page: data.page });
  },
};

export default function OwnPage({ data, state }: PageProps<Found, StorefrontState>) {
  const { store, page } = data;
  return (
    <>
      <Seo
        title={`${page.title} · ${store.name}`}
        description={firstWords(plainText(page.body))}
        {...addressOf(state, `/pages/${page.slug}`)}
        site={store.name}
        type="article"
      />
      <article class="w sect">
        <h1 class="mb-5 break-words">
          <span dir="auto">{page.title}</span>
        </h1>
        {/* Markdown without HTML in it: see lib/rich_text.ts. */}
        <div
          class="rich max-w-[68ch] break-words"
          dir="auto"
          // deno-lint-ignore react-no-danger
          dangerouslySetInnerHTML={{ __html: richHtml(page.body) }}
        />
      </article>
    </>
  );
}
