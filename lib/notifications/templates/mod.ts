import { english } from "./english.ts";
import type { Texts } from "./texts.ts";

export type { Letter, Links, Texts } from "./texts.ts";

const ENGLISH = english({ hello: "Hello", thanks: "Thank you" });

/** Messages by the language of a store (ISO 639-1). */
const LANGUAGES: Record<string, Texts> = {
  en: ENGLISH,
  sw: english({ hello: "Habari", thanks: "Asante" }),
};

export function textsIn(language: string): Texts {
  return LANGUAGES[language] ?? ENGLISH;
}
