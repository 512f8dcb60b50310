import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { PERMISSIONS } from "@/lib/enums.ts";
import { ok } from "@/lib/result.ts";
import { getStoreSettings, saveStoreSettings } from "@/lib/stores/mod.ts";
import { listMyStores } from "@/lib/tenants/mod.ts";
import { inStore } from "../in_store.ts";
import { currency, id, moment, phone, text } from "../kinds.ts";
import { ofCaller } from "../of_caller.ts";
import { notFound, type Operation } from "../operation.ts";

export const Store = z.strictObject({
  id,
  tenant_id: id.describe("The business that it belongs to."),
  slug: z.string(),
  name: z.string(),
  email: z.string().nullable().describe("Where its shoppers write to."),
  status: z.enum(["active", "closed", "suspended"]),
  country: z.string().length(2),
  currency,
  time_zone: z.string(),
  created_at: moment,
  permissions: z.array(z.enum(PERMISSIONS)).describe("What the caller may do there."),
}).meta({ id: "Store" });

const settings = {
  name: text(80, 1),
  tagline: text(160),
  contact_phone: phone.nullable(),
  whatsapp_phone: phone.nullable(),
  contact_email: z.email().max(254).nullable(),
  address: text(200),
  opening_hours: text(120),
  is_pickup_offered: z.boolean(),
  pickup_note: text(160),
  hold_minutes: z.int().min(5).max(1440)
    .describe("How long an unpaid order keeps its goods."),
  tax_rate_bp: z.int().min(0).max(5000).describe("Basis points: 1600 for 16 %."),
  is_tax_included: z.boolean(),
  is_closed: z.boolean().describe("Whether it takes no orders for the time being."),
  closed_note: text(300),
};

const StoreSettings = z.strictObject(settings).meta({ id: "StoreSettings" });

const StoreChange = z.strictObject(settings).partial().meta({ id: "StoreChange" });

/** What changes of a store's settings have in common. */
export const ofSettings = {
  permission: "settings.manage" as const,
  row: "stores",
  read: async ({ sql, store }: { sql: Sql; store: { id: string } }) =>
    (await getStoreSettings(sql, store.id)).settings,
  refusals: {
    changed_meanwhile: { status: 409, title: "Somebody changed it at the same time. Try again." },
  },
};

export const stores: Operation[] = [
  ofCaller({
    id: "list_stores",
    tag: "Stores",
    summary: "Stores where the caller may do something",
    method: "GET",
    path: "/stores",
    item: Store,
    isList: true,
    run: async (sql) => ({ data: await listMyStores(sql), next: null }),
  }),
  ofCaller({
    id: "get_store",
    tag: "Stores",
    summary: "One store",
    method: "GET",
    path: "/stores/{id}",
    item: Store,
    async run(sql, { id }) {
      const store = (await listMyStores(sql)).find((one) => one.id === id);
      if (!store) throw notFound();
      return store;
    },
  }),
  inStore({
    id: "get_store_settings",
    tag: "Stores",
    summary: "What the owner of a store settled about it",
    method: "GET",
    path: "/stores/{id}/settings",
    permission: "settings.manage",
    row: "stores",
    item: StoreSettings,
    run: async ({ sql, store }) => ok((await getStoreSettings(sql, store.id)).settings),
  }),
  inStore({
    id: "update_store",
    tag: "Stores",
    summary: "Change the settings of a store",
    description: "What is left out stays.",
    method: "PATCH",
    path: "/stores/{id}",
    ...ofSettings,
    body: StoreChange,
    item: StoreSettings,
    async run({ sql, store, body }) {
      const { settings, shown } = await getStoreSettings(sql, store.id);
      const saved = await saveStoreSettings(sql, store.id, {
        settings: { ...settings, ...body },
        shown,
      });
      return saved.ok ? ok((await getStoreSettings(sql, store.id)).settings) : saved;
    },
  }),
];
