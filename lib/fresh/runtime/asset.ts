/** Query parameter that carries a file's content hash. */
export const CACHE_BUST = "__frsh_c";

/** Turns the path of a static file into its hash; set by the server, absent in the browser. */
export const assetHashes: { of?: (path: string) => string | undefined } = {};

/**
 * The path of a static file with its content hash, so that it can be cached for a year. In the
 * browser the path stays as it is: hydration keeps what the server wrote.
 */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const hashStart = path.indexOf("#");
  const [url, fragment] = hashStart === -1
    ? [path, ""]
    : [path.slice(0, hashStart), path.slice(hashStart)];
  if (url.includes(`${CACHE_BUST}=`)) return path;
  const [pathname] = url.split("?", 1);
  const hash = assetHashes.of?.(pathname!);
  return hash ? `${url}${url.includes("?") ? "&" : "?"}${CACHE_BUST}=${hash}${fragment}` : path;
}

/** The same for each candidate of a `srcset`. */
export function assetSrcSet(srcset: string): string {
  // A candidate with a function-like or data URL may hold commas of its own.
  if (srcset.includes("(") || srcset.includes("data:")) return srcset;
  return srcset.split(",").map((candidate) => {
    const [, space, url, rest] = /^(\s*)(\S+)(.*)$/s.exec(candidate) ?? [];
    return url === undefined ? candidate : space + asset(url) + rest;
  }).join(",");
}
