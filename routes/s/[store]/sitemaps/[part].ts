import type { FreshContext, Handlers } from "$fresh/server.ts";
import {
  readSitemapPages,
  readSitemapProducts,
  type SitemapEntry,
  sitemapXml,
} from "@/lib/discovery/mod.ts";
import { mediaUrl } from "@/lib/images/urls.ts";
import { type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";
import { sendFile } from "../(_components)/send_file.ts";

type Context = FreshContext<StorefrontState>;

const PRODUCTS = /^products-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.xml$/;

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { part } = ctx.params;
    const first = PRODUCTS.exec(part!)?.[1];
    const entries = first
      ? await firstOf(products(ctx, first))
      : part === "pages.xml"
      ? await firstOf(pages(ctx))
      : null;
    return entries ? sendFile(sitemapXml(entries), "application/xml") : ctx.renderNotFound();
  },
};

/** The same entries, once the first is there; null when there is none. */
async function firstOf(
  entries: AsyncGenerator<SitemapEntry>,
): Promise<AsyncGenerator<SitemapEntry> | null> {
  const first = await entries.next();
  if (first.done) return null;
  return (async function* () {
    yield first.value;
    yield* entries;
  })();
}

async function* products({ state }: Context, first: string): AsyncGenerator<SitemapEntry> {
  const { app: { db, config }, slug } = state;
  for await (const row of readSitemapProducts(db.public, slug, first)) {
    yield {
      url: `${storeOrigin(config.publicUrl, row)}/p/${row.product}`,
      changedAt: row.changedAt,
      images: row.pictures.filter(({ widths }) => widths.length > 0)
        .map(({ path, widths }) => mediaUrl(config.supabaseUrl, path, widths.at(-1)!)),
    };
  }
}

async function* pages({ state }: Context): AsyncGenerator<SitemapEntry> {
  const { app: { db, config }, slug } = state;
  const found = await readSitemapPages(db.public, slug);
  if (!found) return;
  const origin = storeOrigin(config.publicUrl, found);
  for (const path of ["/", "/p", "/contact"]) yield { url: origin + path };
  for (const shelf of found.shelves) yield { url: `${origin}/c/${shelf.slug}` };
  for (const { slug, changedAt } of found.pages) {
    yield { url: `${origin}/pages/${slug}`, changedAt };
  }
}
