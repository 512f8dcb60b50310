import { CONSENT_CHANNELS, type ConsentChannel, type RuleMatch } from "@/lib/enums.ts";
import { type Currency, formatMinor, parseMinor } from "@/lib/money.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { startOfDay } from "@/lib/clock.ts";

/** A rule as the schema has it; what is left out asks nothing. */
export interface SegmentRule {
  match: RuleMatch;
  spent_from?: number;
  spent_to?: number;
  orders_from?: number;
  orders_to?: number;
  /** Days. */
  ordered_within?: number;
  quiet_for?: number;
  /** Moments, ISO 8601. */
  ordered_from?: string;
  ordered_before?: string;
  tags?: string[];
  without_tags?: string[];
  areas?: string[];
  products?: string[];
  collections?: string[];
  consents?: ConsentChannel[];
  without_consents?: ConsentChannel[];
}

/** The form of a segment as it was typed: every value is still text. */
export interface SegmentDraft {
  name: string;
  match: string;
  spentFrom: string;
  spentTo: string;
  ordersFrom: string;
  ordersTo: string;
  orderedWithin: string;
  quietFor: string;
  /** Days on the shop's calendar: "2026-11-01". */
  orderedFrom: string;
  orderedBefore: string;
  /** With commas between. */
  tags: string;
  withoutTags: string;
  areas: string[];
  products: string[];
  collections: string[];
  consents: string[];
  withoutConsents: string[];
}

export const BLANK_SEGMENT: SegmentDraft = {
  name: "",
  match: "all",
  spentFrom: "",
  spentTo: "",
  ordersFrom: "",
  ordersTo: "",
  orderedWithin: "",
  quietFor: "",
  orderedFrom: "",
  orderedBefore: "",
  tags: "",
  withoutTags: "",
  areas: [],
  products: [],
  collections: [],
  consents: [],
  withoutConsents: [],
};

interface Shop {
  currency: Currency;
  timeZone: string;
}

/** Reads a posted form. Whatever is missing is empty; nothing is checked yet. */
export function readSegmentDraft(fields: Record<string, string | string[]>): SegmentDraft {
  const draft = Object.entries(BLANK_SEGMENT).map(([name, blank]) => {
    const all = [fields[name] ?? []].flat();
    return [name, Array.isArray(blank) ? all : all[0] ?? blank];
  });
  return Object.fromEntries(draft) as unknown as SegmentDraft;
}

/** The form of a stored segment. */
export function toSegmentDraft(
  { name, rule }: { name: string; rule: SegmentRule },
  { currency, timeZone }: Shop,
): SegmentDraft {
  const money = (minor?: number) => minor === undefined ? "" : formatMinor(minor, currency);
  const count = (number?: number) => number === undefined ? "" : String(number);
  const day = (at?: string) =>
    at
      ? new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(at))
      : "";
  return {
    name,
    match: rule.match,
    spentFrom: money(rule.spent_from),
    spentTo: money(rule.spent_to),
    ordersFrom: count(rule.orders_from),
    ordersTo: count(rule.orders_to),
    orderedWithin: count(rule.ordered_within),
    quietFor: count(rule.quiet_for),
    orderedFrom: day(rule.ordered_from),
    orderedBefore: day(rule.ordered_before),
    tags: (rule.tags ?? []).join(", "),
    withoutTags: (rule.without_tags ?? []).join(", "),
    areas: rule.areas ?? [],
    products: rule.products ?? [],
    collections: rule.collections ?? [],
    consents: rule.consents ?? [],
    withoutConsents: rule.without_consents ?? [],
  };
}

type Errors = Record<string, string>;

/** Checks a segment as typed. Refuses with messages by field name. */
export function checkSegment(
  draft: SegmentDraft,
  shop: Shop,
): Result<{ name: string; rule: SegmentRule }, "invalid", Errors> {
  const errors: Errors = {};
  const name = draft.name.replace(/\s+/g, " ").trim();
  if (name === "") errors.name = "Give it a name: it stands over the list.";
  else if (name.length > 60) errors.name = "Keep the name under 60 letters.";
  const asked = { ...readAmounts(draft, shop, errors), ...readLists(draft, errors) };
  const rule = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(rule).length === 0 && Object.keys(errors).length === 0) {
    errors[""] = "Fill in at least one line: a segment without a rule is everybody.";
  }
  if (Object.keys(errors).length > 0) return refuse("invalid", errors);
  return ok({ name, rule: { match: draft.match === "any" ? "any" : "all", ...rule } });
}

function readAmounts(draft: SegmentDraft, { currency, timeZone }: Shop, errors: Errors) {
  const read = <T>(
    field: keyof SegmentDraft,
    parse: (text: string) => T | null,
    message: string,
  ) => {
    const text = (draft[field] as string).trim();
    if (text === "") return undefined;
    const value = parse(text);
    if (value === null) errors[field] = message;
    return value ?? undefined;
  };
  const money = (field: keyof SegmentDraft) =>
    read(field, (text) => parseMinor(text, currency), "Write an amount such as 2,450.");
  const count = (field: keyof SegmentDraft, least: number, most: number) =>
    read(field, (text) => {
      const number = /^\d{1,6}$/.test(text) ? Number(text) : -1;
      return number >= least && number <= most ? number : null;
    }, `Write a whole number from ${least} to ${most}.`);
  const day = (field: keyof SegmentDraft) =>
    read(field, (text) => {
      const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
      return isDay ? startOfDay(text, timeZone).toISOString() : null;
    }, "Write a day such as 2026-11-01.");
  return {
    spent_from: money("spentFrom"),
    spent_to: money("spentTo"),
    orders_from: count("ordersFrom", 0, 100_000),
    orders_to: count("ordersTo", 0, 100_000),
    ordered_within: count("orderedWithin", 1, 3660),
    quiet_for: count("quietFor", 1, 3660),
    ordered_from: day("orderedFrom"),
    ordered_before: day("orderedBefore"),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST = 20;

function readLists(draft: SegmentDraft, errors: Errors) {
  const some = <T>(field: keyof SegmentDraft, values: T[]) => {
    if (values.length > MOST) errors[field] = `${MOST} are the most.`;
    return values.length > 0 ? values : undefined;
  };
  const tags = (field: "tags" | "withoutTags") =>
    some(field, [
      ...new Set(
        draft[field].split(",").map((tag) => tag.replace(/\s+/g, " ").trim().toLowerCase()).filter(
          Boolean,
        ),
      ),
    ]);
  const ids = (field: "products" | "collections") =>
    some(field, draft[field].filter((id) => UUID.test(id)));
  const channels = (field: "consents" | "withoutConsents") =>
    some(field, CONSENT_CHANNELS.filter((one) => draft[field].includes(one)));
  return {
    tags: tags("tags"),
    without_tags: tags("withoutTags"),
    areas: some("areas", draft.areas.filter((area) => area.length <= 120)),
    products: ids("products"),
    collections: ids("collections"),
    consents: channels("consents"),
    without_consents: channels("withoutConsents"),
  };
}
