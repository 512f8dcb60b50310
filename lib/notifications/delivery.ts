import type { Result } from "@/lib/result.ts";

/**
 * What a provider did with a message: took it under a reference of its own, or refused it for good,
 * with the reason as details. What may work later is thrown instead.
 */
export type Delivery = Result<Receipt, "refused", string>;

/** What a provider says of a message that it took. */
export interface Receipt {
  ref: string;
  /** What it takes for it, in millionths of a currency, where it says. */
  cost?: { micros: number; currency: string };
}

export interface Email {
  /** The same however often the message is sent, so that mail readers can show it once. */
  id: string;
  fromName: string;
  replyTo: string | null;
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Sms {
  /** E.164. */
  to: string;
  text: string;
}

export type SendEmail = (email: Email, signal: AbortSignal) => Promise<Delivery>;
export type SendSms = (sms: Sms, signal: AbortSignal) => Promise<Delivery>;
