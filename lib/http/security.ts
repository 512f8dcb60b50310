const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * True unless a browser says that another site or a sibling subdomain sent this write: cookies are
 * SameSite=Lax, but every shop is the same site, and one shop must not post to another or to the
 * dashboard. Old browsers say nothing; forms of a session carry a token besides.
 */
export function isSameOrigin(req: Request, url: URL): boolean {
  if (SAFE_METHODS.has(req.method)) return true;
  const from = req.headers.get("sec-fetch-site");
  if (from === "cross-site" || from === "same-site") return false;
  const origin = req.headers.get("origin");
  if (origin === null) return true;
  return origin !== "null" && URL.parse(origin)?.host === (req.headers.get("host") ?? url.host);
}

/** Headers for every answer; pages bring their own content security policy. */
export function securityHeaders(headers: Headers, options: { isSecure: boolean }): void {
  setDefault(headers, "x-content-type-options", "nosniff");
  setDefault(headers, "x-frame-options", "DENY");
  // Order and payment pages carry their key in the address: it must not travel to other sites.
  setDefault(headers, "referrer-policy", "same-origin");
  setDefault(headers, "permissions-policy", "camera=(), microphone=(), geolocation=()");
  setDefault(headers, "cross-origin-opener-policy", "same-origin");
  setDefault(headers, "cross-origin-resource-policy", "same-origin");
  if (options.isSecure) {
    setDefault(headers, "strict-transport-security", "max-age=31536000; includeSubDomains");
  }
}

function setDefault(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}
