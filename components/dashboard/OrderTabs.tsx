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

/** The views of a shop's orders, and the way to their money. */
export function OrderTabs({ store, here }: { store: MyStore; here: OrderTab }) {
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
    // On a phone there is no other way to it. Money that waits for somebody comes first.
    const href = `${base}/${toPlace > 0 ? "arrivals" : "money"}`;
    tabs.push({ name: "Money", href, count: toPlace, isHere: false });
  }
  return <Tabs label="Order views" tabs={tabs} />;
}
