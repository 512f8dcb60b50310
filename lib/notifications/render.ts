import { pickSms } from "./gsm7.ts";
import { toHtml, toPlainText } from "./letter.ts";
import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";
import { languagePrefix } from "@/lib/stores/mod.ts";
import { asShopperReads, type OrderFacts } from "./order_facts.ts";
import { type Letter, type Links, textsOf } from "./templates/mod.ts";

/** An email before it has an address. */
export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
}

/** The text message of this template. Throws when there is no such template. */
export function renderSms(template: string, order: OrderFacts, publicUrl: string): string {
  const { shopper } = textsOf(order);
  const wordings = pick(shopper.sms, template)(asShopperReads(order), linksTo(order, publicUrl));
  return pickSms(wordings, LANGUAGES[shopper.language].smsParts);
}

/** The email of this template. Throws when there is no such template. */
export function renderEmail(template: string, order: OrderFacts, publicUrl: string): RenderedEmail {
  const { shopper, merchant } = textsOf(order);
  const links = linksTo(order, publicUrl);
  if (Object.hasOwn(merchant, template)) {
    return renderLetter(pick(merchant, template)(order, links), "en");
  }
  const letter = pick(shopper.email, template)(asShopperReads(order), links);
  return renderLetter(letter, shopper.language);
}

/** A letter in plain text and HTML; `language` is that of its sentences. */
export function renderLetter(letter: Letter, language: Language): RenderedEmail {
  return { subject: letter.subject, text: toPlainText(letter), html: toHtml(letter, language) };
}

function pick<Templates extends object>(
  templates: Templates,
  name: string,
): Templates[keyof Templates] {
  if (!Object.hasOwn(templates, name)) throw new Error(`There is no template "${name}"`);
  return templates[name as keyof Templates];
}

function linksTo({ language, number, store, token }: OrderFacts, publicUrl: string): Links {
  const prefix = languagePrefix(store.languages, language);
  return {
    order: `${publicUrl}/s/${store.slug}${prefix}/orders/${token}`,
    dashboard: `${publicUrl}/dashboard/${store.slug}/orders/${number}`,
  };
}
