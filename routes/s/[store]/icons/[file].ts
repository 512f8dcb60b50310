import type { Handlers } from "$fresh/server.ts";
import { MARK } from "@/components/look/tokens.ts";
import { drawMark } from "@/lib/offline/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** The name says what is drawn, so only another drawing of ours could change it. */
const MONTH = "public, max-age=2592000";

export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const picture = await drawMark(ctx.params.file!, MARK);
    if (!picture) return ctx.renderNotFound();
    return new Response(picture, {
      headers: { "content-type": "image/png", "cache-control": MONTH },
    });
  },
};
