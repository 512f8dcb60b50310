import type { FormErrors } from "@/lib/http/mod.ts";
import { type KindName, kindOf } from "./kinds.ts";
import { cleanText, type MessageChannel, namesIn, type OwnWords } from "./text.ts";

/** Letters that a field takes. A text message is counted as it would go out, on top of this. */
export const LIMITS = {
  subject: 150,
  heading: 120,
  body: { sms: 480, email: 4000, whatsapp: 1000 },
} as const;

/** The fields of the form of these words, as they would be stored. */
export function readWords(values: Record<string, string>, channel: MessageChannel): OwnWords {
  const line = (name: string) => cleanText(values[name] ?? "").replace(/\s+/g, " ").trim();
  const isLetter = channel === "email";
  return {
    subject: isLetter ? line("subject") : "",
    heading: isLetter ? line("heading") : "",
    // Who writes on WhatsApp goes on behind it.
    body: channel === "whatsapp"
      ? cleanText(values.body ?? "").trimStart()
      : cleanText(values.body ?? "").trim(),
  };
}

/** What stands against these words, by field. Empty when they can be saved. */
export function checkWords(
  name: KindName,
  channel: MessageChannel,
  words: OwnWords,
): FormErrors {
  const kind = kindOf(name);
  const errors: FormErrors = {};
  const fields = channel === "email" ? ["subject", "heading", "body"] as const : ["body"] as const;
  for (const field of fields) {
    const most = field === "body" ? LIMITS.body[channel] : LIMITS[field];
    const text = words[field];
    const unknown = namesIn(text).find((one) => !kind.variables.some((known) => known === one));
    if (!text.trim()) errors[field] = "Write something, or go back to our words.";
    else if (text.length > most) errors[field] = `Keep it under ${most} letters.`;
    else if (unknown) errors[field] = `{${unknown}} stands for nothing here. Use one of the names.`;
  }
  const missing = kind.needs[channel]?.find((needed) => !namesIn(words.body).includes(needed));
  if (missing && !errors.body) {
    errors.body = `Put {${missing}} somewhere: without it the message does not help its reader.`;
  }
  return errors;
}

/** Whether stored words may go out: the database takes them from REST as well. */
export function isSendable(name: KindName, channel: MessageChannel, words: OwnWords): boolean {
  return Object.keys(checkWords(name, channel, words)).length === 0;
}
