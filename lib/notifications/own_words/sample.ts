import { ok, refuse, type Result } from "@/lib/result.ts";
import { linksTo, renderLetter } from "../render.ts";
import { lowStockLetter, messageLetter, textsOf } from "../templates/mod.ts";
import { type KindName, kindOf } from "./kinds.ts";
import { sampleMessage, sampleOrder, sampleStock, type SampleStore } from "./samples.ts";
import {
  fillChat,
  type FilledLetter,
  fillLetter,
  fillSms,
  type OwnWords,
  type Values,
} from "./text.ts";
import type { WordsKey } from "./templates.ts";
import { codeValues, messageValues, shopperValues, staffValues, stockValues } from "./values.ts";

export interface SampleAsk extends WordsKey {
  kind: KindName;
  words: OwnWords;
  store: SampleStore;
  publicUrl: string;
}

/** What stands for each name in a sample of this kind. */
export function sampleValues(
  { kind, language, store, publicUrl }: Omit<SampleAsk, "words" | "channel">,
): Values {
  if (kind === "shopper_code") return codeValues("482 913", store.name);
  if (kind === "merchant_low_stock") return stockValues(sampleStock(store), publicUrl);
  if (kind === "merchant_message") return messageValues(sampleMessage(store), publicUrl);
  const order = sampleOrder(store, kind, language);
  const links = linksTo(order, publicUrl);
  return kindOf(kind).to === "staff" ? staffValues(order, links) : shopperValues(order, links);
}

/** How the words read with the facts of a sample. */
export type Preview =
  | { channel: "sms" | "whatsapp"; text: string }
  | ({ channel: "email" } & FilledLetter);

/** Null when they cannot be said, which `checkWords` explains, or are too long for a text message. */
export function previewOf(ask: SampleAsk): Preview | null {
  const { channel, language, words } = ask;
  const values = sampleValues(ask);
  if (channel === "email") {
    const letter = fillLetter(words, values, language);
    return letter && { channel, ...letter };
  }
  const text = channel === "sms" ? fillSms(words, values) : fillChat(words, values);
  return text === null ? null : { channel, text };
}

/** The whole letter of a sample, goods and button too, as it is sent to whoever tries their words. */
export function sampleEmail(ask: SampleAsk): Result<ReturnType<typeof renderLetter>, "unsayable"> {
  const { kind, language, store, publicUrl } = ask;
  const filled = fillLetter(ask.words, sampleValues(ask), language);
  if (!filled) return refuse("unsayable");
  const order = sampleOrder(store, kind, language);
  const { shopper, merchant } = textsOf(order);
  const letters = { ...shopper.email, ...merchant } as Record<
    string,
    typeof shopper.email.order_paid
  >;
  const letter = kind === "merchant_low_stock"
    ? lowStockLetter(sampleStock(store), publicUrl)
    : kind === "merchant_message"
    ? messageLetter(sampleMessage(store), publicUrl)
    : letters[kind]!(order, linksTo(order, publicUrl));
  return ok(renderLetter({ ...letter, ...filled }, language));
}
