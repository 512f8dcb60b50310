import type { Language } from "@/lib/i18n/mod.ts";

/**
 * Where a shop is found by everyone, without a trailing slash: its own domain once that is verified,
 * else its host on the platform's domain.
 */
export function storeOrigin(
  publicUrl: string,
  { slug, domain }: { slug: string; domain?: string | null },
): string {
  const { protocol, host, port } = new URL(publicUrl);
  if (!domain) return `${protocol}//${slug}.${host}`;
  return `${protocol}//${domain}${port && `:${port}`}`;
}

/** In front of the paths of this language: "" for the shop's first, else "/fr". */
export function languagePrefix(languages: readonly Language[], language: Language): string {
  return language === languages[0] ? "" : `/${language}`;
}

/** One page in every language that its shop speaks. */
export interface PageAddress {
  /** In the language of the page. */
  url: string;
  /** All of them by language, and "x-default" for whoever reads none; none where there is one. */
  alternates: { language: string; url: string }[];
}

/** The one address of a page in each language, whichever way it was reached. */
export function pageAddress(
  { origin, languages, language }: { origin: string; languages: Language[]; language: Language },
  path: string,
): PageAddress {
  const urlIn = (one: Language) => origin + ((languagePrefix(languages, one) + path) || "/");
  if (languages.length < 2) return { url: urlIn(language), alternates: [] };
  const alternates = languages.map((one) => ({ language: one as string, url: urlIn(one) }));
  return {
    url: urlIn(language),
    alternates: [...alternates, { language: "x-default", url: urlIn(languages[0]!) }],
  };
}
