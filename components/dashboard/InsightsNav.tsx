import { Tabs } from "./Page.tsx";

const PAGES = { "/sales": "Sales", "": "Visits", "/cost": "What a visit costs" };

/** The pages of a shop's figures. */
export function InsightsNav({ slug, here }: { slug: string; here: keyof typeof PAGES }) {
  const tabs = Object.entries(PAGES).map(([place, name]) => ({
    href: `/dashboard/${slug}/insights${place}`,
    name,
    isHere: place === here,
  }));
  return <Tabs label="Insights" tabs={tabs} />;
}
