import type { Handlers } from "$fresh/server.ts";
import { readShell, type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";
import { sendFile } from "./(_components)/send_file.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, cart, root } = ctx.state;
    const shell = await readShell(app.db.public, { slug, cart });
    if (!shell) return ctx.renderNotFound();
    ctx.state.shell = shell;
    const closed = ["cart", "checkout", "orders/", "search"];
    const lines = [
      "User-agent: *",
      ...["", ...shell.store.languages.slice(1).map((language) => `/${language}`)].flatMap(
        (prefix) => closed.map((path) => `Disallow: ${root}${prefix}/${path}`),
      ),
      "",
      `Sitemap: ${storeOrigin(app.config.publicUrl, shell.store)}/sitemap.xml`,
    ];
    return sendFile(lines.join("\n") + "\n", "text/plain");
  },
};
