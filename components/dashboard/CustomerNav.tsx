import type { MyStore } from "@/lib/tenants/mod.ts";
import { Tabs } from "./Page.tsx";

const PAGES = {
  "customers": "All",
  "customers/segments": "Segments",
  "customers/duplicates": "Duplicates",
};

/** The ways to look at who buys. */
export function CustomerNav({ store, here }: { store: MyStore; here: keyof typeof PAGES }) {
  const tabs = Object.entries(PAGES).map(([place, name]) => ({
    href: `/dashboard/${store.slug}/${place}`,
    name,
    isHere: place === here,
  }));
  return <Tabs label="Customers" tabs={tabs} />;
}
