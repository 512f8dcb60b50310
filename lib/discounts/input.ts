import { DISCOUNT_CODE, normalizeCode } from "@/lib/carts/mod.ts";
import { momentOf } from "@/lib/clock.ts";
import { DISCOUNT_CLASSES, DISCOUNT_KINDS } from "@/lib/enums.ts";
import { type Currency, formatMinor, parseMinor, payableUnit } from "@/lib/money.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { DiscountInput } from "./discounts.ts";
import type { DiscountDraft } from "./draft.ts";

type Errors = Record<string, string>;

interface Shop {
  currency: Currency;
  timeZone: string;
}

const TARGET = /^(product|collection|category):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MAX_TARGETS = 100;

/** Checks a discount as typed. Refuses with messages by field name. */
export function checkDiscount(
  draft: DiscountDraft,
  shop: Shop,
): Result<DiscountInput, "invalid", Errors> {
  const errors: Errors = {};
  const read = reader(draft, shop, errors);
  const name = draft.name.replace(/\s+/g, " ").trim();
  if (name === "") errors.name = "Give it a name: shoppers read it in their cart.";
  else if (name.length > 60) errors.name = "Keep the name under 60 letters.";
  const kind = DISCOUNT_KINDS.find((one) => one === draft.kind) ?? "percent";
  const input: DiscountInput = {
    name,
    code: draft.how === "automatic" ? null : read.code(),
    kind,
    percentBp: kind === "percent"
      ? read.percent("percent")
      : kind === "buy_get"
      ? read.percent("getPercent")
      : null,
    amountMinor: kind === "amount" ? read.money("amount") ?? read.needed("amount") : null,
    buyQuantity: kind === "buy_get" ? read.count("buy", 999) ?? read.needed("buy") : null,
    getQuantity: kind === "buy_get" ? read.count("get", 999) ?? read.needed("get") : null,
    targets: draft.scope === "chosen" ? read.targets() : [],
    minMinor: read.money("minAmount"),
    minQuantity: read.count("minQuantity", 49_950),
    startsAt: read.moment("startsAt"),
    endsAt: read.moment("endsAt"),
    usageLimit: read.count("usageLimit", 1_000_000),
    customerLimit: read.count("customerLimit", 1000),
    combinesWith: DISCOUNT_CLASSES.filter((one) => draft.combinesWith.includes(one)),
  };
  const { startsAt, endsAt } = input;
  if (endsAt && Date.parse(endsAt) <= (startsAt ? Date.parse(startsAt) : Date.now())) {
    errors.endsAt ??= "It ends before it starts.";
  }
  return Object.keys(errors).length > 0 ? refuse("invalid", errors) : ok(input);
}

type TextField = Exclude<keyof DiscountDraft, "targets" | "combinesWith">;

/** Reads fields of a draft; what is wrong with them is written to `errors`, and null comes back. */
function reader(draft: DiscountDraft, { currency, timeZone }: Shop, errors: Errors) {
  const wrong = (field: string, message: string) => {
    errors[field] ??= message;
    return null;
  };
  return {
    needed: (field: TextField) => wrong(field, "Fill this in."),
    code() {
      const code = normalizeCode(draft.code);
      return DISCOUNT_CODE.test(code)
        ? code
        : wrong("code", "Use 3 to 30 letters A to Z, digits, and dashes between them.");
    },
    percent(field: TextField) {
      const bp = /^\d{1,3}([.,]\d{1,2})?$/.test(draft[field].trim())
        ? Math.round(Number(draft[field].trim().replace(",", ".")) * 100)
        : 0;
      return bp >= 1 && bp <= 10_000 ? bp : wrong(field, "Write a number from 0.01 to 100.");
    },
    money(field: TextField) {
      if (draft[field].trim() === "") return null;
      const minor = parseMinor(draft[field], currency);
      if (minor && minor % payableUnit(currency) === 0) return minor;
      return wrong(field, `Write an amount, such as ${formatMinor(50_000, currency)}.`);
    },
    count(field: TextField, most: number) {
      const text = draft[field].trim();
      if (text === "") return null;
      const number = /^\d{1,7}$/.test(text) ? Number(text) : 0;
      return number >= 1 && number <= most
        ? number
        : wrong(field, `Write a whole number from 1 to ${most.toLocaleString("en")}.`);
    },
    moment(field: TextField) {
      if (draft[field] === "") return null;
      const at = momentOf(draft[field], timeZone);
      return at ? at.toISOString() : wrong(field, "Write a day and a time.");
    },
    targets(): string[] {
      const targets = [...new Set(draft.targets.filter((key) => TARGET.test(key)))];
      if (targets.length === 0) wrong("targets", "Choose at least one of your goods.");
      else if (targets.length > MAX_TARGETS) wrong("targets", "Choose 100 at most.");
      return targets;
    },
  };
}
