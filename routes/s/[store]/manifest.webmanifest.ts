import type { Handlers } from "$fresh/server.ts";
import { GROUND, MARK } from "@/components/look/tokens.ts";
import { manifestOf } from "@/lib/offline/mod.ts";
import { languageOf, readShell, type StorefrontState } from "@/lib/stores/mod.ts";
import { sendFile } from "./(_components)/send_file.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, cart, root, base } = ctx.state;
    const shell = await readShell(app.db.public, { slug, cart });
    if (!shell) return ctx.renderNotFound();
    ctx.state.shell = shell;
    const { name, tagline } = shell.store;
    const language = languageOf(ctx.state);
    const colours = { ground: GROUND.light, theme: MARK.ground };
    const manifest = manifestOf({ name, tagline, language, root, base, ...colours });
    return sendFile(JSON.stringify(manifest), "application/manifest+json");
  },
};
