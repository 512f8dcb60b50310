import { type Language, LANGUAGE_CODES, preferredOf, type Words, wordsIn } from "@/lib/i18n/mod.ts";
import { type PageAddress, pageAddress, storeOrigin } from "./address.ts";
import type { StorefrontState } from "./state.ts";

type Asked = Partial<Pick<StorefrontState, "language" | "reads" | "shell">>;

/**
 * What a page speaks: what its address says, else the shop's first language. Where there is no shop
 * and `reads` says what the browser wants, that decides; other pages that belong to no shop are in English.
 */
export function languageOf({ language, reads = null, shell }: Asked): Language {
  return language ?? shell?.store.languages[0] ?? preferredOf(reads, LANGUAGE_CODES) ?? "en";
}

/** What the page of this request says. Ask once the shop has been read. */
export function wordsOf(state: Asked): Words {
  return wordsIn(languageOf(state));
}

/** The one address of this page, and of the same page in the shop's other languages. */
export function addressOf(state: StorefrontState, path: string): PageAddress {
  const { store } = state.shell!;
  const { languages } = store;
  const origin = storeOrigin(state.app.config.publicUrl, store);
  return pageAddress({ origin, languages, language: languageOf(state) }, path);
}
