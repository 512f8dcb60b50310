import type { MyStore } from "@/lib/tenants/mod.ts";
import { Tabs } from "./Page.tsx";

const PAGES = {
  "money": "Day by day",
  "money/payouts": "Fees and payouts",
  "money/entries": "Every entry",
  "arrivals": "To place",
} as const;

/** The pages of a shop's money. */
export function MoneyNav({ store, here }: { store: MyStore; here: keyof typeof PAGES }) {
  const tabs = Object.entries(PAGES).map(([place, name]) => ({
    href: `/dashboard/${store.slug}/${place}`,
    name,
    count: place === "arrivals" ? store.waiting.toPlace : undefined,
    isHere: place === here,
  }));
  return <Tabs label="Money" tabs={tabs} />;
}
