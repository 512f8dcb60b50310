/** What pages of other sites may send. Cookies are not among it: an API knows nobody by a cookie. */
const ALLOWED = {
  "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
  "access-control-allow-headers": "authorization, content-type, idempotency-key",
  "access-control-max-age": "600",
};
const EXPOSED = "ratelimit, ratelimit-policy, retry-after, location";

/** The answer to a browser that asks, for a page of another site, what it may send; null for other requests. */
export function answerPreflight(req: Request, origins: readonly string[]): Response | null {
  if (req.method !== "OPTIONS" || !req.headers.has("access-control-request-method")) return null;
  const headers = new Headers(isAllowed(req, origins) ? ALLOWED : {});
  allowOrigin(req, headers, origins);
  return new Response(null, { status: 204, headers });
}

/** Lets the page that asked read the answer, when its site is one of `origins`. */
export function allowOrigin(req: Request, headers: Headers, origins: readonly string[]): void {
  headers.append("vary", "origin");
  if (!isAllowed(req, origins)) return;
  headers.set("access-control-allow-origin", req.headers.get("origin")!);
  headers.set("access-control-expose-headers", EXPOSED);
}

function isAllowed(req: Request, origins: readonly string[]): boolean {
  return origins.includes(req.headers.get("origin") ?? "");
}
