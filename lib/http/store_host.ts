import { isLanguage } from "@/lib/i18n/languages.ts";

/** Paths that mean the same on every host. */
const SHARED_PATH = /^\/(_frsh\/|assets\/|healthz$|readyz$|metrics$|favicon\.ico$)/;

/**
 * A shop has a host of its own, `{slug}.<platform domain>`: its path `/p/basket` is served as
 * `/s/{slug}/p/basket`. Null when the host is not a shop's or the path is shared by all hosts.
 */
export function storeHostPath(host: string, path: string, platformDomain: string): string | null {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (!name.endsWith("." + platformDomain)) return null;
  const slug = name.slice(0, -platformDomain.length - 1);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug === "www") return null;
  return shopPath(slug, path);
}

/** Where the shop with this slug has a path that was asked for at a host of its own; null when shared. */
export function shopPath(slug: string, path: string): string | null {
  if (SHARED_PATH.test(path)) return null;
  // The router would redirect a slash at the end to the path as it sees it, not as the host has it.
  return `/s/${slug}${path.replace(/\/+$/, "")}`;
}

const IN_SHOP = /^\/s\/([^/]+)(?:\/([a-z]{2})(\/.*|$))?/;

/**
 * Routes know nothing of languages: `/s/demo/fr/p/basket` is served as `/s/demo~fr/p/basket`, which
 * nobody can ask for from outside. So every page of a shop is there in every language, and what is
 * keyed by path is kept apart by language.
 */
export function languagePath(path: string): string {
  const [whole, store, language, rest] = IN_SHOP.exec(path) ?? [];
  if (whole === undefined) return path;
  const slug = store!.replaceAll("~", "%7E");
  if (language === undefined || !isLanguage(language)) {
    return `/s/${slug}${path.slice(3 + store!.length)}`;
  }
  return `/s/${slug}~${language}${rest!.replace(/\/+$/, "")}`;
}

/** The slug and the language of a first segment that `languagePath` made. */
export function readStoreSegment(segment: string) {
  const [slug = "", language = ""] = segment.split("~");
  return { slug, language: isLanguage(language) ? language : undefined };
}
