import { pickSms } from "./gsm7.ts";
import { toHtml, toPlainText } from "./letter.ts";
import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";
import { languagePrefix } from "@/lib/stores/mod.ts";
import { inOwnWords, ownSms } from "./own_words/say.ts";
import { cleanFacts, oneLine, type OwnWords } from "./own_words/text.ts";
import { shopperValues, staffValues } from "./own_words/values.ts";
import { asShopperReads, type OrderFacts } from "./order_facts.ts";
import { type Letter, type Links, textsOf } from "./templates/mod.ts";

/** An email before it has an address. */
export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
}

/**
 * The text message of this template: in the shop's own words, where they can be said of this order.
 * Throws when there is no such template.
 */
export function renderSms(
  template: string,
  order: OrderFacts,
  publicUrl: string,
  own: OwnWords | null = null,
): string {
  const { shopper } = textsOf(order);
  const links = linksTo(order, publicUrl);
  const said = ownSms(template, own, shopperValues(order, links));
  if (said) return said;
  const wordings = pick(shopper.sms, template)(asShopperReads(cleanFacts(order)), links);
  return pickSms(wordings, LANGUAGES[shopper.language].smsParts);
}

/** The email of this template, likewise. */
export function renderEmail(
  template: string,
  facts: OrderFacts,
  publicUrl: string,
  words: OwnWords | null = null,
): RenderedEmail {
  const order = cleanFacts(facts);
  const { shopper, merchant } = textsOf(order);
  const links = linksTo(order, publicUrl);
  if (isForStaff(template, order)) {
    const letter = pick(merchant, template)(order, links);
    const values = staffValues(order, links);
    return renderLetter(inOwnWords(template, letter, { words, values, language: "en" }), "en");
  }
  const { language } = shopper;
  const letter = pick(shopper.email, template)(asShopperReads(order), links);
  const values = shopperValues(order, links);
  return renderLetter(inOwnWords(template, letter, { words, values, language }), language);
}

/** In which language a message about an order is said. */
export function languageOf(template: string, order: OrderFacts): Language {
  return isForStaff(template, order) ? "en" : order.language;
}

function isForStaff(template: string, order: OrderFacts): boolean {
  return Object.hasOwn(textsOf(order).merchant, template);
}

/** A letter in plain text and HTML; `language` is that of its sentences. */
export function renderLetter(letter: Letter, language: Language): RenderedEmail {
  // What is in a header of the email stays there.
  const subject = oneLine(letter.subject);
  return { subject, text: toPlainText(letter), html: toHtml(letter, language) };
}

function pick<Templates extends object>(
  templates: Templates,
  name: string,
): Templates[keyof Templates] {
  if (!Object.hasOwn(templates, name)) throw new Error(`There is no template "${name}"`);
  return templates[name as keyof Templates];
}

/** Where messages about this order lead. */
export function linksTo({ language, number, store, token }: OrderFacts, publicUrl: string): Links {
  const prefix = languagePrefix(store.languages, language);
  return {
    order: `${publicUrl}/s/${store.slug}${prefix}/orders/${token}`,
    dashboard: `${publicUrl}/dashboard/${store.slug}/orders/${number}`,
  };
}
