/** One text of the merchant that shoppers read. */
export interface TranslatableField {
  /** Also the column. */
  name: string;
  label: string;
  /** Letters at most, as the database holds it. */
  max: number;
  /** `rich` is the Markdown of lib/rich_text.ts. */
  look: "line" | "lines" | "rich";
}

const line = (name: string, label: string, max: number): TranslatableField => ({
  name,
  label,
  max,
  look: "line",
});
const rich = (name: string, label: string, max: number): TranslatableField => ({
  ...line(name, label, max),
  look: "rich",
});
const seo = [
  line("seo_title", "Title in search results", 120),
  line("seo_description", "Text in search results", 320),
];

interface Kind {
  table: string;
  /** The column that people know it by. */
  label: string;
  title: string;
  needs: "products.manage" | "settings.manage";
  fields: TranslatableField[];
}

/** What of a shop can be translated, in the order in which it matters to shoppers. */
export const KINDS = {
  product: {
    table: "products",
    label: "title",
    title: "Products",
    needs: "products.manage",
    fields: [line("title", "Title", 120), rich("description", "Description", 5000), ...seo],
  },
  category: {
    table: "categories",
    label: "name",
    title: "Categories",
    needs: "products.manage",
    fields: [line("name", "Name", 60), ...seo],
  },
  collection: {
    table: "collections",
    label: "title",
    title: "Collections",
    needs: "products.manage",
    fields: [line("title", "Title", 60), rich("description", "Description", 2000), ...seo],
  },
  store: {
    table: "stores",
    label: "name",
    title: "Shop",
    needs: "settings.manage",
    fields: [
      line("tagline", "Tagline", 160),
      line("address", "Address", 200),
      line("opening_hours", "Opening hours", 120),
      line("pickup_note", "Note on picking up", 160),
      { name: "closed_note", label: "Note while closed", max: 300, look: "lines" },
    ],
  },
  page: {
    table: "store_pages",
    label: "title",
    title: "Pages",
    needs: "settings.manage",
    fields: [line("title", "Title", 80), rich("body", "Text", 20_000)],
  },
  zone: {
    table: "delivery_zones",
    label: "name",
    title: "Delivery zones",
    needs: "settings.manage",
    fields: [line("name", "Name", 80), line("promise", "Promise", 120)],
  },
  pickup: {
    table: "pickup_points",
    label: "name",
    title: "Pickup points",
    needs: "settings.manage",
    fields: [
      line("name", "Name", 80),
      line("address", "Address", 200),
      line("opening_hours", "Opening hours", 120),
    ],
  },
} as const satisfies Record<string, Kind>;

export type TranslatableKind = keyof typeof KINDS;

export const TRANSLATABLE_KINDS = Object.keys(KINDS) as TranslatableKind[];

export function isTranslatable(kind: string): kind is TranslatableKind {
  return Object.hasOwn(KINDS, kind);
}
