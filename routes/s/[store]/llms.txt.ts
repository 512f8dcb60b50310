import type { Handlers } from "$fresh/server.ts";
import { guideText, readGuide } from "@/lib/discovery/mod.ts";
import { type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";
import { sendFile } from "./(_components)/send_file.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app: { db, config }, slug, language } = ctx.state;
    const guide = await readGuide(db.public, slug, language);
    if (!guide) return ctx.renderNotFound();
    ctx.state.shell = guide;
    const origin = storeOrigin(config.publicUrl, guide.store);
    const text = guideText(guide, origin + (language ? `/${language}` : ""));
    return sendFile(text, "text/markdown");
  },
};
