import type { Handlers } from "$fresh/server.ts";
import { feedXml, readFeedItems } from "@/lib/discovery/mod.ts";
import { readShell, type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";
import { sendFile } from "../(_components)/send_file.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app: { db, config }, slug, cart, language } = ctx.state;
    const shell = await readShell(db.public, { slug, cart, language });
    if (!shell) return ctx.renderNotFound();
    ctx.state.shell = shell;
    const prefix = language ? `/${language}` : "";
    const feed = feedXml(readFeedItems(db.public, slug, language), {
      originOf: (item) => storeOrigin(config.publicUrl, item) + prefix,
      media: config.supabaseUrl,
      title: shell.store.name,
      link: `${storeOrigin(config.publicUrl, shell.store)}${prefix}/`,
    });
    return sendFile(feed, "application/xml");
  },
};
