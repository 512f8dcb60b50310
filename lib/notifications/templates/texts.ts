import type { Language } from "@/lib/i18n/mod.ts";
import type { OrderFacts } from "../order_facts.ts";

/** A letter before it is set in plain text or HTML. Every string is plain text. */
export interface Letter {
  subject: string;
  title: string;
  paragraphs: string[];
  lines: { name: string; detail: string; amount: string }[];
  /** Sums under the lines; the last is the one that counts. */
  totals: [label: string, amount: string][];
  details: [label: string, value: string][];
  action: { label: string; url: string };
  footer: string;
}

/** Addresses that messages point to. */
export interface Links {
  /** The shopper's order page: whoever has it needs no password. */
  order: string;
  /** The order in the merchant's dashboard. */
  dashboard: string;
}

export type Write<What> = (order: OrderFacts, links: Links) => What;

/** What shoppers are told. SMS come as wordings, longest first: the first that fits is sent. */
export interface ShopperTexts {
  /** Of the sentences. */
  language: Language;
  sms: Record<ShopperTemplate, Write<string[]>>;
  email: Record<ShopperTemplate, Write<Letter>>;
}

/** Every message about an order. */
export interface Texts {
  shopper: ShopperTexts;
  merchant: Record<MerchantTemplate, Write<Letter>>;
}

type ShopperTemplate =
  | "order_received"
  | "order_part_paid"
  | "order_reminder"
  | "order_lapsed"
  | "order_paid"
  | "order_refunded"
  | "order_shipped"
  | "order_ready"
  | "order_changed"
  | "order_cancelled";
type MerchantTemplate =
  | "merchant_order_received"
  | "merchant_order_lapsed"
  | "merchant_order_paid"
  | "merchant_order_disputed";
