import type { ConsentChannel } from "@/lib/enums.ts";
import { type Currency, formatMoney, roundMinor } from "@/lib/money.ts";
import type { ConsentNote, CustomerEvent, CustomerTotals } from "./customer.ts";

export const CHANNEL_NAMES: Record<ConsentChannel, string> = {
  sms: "SMS",
  whatsapp: "WhatsApp",
  email: "Email",
};

/** Where somebody said yes or no: "at checkout or in their account". */
export function sourceWords({ source, author }: Pick<ConsentNote, "source" | "author">): string {
  if (source === "shop") return "by themselves, in your shop";
  if (source === "file") return `from a file${author ? ` that ${author} brought` : ""}`;
  return `noted by ${author ?? "the team"}`;
}

/** What an order of theirs comes to on average, in minor units; null before there is one. */
export function averageMinor({ orders, spentMinor }: CustomerTotals): number | null {
  return orders > 0 ? roundMinor(spentMinor / orders) : null;
}

/** One line of the timeline. */
export interface CustomerHappening {
  title: string;
  detail: string;
  icon: "orders" | "money" | "undo" | "phone" | "chat" | "star" | "edit" | "bell";
  /** Of the order that it is about. */
  number: number | null;
  /** Of the note that it is, where it may be taken away. */
  noteId: string | null;
}

const BACK_WORDS: Record<string, string> = {
  refund: "went back",
  reversal: "was taken back by the gateway",
  chargeback: "was taken back by the bank",
};

const STATUS_WORDS: Record<string, string> = {
  cancelled: "Cancelled",
  expired: "Closed unpaid",
};

/** What a line of the timeline says. `label`: how orders of the shop are called, by number. */
export function happeningOf(
  { kind, facts }: CustomerEvent,
  label: (number: number) => string,
): CustomerHappening {
  const number = typeof facts.number === "number" ? facts.number : null;
  const text = (name: string) => typeof facts[name] === "string" ? facts[name] : "";
  const amount = () => formatMoney(Number(facts.amountMinor), text("currency") as Currency);
  const base = { detail: "", number, noteId: null };
  switch (kind) {
    case "order":
      return {
        ...base,
        title: `Ordered for ${amount()}, ${label(number!)}`,
        detail: STATUS_WORDS[text("status")] ?? "",
        icon: "orders",
      };
    case "money":
      return {
        ...base,
        title: facts.isBack
          ? `${amount()} ${BACK_WORDS[text("entry")] ?? "went back"}`
          : `${amount()} came`,
        icon: facts.isBack ? "undo" : "money",
      };
    case "sent":
      return {
        ...base,
        ...sentWords(text("channel"), text("template"), text("state"), text("body")),
      };
    case "message":
      return { ...base, title: "They wrote to you", detail: text("body"), icon: "chat" };
    case "review":
      return {
        ...base,
        title: `${facts.stars} of 5 stars for ${text("title") || "a product"}`,
        detail: text("body"),
        icon: "star",
      };
    case "note":
      return {
        ...base,
        title: `Note by ${text("author") || "somebody who left"}`,
        detail: text("body"),
        icon: "edit",
        noteId: text("id") || null,
      };
    case "consent": {
      const channel = CHANNEL_NAMES[text("channel") as ConsentChannel] ?? text("channel");
      const note = { source: text("source"), author: text("author") || null } as ConsentNote;
      return {
        ...base,
        title: `${facts.isGiven ? "Yes" : "No"} to news by ${channel}`,
        detail: sourceWords(note),
        icon: "bell",
      };
    }
  }
}

function sentWords(channel: string, template: string, state: string, body: string) {
  const means = channel === "sms" ? "SMS" : "Email";
  const about = template.replaceAll("_", " ");
  const title = state === "failed"
    ? `${means} did not go out: ${about}`
    : `${means} sent: ${about}`;
  return { title, detail: channel === "sms" ? body : "", icon: "phone" as const };
}
