import type { Language } from "@/lib/i18n/mod.ts";

/** What the demo shop sells, as plain data: nothing here knows of a database. */
export interface DemoProduct {
  slug: string;
  title: string;
  description: string;
  seoDescription: string;
  category: CategorySlug;
  tags: readonly string[];
  /** Sent as a code instead of a parcel: no weight, no stock. */
  digital?: true;
  /** Empty for a product that comes in one form only. */
  options: readonly DemoOption[];
  variants: readonly DemoVariant[];
  /** The first one is the cover. */
  pictures: readonly DemoPicture[];
}

export interface DemoOption {
  name: string;
  values: readonly string[];
}

export interface DemoVariant {
  sku: string;
  /** One value for each option, in the order of the options. */
  values: readonly string[];
  /** Kenyan cents. */
  priceMinor: number;
  compareAtMinor?: number;
  costMinor: number;
  weightGrams: number;
  stock: number;
  /** From this many on hand downward the merchant is told. */
  lowStockAt: number;
}

export interface DemoPicture {
  crop: "whole" | "close";
  /** The value of the colour option that it shows. */
  colour?: string;
  alt: string;
}

export interface DemoCategory {
  slug: CategorySlug;
  title: string;
  description: string;
}

export interface DemoCollection {
  slug: string;
  title: string;
  description: string;
  /** Product slugs, in the order of the shelf. */
  /** Among the shelves of the front page; missing: not there. */
  readonly frontPlace?: number;
  products: readonly string[];
}

export interface DemoShop {
  slug: string;
  name: string;
  tagline: string;
  phone: string;
  email: string;
  address: string;
  hours: string;
  pickupNote: string;
  orderPrefix: string;
  /** What its pages speak; the first needs no prefix. */
  languages: readonly Language[];
  /** Where it delivers; fees in whole shillings. */
  zones: readonly { name: string; areas: readonly string[]; fee: number; promise: string }[];
}

export type CategorySlug = "baskets" | "kitchen" | "cloth" | "light" | "soap" | "gifts";
