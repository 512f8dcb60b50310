import { builtScript } from "$fresh/runtime.ts";
import type { Handlers } from "$fresh/server.ts";
import { workerScript } from "@/lib/offline/mod.ts";
import { readShell, type StorefrontState } from "@/lib/stores/mod.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, cart, root } = ctx.state;
    const shell = await readShell(app.db.public, { slug, cart });
    if (!shell) return ctx.renderNotFound();
    ctx.state.shell = shell;
    const { languages } = shell.store;
    const media = app.config.supabaseUrl;
    const script = workerScript({ root, languages, media, script: builtScript("shop_worker") });
    return new Response(script, {
      headers: {
        "content-type": "text/javascript; charset=utf-8",
        // Browsers ask on every visit whether there is another one.
        "cache-control": "no-cache",
        // The front page has no slash at its end.
        "service-worker-allowed": root || "/",
        // What the worker itself may ask for and run.
        "content-security-policy": `default-src 'none'; script-src 'self'; connect-src 'self' ${
          new URL(media).origin
        }`,
      },
    });
  },
};
