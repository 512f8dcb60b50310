import type { Handlers } from "$fresh/server.ts";
import { indexXml, readSitemapIndex } from "@/lib/discovery/mod.ts";
import { type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";
import { sendFile } from "./(_components)/send_file.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug } = ctx.state;
    const index = await readSitemapIndex(app.db.public, slug);
    if (!index) return ctx.renderNotFound();
    const folder = `${storeOrigin(app.config.publicUrl, index)}/sitemaps`;
    const sitemaps = index.parts.map(({ first, changedAt }) => ({
      url: `${folder}/products-${first}.xml`,
      changedAt,
    }));
    return sendFile(indexXml([{ url: `${folder}/pages.xml` }, ...sitemaps]), "application/xml");
  },
};
