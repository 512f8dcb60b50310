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

const NAMES = { payments: "Payments", "api-keys": "API keys", activity: "Activity" };

export type SettingsPage = keyof typeof NAMES;

/** What of the settings this member may open, in the order it is shown. */
export function settingsPagesOf({ permissions, role }: MyStore): SettingsPage[] {
  const pages: SettingsPage[] = [];
  if (permissions.includes("settings.manage")) pages.push("payments", "api-keys");
  if (role === "merchant") pages.push("activity");
  return pages;
}
