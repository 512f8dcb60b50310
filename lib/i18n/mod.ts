export type { Catalog, Key, Picked, PluralKey, TextKey } from "./catalog.ts";
export { fill } from "./fill.ts";
export { isLanguage, type Language, LANGUAGE_CODES, LANGUAGES, preferredOf } from "./languages.ts";
export { type Words, wordsIn } from "./words.ts";
