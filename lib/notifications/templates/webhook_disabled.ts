import type { Letter } from "./texts.ts";

/** What the message about an endpoint that was switched off can say. */
export interface WebhookNoticeFacts {
  id: string;
  url: string;
  why: "gone" | "failing";
  failing_since: Date | null;
  slug: string;
  name: string;
  email: string | null;
}

/** To the merchant, when a program of theirs hears no more of the shop. */
export function webhookDisabledLetter(facts: WebhookNoticeFacts, publicUrl: string): Letter {
  const { id, name, slug, url, why } = facts;
  const host = URL.parse(url)?.host ?? "your program";
  return {
    subject: `Webhooks to ${host} are off`,
    title: `Webhooks to ${host} are off`,
    paragraphs: [
      why === "gone"
        ? "It answered 410 Gone, by which a program says that it wants no more."
        : "Nothing that we sent there came through for five days.",
      "Nothing goes there until you switch it on again. Events of the time before wait for 30 days, " +
      "and can be sent again from its page.",
    ],
    lines: [],
    totals: [],
    details: [["Address", url.slice(0, 200)]],
    action: {
      label: "See what came back",
      url: `${publicUrl}/dashboard/${slug}/settings/webhooks/${id}`,
    },
    footer: `Sent to the contact address of ${name}.`,
  };
}
