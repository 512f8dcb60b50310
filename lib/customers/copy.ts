import { formatMoney } from "@/lib/money.ts";
import type { Currency } from "@/lib/money.ts";
import { formatPhone } from "@/lib/phone.ts";
import { logExport } from "@/lib/audit/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type Customer, type CustomerEvent, getCustomer } from "./customer.ts";
import { CHANNEL_NAMES, happeningOf, sourceWords } from "./words.ts";
import type { ConsentChannel } from "@/lib/enums.ts";

/** Lines of the timeline that a copy has at most. */
const MOST = 4000;

/**
 * All that a shop knows of a customer, with their whole timeline, for them to have. The log says who
 * took it. Null for nobody; rejects with AF404 for those who do not see customers.
 */
export async function copyCustomer(
  sql: Sql,
  { storeId, id }: { storeId: string; id: string },
): Promise<Customer | null> {
  const first = await getCustomer(sql, { storeId, id });
  if (!first || "mergedInto" in first) return null;
  await logExport(sql, storeId, "customers");
  const timeline: CustomerEvent[] = [...first.timeline];
  for (let page = timeline; page.length > 40 && timeline.length < MOST;) {
    const older = await getCustomer(sql, { storeId, id, before: timeline.at(-1)!.at });
    if (!older || "mergedInto" in older) break;
    page = older.timeline;
    timeline.push(...page);
  }
  return { ...first, timeline };
}

/** The copy as somebody reads it: plain text, line by line. */
export function readableCopy(
  customer: Customer,
  { name, currency, label }: {
    name: string;
    currency: Currency;
    label: (number: number) => string;
  },
): string {
  const { totals, phones, email, addresses, timeline, consentLog } = customer;
  const lines = [
    `What ${name} knows of ${customer.name}`,
    "",
    `Name: ${customer.name}`,
    ...phones.map((phone) => `Phone: ${formatPhone(phone)} (${phone})`),
    `Email: ${email ?? "none"}`,
    `Tags: ${customer.tags.join(", ") || "none"}`,
    `First seen: ${customer.firstSeenAt}`,
    `Last seen: ${customer.lastSeenAt}`,
    `Orders: ${totals?.orders ?? 0}`,
    `Spent: ${formatMoney(totals?.spentMinor ?? 0, currency)}`,
    "",
    "Addresses",
    ...addresses.map(({ landmark, area, directions, secondPhone }) =>
      `- ${[landmark, area, directions, secondPhone].filter(Boolean).join(", ")}`
    ),
    "",
    "News",
    ...Object.entries(consentLog).map(([channel, note]) =>
      `- ${CHANNEL_NAMES[channel as ConsentChannel]}: ${note.isGiven ? "yes" : "no"}, ${
        sourceWords(note)
      }, ${note.at}`
    ),
    "",
    "What happened, newest first",
    ...timeline.map((event) => {
      const { title, detail } = happeningOf(event, label);
      return `- ${event.at}: ${[title, detail].filter(Boolean).join(": ").replace(/\s+/g, " ")}`;
    }),
  ];
  return lines.join("\n") + "\n";
}
