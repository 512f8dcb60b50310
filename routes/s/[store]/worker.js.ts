import { builtScript } from "$fresh/runtime.ts";
import type { FreshContext, Handlers } from "$fresh/server.ts";
import { type Loaded, storeKey } from "@/lib/cache/mod.ts";
import { workerScript } from "@/lib/offline/mod.ts";
import { readShell, type StorefrontState } from "@/lib/stores/mod.ts";

type Context = FreshContext<StorefrontState>;

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, root, isOurHost } = ctx.state;
    // Browsers ask on every visit whether there is another one.
    const name = JSON.stringify(["worker", slug, root, isOurHost]);
    const script = await app.cache.read(name, () => load(ctx));
    if (script === null) return ctx.renderNotFound();
    return new Response(script, {
      headers: {
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "no-cache",
        // The front page has no slash at its end.
        "service-worker-allowed": root || "/",
        // What the worker itself may ask for and run.
        "content-security-policy": `default-src 'none'; script-src 'self'; connect-src 'self' ${
          new URL(app.config.supabaseUrl).origin
        }`,
      },
    });
  },
};

async function load(ctx: Context): Promise<Loaded<string | null>> {
  const { app, slug, cart, root } = ctx.state;
  const shell = await readShell(app.db.public, { slug, cart });
  if (!shell) return { value: null, keys: null, bytes: 0 };
  ctx.state.shell = shell;
  const script = workerScript({
    root,
    languages: shell.store.languages,
    media: app.config.supabaseUrl,
    script: builtScript("shop_worker"),
  });
  return { value: script, keys: [storeKey(shell.store.id)], bytes: script.length };
}
