import { wordsIn } from "@/lib/i18n/mod.ts";
import type { OrderFacts } from "../order_facts.ts";
import { merchantLetters } from "./merchant.ts";
import { shopperTexts } from "./shopper.ts";
import type { Texts } from "./texts.ts";

export { invitationLetter, invitationSms } from "./invitation.ts";
export { lowStockLetter } from "./low_stock.ts";
export { messageLetter } from "./message.ts";
export { shopperCodeSms } from "./shopper_code.ts";
export type { Letter, Links, Texts } from "./texts.ts";

/** Countries where people greet in Swahili whatever language the rest is in, as on the order's page. */
const SWAHILI_COUNTRIES = ["KE", "TZ"];

/** The messages about an order: to its shopper in their language, to the store in English. */
export function textsOf({ language, store }: Pick<OrderFacts, "language" | "store">): Texts {
  const words = wordsIn(language);
  const isSwahili = language === "en" && SWAHILI_COUNTRIES.includes(store.country);
  const greetings = isSwahili
    ? { hello: "Habari", thanks: "Asante" }
    : { hello: words.say("message.hello"), thanks: words.say("order.thanks") };
  return { shopper: shopperTexts(words, greetings), merchant: merchantLetters };
}
