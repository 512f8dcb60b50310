import type { Language } from "@/lib/i18n/mod.ts";
import type { Letter } from "../templates/mod.ts";
import { isSendable } from "./form.ts";
import { isKind } from "./kinds.ts";
import { fillChat, fillLetter, fillSms, type OwnWords, type Values } from "./text.ts";

/** The shop's own text message; null where it has none, or none that can be said of this. */
export function ownSms(kind: string, words: OwnWords | null, values: Values): string | null {
  return words && isKind(kind) && isSendable(kind, "sms", words) ? fillSms(words, values) : null;
}

/** The same for the text that a link to WhatsApp opens with. */
export function ownChat(kind: string, words: OwnWords | null, values: Values): string | null {
  return words && isKind(kind) && isSendable(kind, "whatsapp", words)
    ? fillChat(words, values)
    : null;
}

/** The letter in the shop's own words: goods, sums and the button stay. As it was where it has none. */
export function inOwnWords(
  kind: string,
  letter: Letter,
  { words, values, language }: { words: OwnWords | null; values: Values; language: Language },
): Letter {
  const filled = words && isKind(kind) && isSendable(kind, "email", words)
    ? fillLetter(words, values, language)
    : null;
  return filled ? { ...letter, ...filled } : letter;
}
