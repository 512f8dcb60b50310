import { localTime } from "@/lib/clock.ts";
import { type Currency, formatMinor } from "@/lib/money.ts";
import type { StoredDiscount } from "./discounts.ts";

/** The form of a discount as it was typed: every value is still text. */
export interface DiscountDraft {
  name: string;
  /** "code" or "automatic" */
  how: string;
  code: string;
  kind: string;
  percent: string;
  amount: string;
  buy: string;
  get: string;
  getPercent: string;
  /** "order" or "chosen" */
  scope: string;
  targets: string[];
  minAmount: string;
  minQuantity: string;
  /** On the clocks of the shop. */
  startsAt: string;
  endsAt: string;
  usageLimit: string;
  customerLimit: string;
  combinesWith: string[];
}

export type Fields = Record<string, string | string[]>;

export const BLANK_DISCOUNT: DiscountDraft = {
  name: "",
  how: "code",
  code: "",
  kind: "percent",
  percent: "",
  amount: "",
  buy: "2",
  get: "1",
  getPercent: "100",
  scope: "order",
  targets: [],
  minAmount: "",
  minQuantity: "",
  startsAt: "",
  endsAt: "",
  usageLimit: "",
  customerLimit: "",
  combinesWith: [],
};

/** Reads a posted form. Whatever is missing is empty; nothing is checked yet. */
export function readDraft(fields: Fields): DiscountDraft {
  const all = (name: string) => [fields[name] ?? []].flat();
  const draft = Object.keys(BLANK_DISCOUNT).map((name) => {
    const isList = name === "targets" || name === "combinesWith";
    return [name, isList ? all(name) : all(name)[0] ?? ""];
  });
  return Object.fromEntries(draft) as unknown as DiscountDraft;
}

/** The form of a stored discount. */
export function toDraft(
  discount: StoredDiscount,
  { currency, timeZone }: { currency: Currency; timeZone: string },
): DiscountDraft {
  const { kind, percentBp, amountMinor, minMinor, startsAt, endsAt } = discount;
  const money = (minor: number | null) => minor === null ? "" : formatMinor(minor, currency);
  const count = (number: number | null) => number === null ? "" : String(number);
  const percent = percentBp === null ? "" : String(percentBp / 100);
  return {
    name: discount.name,
    how: discount.code === null ? "automatic" : "code",
    code: discount.code ?? "",
    kind,
    percent: kind === "percent" ? percent : "",
    amount: money(amountMinor),
    buy: count(discount.buyQuantity) || BLANK_DISCOUNT.buy,
    get: count(discount.getQuantity) || BLANK_DISCOUNT.get,
    getPercent: kind === "buy_get" ? percent : BLANK_DISCOUNT.getPercent,
    scope: discount.isForChosen ? "chosen" : "order",
    targets: discount.targets.map(({ key }) => key),
    minAmount: money(minMinor),
    minQuantity: count(discount.minQuantity),
    startsAt: startsAt === null ? "" : localTime(startsAt, timeZone),
    endsAt: endsAt === null ? "" : localTime(endsAt, timeZone),
    usageLimit: count(discount.usageLimit),
    customerLimit: count(discount.customerLimit),
    combinesWith: discount.combinesWith,
  };
}

/** A copy to start from: its code is another one, and it begins anew. */
export function copyOf(draft: DiscountDraft): DiscountDraft {
  return { ...draft, name: `${draft.name} again`.slice(0, 60), code: "", startsAt: "", endsAt: "" };
}

/** Letters and digits that nobody takes for each other when they are read out. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A code that nobody guesses: ten characters out of 32. */
export function makeCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}
