import { Tabs } from "./Page.tsx";

const PAGES = {
  products: "Products",
  collections: "Collections",
  "products/categories": "Categories",
};

/** The lists of what a shop sells. */
export function CatalogNav({ slug, here }: { slug: string; here: keyof typeof PAGES }) {
  const tabs = Object.entries(PAGES).map(([place, name]) => ({
    href: `/dashboard/${slug}/${place}`,
    name,
    isHere: place === here,
  }));
  return <Tabs label="Catalogue" tabs={tabs} />;
}
