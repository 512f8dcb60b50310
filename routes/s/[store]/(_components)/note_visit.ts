import { languageOf, type StorefrontState, type Visited } from "@/lib/stores/mod.ts";
import { isLookedAt, sourceOf } from "@/lib/traffic/mod.ts";

/** The page of this state, once its shop has been read; undefined where there is none. */
export function visitedOf(state: StorefrontState): Visited | undefined {
  if (state.visited || !state.shell) return state.visited;
  return { storeId: state.shell.store.id, language: languageOf(state) };
}

/** Counts the page that this answer shows, when it is one. */
export function noteVisit(req: Request, state: StorefrontState, response: Response): void {
  const { app, client, cart, media, path } = state;
  const visited = visitedOf(state);
  // Pages of an order look again by themselves while something is awaited.
  if (!visited || path.startsWith("/orders/") || !isLookedAt(req, response)) return;
  app.traffic.count({
    ...visited,
    ip: client.ip,
    userAgent: req.headers.get("user-agent") ?? "",
    isLite: media.isLite,
    hasCart: cart.lines.length > 0,
    isCheckout: path === "/checkout",
    source: sourceOf(req),
  });
}
