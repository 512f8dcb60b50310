import { formatPhone } from "@/lib/phone.ts";
import type { MessageFacts } from "../message_facts.ts";
import type { Letter } from "./texts.ts";

/** To the merchant, when somebody wrote on the contact page. */
export function messageLetter(facts: MessageFacts, publicUrl: string): Letter {
  const { name, phone, email, body, store } = facts;
  return {
    subject: `Message from ${name}`,
    title: `${name} wrote to ${store.name}`,
    paragraphs: body.split(/\n+/),
    lines: [],
    totals: [],
    details: [
      phone ? ["Phone", formatPhone(phone)] : ["Email", email ?? ""],
    ],
    action: { label: "See your messages", url: `${publicUrl}/dashboard/${store.slug}/messages` },
    footer: email
      ? "Answer this letter to answer them. Nobody checked that the address is theirs."
      : "They left a phone number: call, or write on WhatsApp.",
  };
}
