import { pickSms } from "./gsm7.ts";
import { toHtml, toPlainText } from "./letter.ts";
import type { OrderFacts } from "./order_facts.ts";
import { type Letter, type Links, type Texts, textsOf } from "./templates/mod.ts";

/** An email before it has an address. */
export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
}

/** The text message of this template. Throws when there is no such template. */
export function renderSms(template: string, order: OrderFacts, publicUrl: string): string {
  const { sms } = textsOf(order.store);
  return pickSms(pick(sms, template)(order, linksTo(order, publicUrl)));
}

/** The email of this template. Throws when there is no such template. */
export function renderEmail(template: string, order: OrderFacts, publicUrl: string): RenderedEmail {
  const { email, language } = textsOf(order.store);
  const letter = pick(email, template)(order, linksTo(order, publicUrl));
  return renderLetter(letter, language);
}

/** A letter in plain text and HTML; `language` is that of its sentences. */
export function renderLetter(letter: Letter, language: string): RenderedEmail {
  return { subject: letter.subject, text: toPlainText(letter), html: toHtml(letter, language) };
}

function pick<Templates extends Texts["sms"] | Texts["email"]>(
  templates: Templates,
  name: string,
): Templates[keyof Templates] {
  if (!Object.hasOwn(templates, name)) throw new Error(`There is no template "${name}"`);
  return templates[name as keyof Templates];
}

function linksTo({ number, store, token }: OrderFacts, publicUrl: string): Links {
  return {
    order: `${publicUrl}/s/${store.slug}/orders/${token}`,
    dashboard: `${publicUrl}/dashboard/${store.slug}/orders/${number}`,
  };
}
