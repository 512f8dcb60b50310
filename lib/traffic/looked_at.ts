import { isbot } from "isbot";

/**
 * Whether this answer is a page that a person looks at and lets us count: no robot, no page fetched
 * ahead, nobody who asks not to be tracked (DNT, Global Privacy Control). A 304 shows the page as well.
 * A page that a browser shows again without asking is not known here.
 */
export function isLookedAt({ method, headers }: Request, response: Response): boolean {
  const isPage = response.status === 304 ||
    (response.status === 200 &&
      (response.headers.get("content-type")?.startsWith("text/html") ?? false));
  if (method !== "GET" || !isPage) return false;
  if (headers.get("dnt") === "1" || headers.get("sec-gpc") === "1") return false;
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? "";
  if (/prefetch|prerender/.test(purpose)) return false;
  // Scripts that fetch a page do not show it.
  if ((headers.get("sec-fetch-dest") ?? "document") !== "document") return false;
  const userAgent = headers.get("user-agent") ?? "";
  return userAgent !== "" && !isbot(userAgent);
}
