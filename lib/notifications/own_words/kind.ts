import type { Words } from "@/lib/i18n/mod.ts";
import type { MessageChannel, OwnWords } from "./text.ts";
import type { VariableName } from "./variables.ts";

/** A kind of message that a shop may put in its own words. */
export interface MessageKind {
  name: string;
  /** When it goes out. */
  when: string;
  /** Staff read English, as the dashboard speaks. */
  to: "shopper" | "staff";
  channels: readonly MessageChannel[];
  variables: readonly VariableName[];
  /** Without these its words do not do what they are for. */
  needs: Partial<Record<MessageChannel, readonly VariableName[]>>;
  /** Whether a shop may not send it at all. */
  isOptional: boolean;
  /** The platform's words, to start from. */
  start: Partial<Record<MessageChannel, (words: Words) => OwnWords>>;
}

/** What every message to a shopper about an order may name. */
export const ABOUT_ORDER = [
  "store",
  "name",
  "hello",
  "thanks",
  "order_number",
  "total",
  "items",
  "where",
  "shop_phone",
  "link",
] as const;

/** The same of those to the people of a shop. */
export const FOR_STAFF = [
  "store",
  "order_number",
  "total",
  "customer",
  "customer_phone",
  "items",
  "where",
  "note",
  "link",
] as const;

/** The platform's words for a text message, to start from. */
export const sms = (body: string): OwnWords => ({ subject: "", heading: "", body: ours(body) });

/** The same for an email. */
export const letter = (subject: string, heading: string, body: string): OwnWords => ({
  subject: ours(subject),
  heading: ours(heading),
  body: ours(body),
});

/** What catalogues call by another name than a merchant would understand; greetings go by their sentence. */
const NAMES: Record<string, VariableName> = {
  order: "order_number",
  left: "left_to_pay",
  day: "pay_by",
};

function ours(text: string): string {
  return text.replace(/\{(\w+)\}/g, (braces, name) => NAMES[name] ? `{${NAMES[name]}}` : braces);
}

/** Of a message that goes to the people of a shop, who read English. */
export function staffLetter(subject: string, heading: string, body: string): MessageKind["start"] {
  return { email: () => ({ subject, heading, body }) };
}
