import { slugOf } from "@/lib/slug.ts";

/** A product form as it was typed: every value is still text, so that nothing typed is ever lost. */
export interface ProductDraft {
  id: string;
  title: string;
  description: string;
  status: string;
  /** As a clock of the shop shows it: "2026-12-01T09:00". */
  publishAt: string;
  categoryId: string;
  newCategory: string;
  vendor: string;
  /** "gift, new". */
  tags: string;
  slug: string;
  seoTitle: string;
  seoDescription: string;
  /** The product's fingerprint when its form was shown; "" for a new one. */
  shown: string;
  options: OptionDraft[];
  variants: VariantDraft[];
  pictures: PictureDraft[];
  isDigital: boolean;
  /** Downloads of each file for a bought line; "" without end. */
  downloadLimit: string;
  /** "" for ever. */
  downloadDays: string;
  files: FileDraft[];
}

export interface OptionDraft {
  name: string;
  /** "Small, Medium, Large". */
  values: string;
  /** The values that the variants below it were laid out for. */
  was: string[];
}

export interface VariantDraft {
  id: string;
  values: string[];
  price: string;
  compareAt: string;
  cost: string;
  stock: string;
  /** On hand when the form was shown; the stock changes by what differs from it. */
  shown: number;
  /** What people had counted in by then, sales aside; tells a repeated save from another change. */
  counted: number;
  sku: string;
  barcode: string;
  weight: string;
  length: string;
  width: string;
  height: string;
  /** A picture of the product; "" when it has none of its own. */
  imageId: string;
  whenOut: string;
  lowStockLevel: string;
  /** This combination is not for sale. */
  isOff: boolean;
}

export interface PictureDraft {
  id: string;
  alt: string;
  position: string;
  /** Percent from left and top of what must stay in sight: "50 50". */
  focus: string;
  isRemoved: boolean;
}

/** A file that buyers download, as its row in the form says. */
export interface FileDraft {
  id: string;
  position: string;
  isRemoved: boolean;
}

export const MAX_OPTIONS = 3;
export const MAX_VARIANTS = 100;
export const MAX_PICTURES = 20;
/** Those that were removed have a row, too, from which they are put back. */
const MAX_FILE_ROWS = 100;

/** An empty product; `newId` gives ids that are minted with the form, so that sending it twice saves once. */
export function blankProduct(newId: () => string): ProductDraft {
  return {
    id: newId(),
    title: "",
    description: "",
    status: "published",
    publishAt: "",
    categoryId: "",
    newCategory: "",
    vendor: "",
    tags: "",
    slug: "",
    seoTitle: "",
    seoDescription: "",
    shown: "",
    options: [],
    variants: [blankVariant(newId())],
    pictures: [],
    isDigital: false,
    downloadLimit: "",
    downloadDays: "",
    files: [],
  };
}

export function blankVariant(id: string): VariantDraft {
  return {
    id,
    values: [],
    price: "",
    compareAt: "",
    cost: "",
    stock: "",
    shown: 0,
    counted: 0,
    sku: "",
    barcode: "",
    weight: "",
    length: "",
    width: "",
    height: "",
    imageId: "",
    whenOut: "stop",
    lowStockLevel: "3",
    isOff: false,
  };
}

/** The address that a product of this title gets unless told otherwise. */
export function productSlug(title: string): string {
  return slugOf(title, 80) || "product";
}

/** Reads the fields of a posted form. Whatever is missing is empty; nothing is checked yet. */
export function readDraft(fields: URLSearchParams): ProductDraft {
  const text = (name: string) => fields.get(name) ?? "";
  return {
    id: text("productId"),
    title: text("title"),
    description: text("description"),
    status: text("status"),
    publishAt: text("publishAt"),
    categoryId: text("categoryId"),
    newCategory: text("newCategory"),
    vendor: text("vendor"),
    tags: text("tags"),
    slug: text("slug"),
    seoTitle: text("seoTitle"),
    seoDescription: text("seoDescription"),
    shown: text("shown"),
    options: rows(fields, "options", "name", MAX_OPTIONS).map((at) => ({
      name: at("name"),
      values: at("values"),
      was: readList(at("was")),
    })),
    variants: rows(fields, "variants", "id", MAX_VARIANTS).map(readVariant),
    pictures: rows(fields, "pictures", "id", MAX_PICTURES).map((at) => ({
      id: at("id"),
      alt: at("alt"),
      position: at("position"),
      focus: at("focus"),
      isRemoved: at("remove") !== "",
    })),
    isDigital: text("isDigital") !== "",
    downloadLimit: text("downloadLimit"),
    downloadDays: text("downloadDays"),
    files: rows(fields, "downloads", "id", MAX_FILE_ROWS).map((at) => ({
      id: at("id"),
      position: at("position"),
      isRemoved: at("remove") !== "",
    })),
  };
}

function readVariant(at: (name: string) => string): VariantDraft {
  return {
    id: at("id"),
    values: readList(at("values")),
    price: at("price"),
    compareAt: at("compareAt"),
    cost: at("cost"),
    stock: at("stock"),
    shown: readCount(at("shown")),
    counted: readCount(at("counted")),
    sku: at("sku"),
    barcode: at("barcode"),
    weight: at("weight"),
    length: at("length"),
    width: at("width"),
    height: at("height"),
    imageId: at("imageId"),
    whenOut: at("whenOut"),
    lowStockLevel: at("lowStockLevel"),
    isOff: at("off") !== "",
  };
}

/** Rows are numbered from 0: `variants.0.price`. The first number without its `key` ends them. */
function rows(
  fields: URLSearchParams,
  group: string,
  key: string,
  max: number,
): ((name: string) => string)[] {
  const found = [];
  while (found.length < max && fields.has(`${group}.${found.length}.${key}`)) {
    const row = `${group}.${found.length}.`;
    found.push((name: string) => fields.get(row + name) ?? "");
  }
  return found;
}

/** A hidden field holding a JSON list of words; anything else reads as an empty list. */
function readList(json: string): string[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list.filter((word) => typeof word === "string") : [];
  } catch {
    return [];
  }
}

function readCount(text: string): number {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : 0;
}
