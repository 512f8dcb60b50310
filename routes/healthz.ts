import type { Handlers } from "$fresh/server.ts";

/** The process answers; nothing else is asked. */
export const handler: Handlers = {
  GET: () => new Response("ok\n", { headers: { "cache-control": "no-store" } }),
};
