/**
 * Where to go after signing in: the wanted page if it is one of the dashboard's, the console's or the
 * account's, or an invitation, else the dashboard's front page. Anything that a browser could read as
 * another site's address is not.
 */
export function nextPath(wanted: string | null): string {
  const home = "/dashboard";
  if (!wanted || wanted.length > 500) return home;
  const base = "http://here.invalid";
  const url = URL.parse(wanted, base);
  if (!url || url.origin !== base || !wanted.startsWith("/")) return home;
  return /^\/(dashboard|admin|account)(\/|$)|^\/join\/[0-9a-f]{32}$/.test(url.pathname)
    ? url.pathname + url.search
    : home;
}
