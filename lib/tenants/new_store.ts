import { z } from "zod";
import { NewAccount } from "@/lib/auth/mod.ts";
import { type Country, isCountry } from "@/lib/phone.ts";
import { slugOf } from "@/lib/slug.ts";

const MAX_SLUG = 40;

/** Addresses that would pass for the platform itself. The database refuses them too. */
export const RESERVED_SLUGS = [
  "account",
  "admin",
  "afrify",
  "api",
  "app",
  "assets",
  "auth",
  "billing",
  "blog",
  "cdn",
  "dashboard",
  "dev",
  "docs",
  "graphql",
  "help",
  "login",
  "mail",
  "mpesa",
  "pay",
  "secure",
  "signin",
  "signup",
  "static",
  "status",
  "support",
  "webhooks",
  "www",
];

// It stands in subjects of emails and in text messages: one line, whatever was sent.
const storeName = z.string().overwrite((text) => text.replace(/\s+/g, " ").trim())
  .min(1, "Give your shop a name.")
  .max(80, "Keep the name under 80 letters.");

const storeCountry = z.string().refine(isCountry, "Choose the country you sell in.")
  .transform((code) => code as Country);

const storeSlug = z.string().trim().toLowerCase()
  .min(3, "Use 3 letters or more.")
  .max(MAX_SLUG, "Use at most 40 letters.")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use letters a to z, digits, and a dash between words.")
  .refine((slug) => !RESERVED_SLUGS.includes(slug), "That address is ours. Choose another.");

/** The form that names a shop. */
export const NewStore = z.object({ name: storeName, country: storeCountry, slug: storeSlug });
export type NewStore = z.output<typeof NewStore>;

/** The form that opens an account and a shop; the shop's address follows from its name. */
export const SignUp = z.object({ name: storeName, country: storeCountry, ...NewAccount.shape });

/** The address to offer for a shop of this name; not checked for being free. */
export function suggestSlug(name: string): string {
  const slug = slugOf(name, MAX_SLUG);
  if (slug.length < 3) return slug ? `${slug}-shop` : "my-shop";
  return RESERVED_SLUGS.includes(slug) ? `${slug}-shop` : slug;
}

/** Two to four letters that start order numbers: "KK" for Kikapu & Kin, "ZUR" for Zuri. */
export function orderPrefixOf(name: string): string {
  const words = slugOf(name, 80).split("-").map((word) => word.replace(/[^a-z]/g, ""))
    .filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word[0]).join("") : words[0] ?? "";
  const prefix = letters.slice(0, words.length > 1 ? 4 : 3).toUpperCase();
  return prefix.length >= 2 ? prefix : "NO";
}
