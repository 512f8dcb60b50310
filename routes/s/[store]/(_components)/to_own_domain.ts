import { type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";

/**
 * Leads from a shop's host on the platform's domain to its own, once the page has read that it has one;
 * null everywhere else. Browsers ask again after an hour: a domain may be given up.
 */
export function toOwnDomain(req: Request, url: URL, state: StorefrontState): Response | null {
  const store = state.shell?.store;
  const isRead = req.method === "GET" || req.method === "HEAD";
  if (!state.isOurHost || !store?.domain || !isRead) return null;
  const path = url.pathname.slice(`/s/${state.slug}`.length) || "/";
  const location = storeOrigin(state.app.config.publicUrl, store) + path + url.search;
  const headers = { location, "cache-control": "private, max-age=3600" };
  return new Response(null, { status: 301, headers });
}
