const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * True unless a browser says that another site sent this write. Cookies are SameSite=Lax already;
 * this also stops sibling subdomains, which count as the same site: one shop must not post to another.
 */
export function isSameOrigin(req: Request, url: URL): boolean {
  if (SAFE_METHODS.has(req.method)) return true;
  const origin = req.headers.get("origin");
  if (origin === null) return req.headers.get("sec-fetch-site") !== "cross-site";
  if (origin === "null") return false;
  return URL.parse(origin)?.host === (req.headers.get("host") ?? url.host);
}

/** Headers for every answer; pages bring their own content security policy. */
export function securityHeaders(headers: Headers, options: { isSecure: boolean }): void {
  setDefault(headers, "x-content-type-options", "nosniff");
  setDefault(headers, "x-frame-options", "DENY");
  // Order and payment pages carry their key in the address: it must not travel to other sites.
  setDefault(headers, "referrer-policy", "same-origin");
  setDefault(headers, "permissions-policy", "camera=(), microphone=(), geolocation=()");
  setDefault(headers, "cross-origin-opener-policy", "same-origin");
  if (options.isSecure) {
    setDefault(headers, "strict-transport-security", "max-age=31536000; includeSubDomains");
  }
}

function setDefault(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}
