import { can } from "@/lib/auth/mod.ts";
import type { OrderTab } from "@/lib/orders/merchant.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { Tabs } from "./Page.tsx";

const NAMES: [OrderTab, string][] = [
  ["all", "All"],
  ["to_pay", "To pay"],
  ["to_pack", "To pack"],
  ["on_way", "On the way"],
  ["review", "Needs review"],
];

/** The views of a shop's orders, and the money that has none yet. */
export function OrderTabs({ store, here }: { store: MyStore; here: OrderTab | "arrivals" }) {
  const { toPack, needsReview, toPlace } = store.waiting;
  const counts: Partial<Record<OrderTab, number>> = { to_pack: toPack, review: needsReview };
  const base = `/dashboard/${store.slug}`;
  const tabs = NAMES.map(([tab, name]) => ({
    name,
    href: `${base}/orders${tab === "all" ? "" : `?tab=${tab}`}`,
    count: counts[tab],
    isHere: tab === here,
  }));
  if (can(store, "payments.view")) {
    const isHere = here === "arrivals";
    tabs.push({ name: "Money", href: `${base}/arrivals`, count: toPlace, isHere });
  }
  return <Tabs label="Order views" tabs={tabs} />;
}
