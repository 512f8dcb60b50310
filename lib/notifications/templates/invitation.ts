import { formatMoment } from "@/lib/clock.ts";
import type { Letter } from "./texts.ts";

/** What an invitation says of itself. */
interface Invitation {
  role: "merchant" | "staff";
  /** Of the business. */
  name: string;
  expires_at: Date;
  time_zone: string;
}

/** Wordings, longest first. */
export function invitationSms({ name, role }: Invitation, link: string): string[] {
  const what = role === "merchant" ? "own it with them" : "work with them";
  return [
    `${name} invites you to ${what} on Afrify. Join within a week: ${link}`,
    `${name} invites you on Afrify: ${link}`,
    `Join on Afrify: ${link}`,
  ];
}

export function invitationLetter(
  { name, role, expires_at, time_zone }: Invitation,
  link: string,
): Letter {
  const until = formatMoment(expires_at, { timeZone: time_zone });
  return {
    subject: `${name} invites you to ${
      role === "merchant" ? "own it with them" : "work with them"
    }`,
    title: `Join ${name}`,
    paragraphs: [
      role === "merchant"
        ? `${name} sells on Afrify and wants you as an owner: you can do everything there.`
        : `${name} sells on Afrify and wants you in the team. The page shows what you can do there.`,
      `The link works once, until ${until}.`,
    ],
    lines: [],
    totals: [],
    details: [],
    action: { label: "See the invitation", url: link },
    footer:
      "Keep it to yourself: whoever has the link can join. If you know nobody there, do nothing.",
  };
}
