import type { Handlers } from "$fresh/server.ts";

const CLOSED = ["account", "admin", "dashboard", "api/", "internal/", "join/", "auth/"];

/** Of the platform itself; shops have their own. */
export const handler: Handlers = {
  GET() {
    const lines = ["User-agent: *", ...CLOSED.map((path) => `Disallow: /${path}`)];
    return new Response(lines.join("\n") + "\n", {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "public, max-age=3600",
      },
    });
  },
};
