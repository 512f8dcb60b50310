/** A language that shops speak, and how it writes. */
interface Writing {
  /** As its own speakers call it. */
  name: string;
  dir: "ltr" | "rtl";
  /** Text messages that a short note with a link takes: 160 Latin letters are one, 70 others are. */
  smsParts: 1 | 2;
  /** BCP 47, for dates, numbers and plurals; digits are those of the prices everywhere. */
  locale: string;
}

/** The languages that shops can speak, in the order in which they are offered. */
export const LANGUAGES = {
  en: { name: "English", dir: "ltr", smsParts: 1, locale: "en-GB" },
  fr: { name: "Français", dir: "ltr", smsParts: 1, locale: "fr-CI" },
  sw: { name: "Kiswahili", dir: "ltr", smsParts: 1, locale: "sw-KE" },
  ar: { name: "العربية", dir: "rtl", smsParts: 2, locale: "ar-EG-u-nu-latn" },
  pt: { name: "Português", dir: "ltr", smsParts: 1, locale: "pt-AO" },
  ha: { name: "Hausa", dir: "ltr", smsParts: 1, locale: "ha-NG" },
  yo: { name: "Yorùbá", dir: "ltr", smsParts: 1, locale: "yo-NG" },
  am: { name: "አማርኛ", dir: "ltr", smsParts: 2, locale: "am-ET" },
} as const satisfies Record<string, Writing>;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

export function isLanguage(code: string): code is Language {
  return Object.hasOwn(LANGUAGES, code);
}

/** What a browser says it reads: the more wanted first, as `Accept-Language` has it (RFC 9110). */
export function readAcceptLanguage(header: string | null): string[] {
  return (header ?? "").slice(0, 200).split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(/\s*;\s*/);
    const quality = parameters.find((one) => one.startsWith("q="))?.slice(2);
    return { code: tag.split("-")[0]!, quality: quality === undefined ? 1 : Number(quality) || 0 };
  })
    .filter(({ code, quality }) => /^[a-z]{2,3}$/.test(code) && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ code }) => code);
}

/** The first language of the header that is among these; undefined when there is none. */
export function preferredOf<L extends string>(
  header: string | null,
  offered: readonly L[],
): L | undefined {
  for (const code of readAcceptLanguage(header)) {
    const found = offered.find((one) => one === code);
    if (found) return found;
  }
  return undefined;
}
