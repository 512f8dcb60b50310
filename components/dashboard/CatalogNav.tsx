import type { MyStore } from "@/lib/tenants/mod.ts";
import { Tabs } from "./Page.tsx";

const PAGES = {
  products: "Products",
  collections: "Collections",
  "products/categories": "Categories",
  discounts: "Discounts",
  inventory: "Stock",
  reviews: "Reviews",
};

/** The lists of what a shop sells, and what is said of it. */
export function CatalogNav({ store, here }: { store: MyStore; here: keyof typeof PAGES }) {
  const { slug, waiting: { lowStock } } = store;
  const tabs = Object.entries(PAGES).map(([place, name]) => ({
    href: `/dashboard/${slug}/${place}`,
    name: place === "inventory" && lowStock > 0 ? `${name}, ${lowStock} low` : name,
    isHere: place === here,
  }));
  return <Tabs label="Catalogue" tabs={tabs} />;
}
