import { type Language, LANGUAGES } from "@/lib/i18n/languages.ts";
import { fill } from "@/lib/i18n/fill.ts";
import { countSms, toGsm7 } from "../gsm7.ts";

/** How a message reaches somebody; of WhatsApp a link that a person of the shop opens and sends. */
export const MESSAGE_CHANNELS = ["sms", "email", "whatsapp"] as const;
export type MessageChannel = typeof MESSAGE_CHANNELS[number];

/** The merchant's words for one kind of message. Subject and heading are of emails, else empty. */
export interface OwnWords {
  subject: string;
  heading: string;
  body: string;
}

/** Facts by the name that stands for them in braces; what is not there is not known of this message. */
export type Values = Record<string, string>;

/** More than this nobody is billed for one message, however long a name is. */
export const MOST_PARTS = 4;

/** Names in braces, in the order in which they stand. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

// deno-lint-ignore no-control-regex
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
/** What turns the direction of the text after it (Unicode TR9); single marks without an end may stay. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text that cannot run out of its place: no control characters but line breaks, no turned direction. */
export function cleanText(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(CONTROLS, " ").replace(TURNS, "");
}

/** Facts that are written in lines. */
const IN_LINES = ["transfer_details", "body"];

/** The same for every text of some facts; each is one line, but those that people write in several. */
export function cleanFacts<Facts>(facts: Facts): Facts {
  if (typeof facts === "string") return oneLine(cleanText(facts)) as Facts;
  if (Array.isArray(facts)) return facts.map(cleanFacts) as Facts;
  if (facts === null || typeof facts !== "object" || facts instanceof Date) return facts;
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      IN_LINES.includes(name) && typeof value === "string" ? cleanText(value) : cleanFacts(value),
    ]),
  ) as Facts;
}

/** One line: what goes into a subject, or is one paragraph. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** False when a name in it stands for nothing that is known. */
function isFillable({ subject, heading, body }: OwnWords, values: Values): boolean {
  return namesIn(subject + heading + body).every((name) => Object.hasOwn(values, name));
}

/** The text message; null when it cannot be said of these facts, or would take too many messages. */
export function fillSms(words: OwnWords, values: Values): string | null {
  if (!isFillable(words, values)) return null;
  const plain = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, oneLine(cleanText(value))]),
  );
  const text = toGsm7(fill(cleanText(words.body), plain).replace(/[^\S\n]+/g, " ").trim());
  return text && countSms(text) <= MOST_PARTS ? text : null;
}

/** What a link to WhatsApp opens with; null when it cannot be said of these facts. */
export function fillChat(words: OwnWords, values: Values): string | null {
  if (!isFillable(words, values)) return null;
  const plain = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, oneLine(cleanText(value))]),
  );
  return fill(cleanText(words.body), plain).replace(/[^\S\n]+/g, " ");
}

export interface FilledLetter {
  subject: string;
  title: string;
  paragraphs: string[];
}

/** Subject, heading and paragraphs, as plain text; null when they cannot be said of these facts. */
export function fillLetter(
  words: OwnWords,
  values: Values,
  language: Language,
): FilledLetter | null {
  if (!isFillable(words, values)) return null;
  const isTurned = LANGUAGES[language].dir === "rtl";
  // Names and numbers keep their own direction among letters that run the other way.
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isTurned ? value.replace(/[^\n]+/g, "\u2068$&\u2069") : value,
    ]),
  );
  const put = (text: string) => fill(cleanText(text), shown);
  const paragraphs = put(words.body).split("\n").map(oneLine).filter(Boolean);
  const subject = oneLine(fill(cleanText(words.subject), values));
  const title = oneLine(put(words.heading));
  return subject && title && paragraphs.length > 0 ? { subject, title, paragraphs } : null;
}
