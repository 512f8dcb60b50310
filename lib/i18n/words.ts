import { formatMoment } from "@/lib/clock.ts";
import { type Currency, formatMoney, type NumberStyle } from "@/lib/money.ts";
import { amharic } from "./am/mod.ts";
import { arabic } from "./ar/mod.ts";
import type { Catalog, Key, Picked, Plural, PluralKey, TextKey, Values } from "./catalog.ts";
import { DATE_NAMES } from "./date_names.ts";
import { english } from "./en/mod.ts";
import { fill } from "./fill.ts";
import { french } from "./fr/mod.ts";
import { hausa } from "./ha/mod.ts";
import { type Language, LANGUAGE_CODES, LANGUAGES } from "./languages.ts";
import { portuguese } from "./pt/mod.ts";
import { swahili } from "./sw/mod.ts";
import { yoruba } from "./yo/mod.ts";

/** Every catalogue; servers hold them all, browsers none. */
export const CATALOGS: Record<Language, Catalog> = {
  en: english,
  fr: french,
  sw: swahili,
  ar: arabic,
  pt: portuguese,
  ha: hausa,
  yo: yoruba,
  am: amharic,
};

/** What one language says, and how it writes numbers and times. */
export interface Words {
  language: Language;
  dir: "ltr" | "rtl";
  numbers: NumberStyle;
  /** The text of this key with its values. */
  say<K extends TextKey>(key: K, ...values: Values<K>): string;
  /** The same without marks of direction, which text messages would pay for. */
  plain<K extends TextKey>(key: K, ...values: Values<K>): string;
  /** The text for so many; `{count}` in it is the number. */
  count<K extends PluralKey>(key: K, count: number, ...values: Values<K>): string;
  /** The text as it is written down, names in braces and all: for markup around its values. */
  raw(key: TextKey): string;
  /** A sentence of the English area `errors`, as forms give them, in this language; others as they are. */
  error(sentence: string): string;
  /** The same for every message of a form. */
  errors<Messages extends Record<string, string>>(messages: Messages): Messages;
  /** Raw texts for an island. */
  pick<K extends TextKey>(...keys: K[]): Picked<K>;
  /** "KES 2,450", "2 450 KES". */
  money(minor: number, currency: Currency): string;
  /** A moment in that zone, as short as today makes it. */
  moment(at: Date | string, timeZone: string): string;
  /** "10:56" */
  time(at: Date, timeZone: string): string;
}

/** Where each English sentence about a field stands. */
const ERROR_KEYS = new Map(
  Object.entries(english.errors).map((
    [name, text],
  ) => [text as string, `errors.${name}` as TextKey]),
);

const ALL = Object.fromEntries(
  LANGUAGE_CODES.map((language) => [language, makeWords(language)]),
) as Record<Language, Words>;

/** What this language says. */
export function wordsIn(language: Language): Words {
  return ALL[language];
}

function makeWords(language: Language): Words {
  const { dir, locale } = LANGUAGES[language];
  const texts = flatten(CATALOGS[language]);
  const rules = new Intl.PluralRules(locale);
  const numbers = numberStyleOf(locale);
  const put = (text: string, values: Record<string, string | number> = {}) =>
    fill(text, dir === "rtl" ? isolated(values) : values);
  const raw = (key: TextKey) => texts.get(key) as string;
  const error = (sentence: string) => {
    const key = ERROR_KEYS.get(sentence);
    return key ? raw(key) : sentence;
  };
  const forms = (key: PluralKey) => texts.get(key) as Plural;
  return {
    language,
    dir,
    numbers,
    raw,
    say: (key, ...[values]) => put(raw(key), values),
    plain: (key, ...[values]) => fill(raw(key), values ?? {}),
    count(key, count, ...[values]) {
      const plural = forms(key);
      return put(plural[rules.select(count)] ?? plural.other, { ...values, count });
    },
    error,
    errors: (messages) =>
      Object.fromEntries(
        Object.entries(messages).map(([field, sentence]) => [field, error(sentence)]),
      ) as typeof messages,
    pick: (...keys) =>
      Object.fromEntries(
        keys.map((key) => [key.slice(key.indexOf(".") + 1), raw(key)]),
      ) as Picked<typeof keys[number]>,
    money: (minor, currency) => formatMoney(minor, currency, numbers),
    moment: (at, timeZone) => formatMoment(at, { timeZone, locale, names: DATE_NAMES[language] }),
    time: (at, timeZone) =>
      new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at),
  };
}

function flatten(catalog: Catalog): Map<Key, string | Plural> {
  return new Map(
    Object.entries(catalog).flatMap(([area, texts]) =>
      Object.entries(texts).map(([name, text]) => [`${area}.${name}` as Key, text] as const)
    ),
  );
}

/**
 * Names, numbers and amounts keep their own direction among letters that run the other way: without,
 * "0712 345 678" would read from its last digits to its first (Unicode TR9, FSI and PDI).
 */
function isolated(values: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, `\u2068${value}\u2069`]),
  );
}

/** How this locale groups digits and where it puts the currency, asked once of Intl. */
function numberStyleOf(locale: string): NumberStyle {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "KES",
    currencyDisplay: "code",
    useGrouping: "always",
  });
  const parts = format.formatToParts(1234.5);
  const at = (type: string) => parts.findIndex((part) => part.type === type);
  return {
    group: parts[at("group")]!.value,
    decimal: parts[at("decimal")]!.value,
    // Amounts run left to right among Arabic too, so its code stays in front.
    isCodeLast: at("currency") > at("integer") && !locale.startsWith("ar"),
  };
}
