import type { StoreFacts } from "../order_facts.ts";
import { english } from "./english.ts";
import type { Texts } from "./texts.ts";

export { invitationLetter, invitationSms } from "./invitation.ts";
export { lowStockLetter } from "./low_stock.ts";
export { messageLetter } from "./message.ts";
export { shopperCodeSms } from "./shopper_code.ts";
export type { Letter, Links, Texts } from "./texts.ts";

const ENGLISH = english({ hello: "Hello", thanks: "Thank you" });
const ENGLISH_WITH_SWAHILI_GREETINGS = english({ hello: "Habari", thanks: "Asante" });

/** Where people greet in Swahili whatever language the rest is in, as on the order's page. */
const SWAHILI_COUNTRIES = ["KE", "TZ"];

/** The messages that a store sends. */
export function textsOf({ country, language }: Pick<StoreFacts, "country" | "language">): Texts {
  const isSwahili = language === "sw" || SWAHILI_COUNTRIES.includes(country);
  return isSwahili ? ENGLISH_WITH_SWAHILI_GREETINGS : ENGLISH;
}
