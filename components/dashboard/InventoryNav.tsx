import type { StockView } from "@/lib/inventory/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { Tabs } from "./Page.tsx";

/** The pages about stock: its list in three views, and stock takes. */
export function InventoryNav(
  { store, here, search }: { store: MyStore; here: StockView | "counts"; search?: string },
) {
  const base = `/dashboard/${store.slug}/inventory`;
  const query = (fields: Record<string, string | undefined>) => {
    const given = Object.entries(fields).filter(([, value]) => value) as [string, string][];
    return given.length > 0 ? `${base}?${new URLSearchParams(given)}` : base;
  };
  return (
    <Tabs
      label="Stock views"
      tabs={[
        { name: "All", href: query({ q: search }), isHere: here === "all" },
        {
          name: "Running low",
          href: query({ view: "low", q: search }),
          count: store.waiting.lowStock,
          isHere: here === "low",
        },
        { name: "Sold out", href: query({ view: "out", q: search }), isHere: here === "out" },
        { name: "Stock takes", href: `${base}/counts`, isHere: here === "counts" },
      ]}
    />
  );
}
