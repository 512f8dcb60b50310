import { type Language, wordsIn } from "@/lib/i18n/mod.ts";
import type { OrderFacts } from "../order_facts.ts";
import { merchantLetters } from "./merchant.ts";
import { type Greetings, shopperTexts } from "./shopper.ts";
import type { Texts } from "./texts.ts";

export { invitationLetter, invitationSms } from "./invitation.ts";
export { lowStockLetter } from "./low_stock.ts";
export { messageLetter } from "./message.ts";
export { shopperCodeSms } from "./shopper_code.ts";
export { webhookDisabledLetter, type WebhookNoticeFacts } from "./webhook_disabled.ts";
export type { Letter, Links, Texts } from "./texts.ts";

/** Countries where people greet in Swahili whatever language the rest is in, as on the order's page. */
const SWAHILI_COUNTRIES = ["KE", "TZ"];

/** The messages about an order: to its shopper in their language, to the store in English. */
export function textsOf({ language, store }: Pick<OrderFacts, "language" | "store">): Texts {
  const greetings = greetingsIn(language, store.country);
  return { shopper: shopperTexts(wordsIn(language), greetings), merchant: merchantLetters };
}

/** How a shop of this country greets in this language. */
export function greetingsIn(language: Language, country: string): Greetings {
  if (language === "en" && SWAHILI_COUNTRIES.includes(country)) {
    return { hello: "Habari", thanks: "Asante" };
  }
  const { say } = wordsIn(language);
  return { hello: say("message.hello"), thanks: say("order.thanks") };
}
