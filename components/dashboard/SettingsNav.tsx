import { can } from "@/lib/auth/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { Tabs } from "./Page.tsx";

/** The pages of a shop's settings, as far as this member may see them. */
export function SettingsNav({ store, here }: { store: MyStore; here: SettingsPage }) {
  const tabs = settingsPagesOf(store).map((place) => ({
    href: `/dashboard/${store.slug}/settings/${place}`,
    name: NAMES[place],
    isHere: place === here,
  }));
  return <Tabs label="Settings" tabs={tabs} />;
}

const NAMES = {
  store: "Shop",
  delivery: "Delivery",
  pages: "Pages",
  domain: "Domain",
  payments: "Payments",
  languages: "Languages",
  messages: "Words",
  locations: "Locations",
  staff: "Team",
  "api-keys": "API keys",
  webhooks: "Webhooks",
  activity: "Activity",
  data: "Files",
};

export type SettingsPage = keyof typeof NAMES;

/** What of the settings this member may open, in the order it is shown. */
export function settingsPagesOf(store: MyStore): SettingsPage[] {
  const pages: SettingsPage[] = [];
  if (can(store, "settings.manage")) {
    pages.push(
      "store",
      "delivery",
      "pages",
      "languages",
      "messages",
      "domain",
      "payments",
      "locations",
    );
  }
  if (can(store, "staff.manage")) pages.push("staff");
  if (can(store, "settings.manage")) pages.push("api-keys", "webhooks");
  if (store.role === "merchant") pages.push("activity");
  pages.push("data");
  return pages;
}
