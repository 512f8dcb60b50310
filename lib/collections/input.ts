import { z } from "zod";
import {
  COLLECTION_SORTS,
  type CollectionKind,
  type CollectionSort,
  RULE_MATCHES,
  type RuleMatch,
} from "@/lib/enums.ts";
import { type Currency, formatMinor, parseMinor } from "@/lib/money.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { seoDescriptionField, seoTitleField } from "@/lib/seo_fields.ts";
import {
  type CollectionDraft,
  collectionSlug,
  CONDITION_FIELDS,
  type ConditionDraft,
  type ConditionField,
} from "./draft.ts";

/** A condition as the schema keeps it: prices in minor units, days and all else as text. */
export interface Condition {
  field: ConditionField;
  value: string;
}

export interface Rule {
  match: RuleMatch;
  conditions: Condition[];
}

/** A checked collection. */
export interface CollectionInput extends Rule {
  title: string;
  slug: string;
  description: string;
  seoTitle: string;
  seoDescription: string;
  kind: CollectionKind;
  sort: CollectionSort;
  isPublished: boolean;
  isOnFront: boolean;
}

type Errors = Record<string, string>;

/** Checks a collection as typed. Refuses with messages by field name, such as `conditions.0.value`. */
export function checkCollection(
  draft: CollectionDraft,
  currency: Currency,
): Result<CollectionInput, "invalid", Errors> {
  const collection = Details.safeParse(draft);
  const rule = checkRule(draft, currency);
  const errors: Errors = rule.ok ? {} : { ...rule.details };
  if (draft.kind === "rule" && draft.conditions.length === 0) {
    errors.newField = "Add a condition, so that the rule finds something.";
  }
  for (const { path, message } of collection.error?.issues ?? []) {
    errors[path.join(".")] ??= message;
  }
  if (!collection.success || !rule.ok || Object.keys(errors).length > 0) {
    return refuse("invalid", errors);
  }
  return ok({ ...collection.data, ...rule.value, kind: draft.kind });
}

/** Checks the conditions alone, for a preview of what they find. */
export function checkRule(
  { match, conditions }: Pick<CollectionDraft, "match" | "conditions">,
  currency: Currency,
): Result<Rule, "invalid", Errors> {
  const errors: Errors = {};
  const checked: Condition[] = [];
  conditions.forEach((typed, row) => {
    const condition = checkCondition(typed, currency);
    if (condition.ok) checked.push(condition.value);
    else errors[`conditions.${row}.value`] = condition.details!;
  });
  if (Object.keys(errors).length > 0) return refuse("invalid", errors);
  return ok({ match: RULE_MATCHES.find((one) => one === match) ?? "all", conditions: checked });
}

const Details = z.object({
  title: z.string().trim().min(1, "Give the collection a name.")
    .max(60, "Keep the name under 60 letters."),
  slug: z.string().trim().toLowerCase().max(80, "Use at most 80 letters.")
    .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, "Use letters a to z, digits, and a dash between words."),
  description: z.string().trim().max(2000, "Keep the description under 2,000 letters."),
  seoTitle: seoTitleField,
  seoDescription: seoDescriptionField,
  sort: z.enum(COLLECTION_SORTS, "Choose an order."),
  isPublished: z.boolean(),
  isOnFront: z.boolean(),
}).transform(({ slug, ...rest }) => ({
  ...rest,
  slug: slug || collectionSlug(rest.title),
}));

function checkCondition(
  { field: name, value }: ConditionDraft,
  currency: Currency,
): Result<Condition, "invalid", string> {
  const field = CONDITION_FIELDS.find((one) => one === name);
  const typed = value.trim();
  switch (field) {
    case undefined:
      return refuse("invalid", "Choose what to look at.");
    case "price_from":
    case "price_to": {
      const minor = parseMinor(typed, currency);
      const example = formatMinor(245_000, currency);
      return minor === null
        ? refuse("invalid", `Write an amount, such as ${example}.`)
        : ok({ field, value: String(minor) });
    }
    case "created_within":
    case "published_within":
      return /^[1-9]\d{0,3}$/.test(typed)
        ? ok({ field, value: typed })
        : refuse("invalid", "Write a number of days, such as 30.");
    case "category":
      return z.uuid().safeParse(typed).success
        ? ok({ field, value: typed.toLowerCase() })
        : refuse("invalid", "Choose a category.");
    case "in_stock":
      return ok({ field, value: "yes" });
    default:
      return checkWords(field, typed);
  }
}

function checkWords(
  field: "tag" | "vendor" | "title",
  typed: string,
): Result<Condition, "invalid", string> {
  if (typed === "") return refuse("invalid", "Write what it must be.");
  if (typed.length > 80) return refuse("invalid", "Keep it under 80 letters.");
  // Tags are kept in lower case.
  return ok({ field, value: field === "tag" ? typed.toLowerCase() : typed });
}
