import type { Currency } from "@/lib/money.ts";
import { formatMinor } from "@/lib/money.ts";
import type { CollectionKind } from "@/lib/enums.ts";
import { slugOf } from "@/lib/slug.ts";
import type { StoredCollection } from "./collections.ts";

/** What a rule can ask of a product, in the order that the form offers it. */
export const CONDITION_FIELDS = [
  "tag",
  "category",
  "vendor",
  "title",
  "price_from",
  "price_to",
  "in_stock",
  "created_within",
  "published_within",
] as const;
export type ConditionField = typeof CONDITION_FIELDS[number];

export const MAX_CONDITIONS = 20;

/** A condition as it was typed. */
export interface ConditionDraft {
  field: string;
  value: string;
}

/** A collection's form as it was typed: every value is still text. */
export interface CollectionDraft {
  title: string;
  slug: string;
  description: string;
  seoTitle: string;
  seoDescription: string;
  kind: CollectionKind;
  sort: string;
  match: string;
  isPublished: boolean;
  isOnFront: boolean;
  conditions: ConditionDraft[];
}

/** The address that a collection of this title gets unless told otherwise. */
export function collectionSlug(title: string): string {
  return slugOf(title, 60) || "collection";
}

export function blankCollection(kind: CollectionKind): CollectionDraft {
  return {
    title: "",
    slug: "",
    description: "",
    seoTitle: "",
    seoDescription: "",
    kind,
    sort: kind === "rule" ? "newest" : "manual",
    match: "all",
    isPublished: true,
    isOnFront: false,
    conditions: [],
  };
}

/** The fields of a posted form; a name that was sent twice has several. */
export type Fields = Record<string, string | string[]>;

/** Reads a posted form. Whatever is missing is empty; nothing is checked yet. */
export function readDraft(fields: Fields, kind: CollectionKind): CollectionDraft {
  const text = (name: string) => [fields[name] ?? ""].flat()[0]!;
  const conditions: ConditionDraft[] = [];
  for (let row = 0; row < MAX_CONDITIONS && fields[`conditions.${row}.field`]; row++) {
    conditions.push({
      field: text(`conditions.${row}.field`),
      value: text(`conditions.${row}.value`),
    });
  }
  return {
    title: text("title"),
    slug: text("slug"),
    description: text("description").replaceAll("\r\n", "\n"),
    seoTitle: text("seoTitle"),
    seoDescription: text("seoDescription"),
    kind,
    sort: kind === "rule" ? "newest" : text("sort"),
    match: text("match"),
    isPublished: text("isPublished") !== "",
    isOnFront: text("isOnFront") !== "",
    conditions: kind === "rule" ? conditions : [],
  };
}

/** What a button other than Save does to the conditions: adds one, or takes one away. */
export function changeConditions(draft: CollectionDraft, fields: Fields): CollectionDraft {
  const intent = [fields.intent ?? ""].flat()[0]!;
  const field = CONDITION_FIELDS.find((one) => one === fields.newField);
  if (intent === "add" && field && draft.conditions.length < MAX_CONDITIONS) {
    const value = field === "in_stock" ? "yes" : "";
    return { ...draft, conditions: [...draft.conditions, { field, value }] };
  }
  const removed = /^remove\.(\d+)$/.exec(intent)?.[1];
  return {
    ...draft,
    conditions: draft.conditions.filter((_, row) => String(row) !== removed),
  };
}

/** The form of a stored collection. */
export function toDraft(collection: StoredCollection, currency: Currency): CollectionDraft {
  const { id: _, conditions, ...rest } = collection;
  return {
    ...rest,
    conditions: conditions.map(({ field, value }) => ({
      field,
      value: field.startsWith("price_") ? formatMinor(Number(value), currency) : value,
    })),
  };
}
