/**
 * Redirects to the one form of a path, without or with a slash at its end; a path that looks like
 * a file never gets one. Slashes at the start are folded to one: "//elsewhere.example/" as a
 * location would lead to another host.
 */
export function trailingSlashRedirect(url: URL, wanted: boolean): Response | null {
  const { pathname, search } = url;
  if (pathname === "/" || pathname.endsWith("/") === wanted) return null;
  if (wanted && /\.[^/]+$/.test(pathname)) return null;
  const trimmed = pathname.replace(/^\/+|\/+$/g, "");
  const location = `/${trimmed}${wanted && trimmed !== "" ? "/" : ""}${search}`;
  return new Response(null, { status: 307, headers: { location } });
}
