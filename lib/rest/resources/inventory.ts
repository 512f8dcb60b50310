import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import {
  adjustInventory,
  ADJUSTMENT_REASONS,
  getStock,
  listLocations,
  listStock,
  STOCK_VIEWS,
  type StockLine,
  transferInventory,
} from "@/lib/inventory/mod.ts";
import { ok, refuse } from "@/lib/result.ts";
import { inStore } from "../in_store.ts";
import { id, text } from "../kinds.ts";
import { invalid, type Operation } from "../operation.ts";
import { page, pageOf } from "../shape.ts";

const tag = "Inventory";

const Location = z.strictObject({
  id,
  name: z.string(),
  is_default: z.boolean().describe("The website sells from here."),
}).meta({ id: "Location" });

const Stock = z.strictObject({
  id: id.describe("Of the variant."),
  product_id: id,
  title: z.string(),
  variant_title: z.string(),
  sku: z.string().nullable(),
  is_stock_tracked: z.boolean(),
  is_backorder_allowed: z.boolean(),
  low_stock_level: z.int(),
  is_low: z.boolean(),
  levels: z.array(z.strictObject({
    location_id: id,
    on_hand: z.int(),
    reserved: z.int().describe("Of those on hand, promised to orders."),
  })),
}).meta({ id: "Stock" });
type Stock = z.output<typeof Stock>;

const quantity = z.int().min(1).max(1_000_000);

const Adjustment = z.strictObject({
  location_id: id,
  reason: z.enum(ADJUSTMENT_REASONS),
  delta: z.int().min(-1_000_000).max(1_000_000)
    .describe("How many more or fewer: a sale meanwhile is not undone."),
  note: text(200).default(""),
}).meta({ id: "Adjustment" });

const Transfer = z.strictObject({
  from_location_id: id,
  to_location_id: id,
  quantity,
  note: text(200).default(""),
}).meta({ id: "Transfer" });

const REFUSALS = {
  location_closed: { status: 409, title: "The store has no such location that is open." },
  not_enough_stock: { status: 409, title: "Fewer than that are there and not promised to orders." },
};

function toJson(line: StockLine): Stock {
  return {
    id: line.id,
    product_id: line.productId,
    title: line.title,
    variant_title: line.variant,
    sku: line.sku,
    is_stock_tracked: line.isTracked,
    is_backorder_allowed: line.isBackorderAllowed,
    low_stock_level: line.lowStockLevel,
    is_low: line.isLow,
    levels: line.levels.map(({ locationId, onHand, reserved }) => ({
      location_id: locationId,
      on_hand: onHand,
      reserved,
    })),
  };
}

async function read(sql: Sql, storeId: string, variantId: string) {
  const line = await getStock(sql, { storeId, variantId });
  return line ? ok(toJson(line)) : refuse("not_found");
}

export const inventory: Operation[] = [
  inStore({
    id: "list_locations",
    tag,
    summary: "Open locations of a store, where the website sells from first",
    method: "GET",
    path: "/locations",
    permission: "products.view",
    item: Location,
    isList: true,
    async run({ sql, store }) {
      const places = await listLocations(sql, store.id);
      const data = places.map(({ id, name, isDefault }) => ({ id, name, is_default: isDefault }));
      return ok({ data, next: null });
    },
  }),
  inStore({
    id: "list_inventory",
    tag,
    summary: "Stock of each variant at each location, newest variants first",
    method: "GET",
    path: "/inventory",
    permission: "products.view",
    query: z.object({
      ...page,
      view: z.enum(STOCK_VIEWS).default("all").describe("All, what runs low, or what is out."),
    }),
    item: Stock,
    isList: true,
    async run({ sql, store, query: { limit, after, view } }) {
      const { lines } = await listStock(sql, store.id, { view, after, limit: limit + 1 });
      return ok(pageOf(lines.map(toJson), limit));
    },
  }),
  inStore({
    id: "get_inventory",
    tag,
    summary: "Stock of one variant at each location",
    method: "GET",
    path: "/inventory/{id}",
    permission: "products.view",
    row: "variants",
    item: Stock,
    run: ({ sql, store, id }) => read(sql, store.id, id),
  }),
  inStore({
    id: "adjust_inventory",
    tag,
    summary: "Say that there are more or fewer of a variant",
    method: "POST",
    path: "/inventory/{id}/adjust",
    permission: "products.manage",
    row: "variants",
    body: Adjustment,
    item: Stock,
    key: "required",
    refusals: REFUSALS,
    async run({ sql, store, id, body }) {
      if (!fits(body)) {
        const message = "The reason says whether goods come or go, and so must the sign.";
        throw invalid([{ field: "delta", message }]);
      }
      if (!await areOpen(sql, store.id, [body.location_id])) return refuse("location_closed");
      // The key of the request keeps it from being done twice.
      const change = { storeId: store.id, variantId: id, key: crypto.randomUUID(), change: body };
      const done = await adjustInventory(sql, change);
      return done.ok ? await read(sql, store.id, id) : refuse(done.code);
    },
  }),
  inStore({
    id: "transfer_inventory",
    tag,
    summary: "Move goods from one location to another",
    method: "POST",
    path: "/inventory/{id}/transfer",
    permission: "products.manage",
    row: "variants",
    body: Transfer,
    item: Stock,
    key: "required",
    refusals: REFUSALS,
    async run({ sql, store, id, body }) {
      if (body.from_location_id === body.to_location_id) {
        throw invalid([{ field: "to_location_id", message: "They are there already." }]);
      }
      const places = [body.from_location_id, body.to_location_id];
      if (!await areOpen(sql, store.id, places)) return refuse("location_closed");
      const change = { storeId: store.id, variantId: id, key: crypto.randomUUID(), change: body };
      const done = await transferInventory(sql, change);
      return done.ok ? await read(sql, store.id, id) : refuse(done.code);
    },
  }),
];

/** Whether the store has all of these locations, and none is closed. */
async function areOpen(sql: Sql, storeId: string, ids: string[]): Promise<boolean> {
  const open = new Set((await listLocations(sql, storeId)).map(({ id }) => id));
  return ids.every((id) => open.has(id));
}

/** Received, returned and found goods come; damaged and lost ones go; a correction does either. */
function fits({ reason, delta }: z.output<typeof Adjustment>): boolean {
  if (reason === "correction") return delta !== 0;
  return reason === "damaged" || reason === "lost" ? delta < 0 : delta > 0;
}
