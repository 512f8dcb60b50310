import type { MyStore } from "@/lib/tenants/mod.ts";
import { Tabs } from "./Page.tsx";

/** What came, and what went out. */
export function MessageTabs({ store, here }: { store: MyStore; here: "inbox" | "sent" }) {
  const base = `/dashboard/${store.slug}/messages`;
  return (
    <Tabs
      label="Messages"
      tabs={[
        { name: "Inbox", href: base, count: store.waiting.unread, isHere: here === "inbox" },
        { name: "Sent", href: `${base}/sent`, isHere: here === "sent" },
      ]}
    />
  );
}
