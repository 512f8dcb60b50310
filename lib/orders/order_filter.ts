import { startOfDay } from "@/lib/clock.ts";
import {
  DELIVERY_METHODS,
  type DeliveryMethod,
  FULFILMENT_STATUSES,
  type FulfilmentStatus,
  GATEWAYS,
  HAND_WAYS,
  ORDER_STATUSES,
  type OrderStatus,
  PAYMENT_STATUSES,
  type PaymentStatus,
  type Way,
} from "@/lib/enums.ts";
import { type Currency, parseMinor } from "@/lib/money.ts";

export const ORDER_TABS = ["all", "to_pay", "to_pack", "on_way", "review"] as const;
export type OrderTab = typeof ORDER_TABS[number];

export const ORDER_SORTS = ["newest", "oldest", "largest"] as const;
export type OrderSort = typeof ORDER_SORTS[number];

/** What narrows a list of orders, in the words of its address; what is absent narrows nothing. */
export interface OrderFilter {
  tab: OrderTab;
  sort: OrderSort;
  /** What was typed to search. */
  q?: string;
  status?: OrderStatus;
  payment?: PaymentStatus;
  goods?: FulfilmentStatus;
  /** A gateway, or a way of paying by hand. */
  method?: Way;
  delivery?: DeliveryMethod;
  area?: string;
  /** Days in the shop's zone, both included: "2026-11-29". */
  from?: string;
  to?: string;
  /** Amounts as they were typed. */
  min?: string;
  max?: string;
  code?: string;
  /** The phone that paid. */
  payer?: string;
  /** Number of the last order of the page before. */
  after?: number;
}

/** Narrows what an address asks for; anything unknown is left out. */
export function readOrderFilter(params: URLSearchParams): OrderFilter {
  const text = (name: string) => params.get(name)?.trim().slice(0, 120) || undefined;
  const one = <Value extends string>(name: string, known: readonly Value[]) =>
    known.find((value) => value === params.get(name));
  const day = (name: string) => isDay(params.get(name)) ? params.get(name)! : undefined;
  const after = params.get("after") ?? "";
  return {
    tab: one("tab", ORDER_TABS) ?? "all",
    sort: one("sort", ORDER_SORTS) ?? "newest",
    q: text("q"),
    status: one("status", ORDER_STATUSES),
    payment: one("payment", PAYMENT_STATUSES),
    goods: one("goods", FULFILMENT_STATUSES),
    method: one<Way>("method", [...GATEWAYS, ...HAND_WAYS]),
    delivery: one("delivery", DELIVERY_METHODS),
    area: text("area"),
    from: day("from"),
    to: day("to"),
    min: text("min"),
    max: text("max"),
    code: text("code"),
    payer: text("payer"),
    after: /^[1-9]\d{0,8}$/.test(after) ? Number(after) : undefined,
  };
}

function isDay(text: string | null): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text ?? "") &&
    new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** The same as the parameters of an address; "" for everything, the newest first. */
export function writeOrderFilter(filter: Partial<OrderFilter>): string {
  const { tab, sort, ...rest } = filter;
  const params = new URLSearchParams();
  if (tab && tab !== "all") params.set("tab", tab);
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined) params.set(name, String(value));
  }
  if (sort && sort !== "newest") params.set("sort", sort);
  return params.toString();
}

/** How many things narrow the list beside its tab, its search and its order. */
export function countFilters(
  { tab: _tab, sort: _sort, q: _q, after: _after, ...rest }: OrderFilter,
): number {
  return Object.values(rest).filter((value) => value !== undefined).length;
}

/** What is wrong with what was typed, by field; such a part narrows nothing. */
export function filterErrors(
  { min, max, from, to, payer }: OrderFilter,
  currency: Currency,
): Partial<Record<keyof OrderFilter, string>> {
  const amount = "Write an amount, such as 2,450.";
  const isAmount = (text?: string) => text === undefined || parseMinor(text, currency) !== null;
  return {
    ...!isAmount(min) && { min: amount },
    ...!isAmount(max) && { max: amount },
    ...from && to && to < from && { to: "This day is before the first." },
    ...payer && !digitsOf(payer) && { payer: "Write a phone number, or its last digits." },
  };
}

/** What `find_orders` takes for it. */
export function toFinding(
  filter: OrderFilter,
  { currency, timeZone, orderPrefix }: FilterStore,
): Record<string, unknown> {
  const { method, from, to, min, max, code, payer } = filter;
  const isByHand = HAND_WAYS.some((way) => way === method);
  return {
    tab: filter.tab,
    sort: filter.sort,
    status: filter.status,
    payment_status: filter.payment,
    fulfilment_status: filter.goods,
    delivery_method: filter.delivery,
    area: filter.area,
    ...method && { [isByHand ? "hand_way" : "gateway"]: method },
    from: from && startOfDay(from, timeZone).toISOString(),
    until: to && startOfDay(to, timeZone, 1).toISOString(),
    min_minor: min === undefined ? undefined : parseMinor(min, currency) ?? undefined,
    max_minor: max === undefined ? undefined : parseMinor(max, currency) ?? undefined,
    code,
    payer: payer && digitsOf(payer) || undefined,
    ...filter.q && readSearch(filter.q, orderPrefix),
    after: filter.after,
  };
}

/** What of a shop decides how a filter is meant. */
export interface FilterStore {
  currency: Currency;
  timeZone: string;
  orderPrefix: string;
}

/** What somebody means who types this: a number of an order, a phone in any way, or a name. */
export function readSearch(
  text: string,
  prefix: string,
): { number?: number; digits?: string; name?: string } {
  const typed = text.trim();
  const label = new RegExp(`^(?:${RegExp.escape(prefix)}[\\s-]*|#\\s*)(\\d{1,9})$`, "i").exec(
    typed,
  );
  if (label) return { number: Number(label[1]) };
  if (!/^[+(]?[\d\s()./-]+$/.test(typed)) return { name: typed };
  const digits = digitsOf(typed);
  return {
    ...(/^\d{1,9}$/.test(typed) && { number: Number(typed) }),
    // Three digits end one phone in a thousand: too many to be meant.
    ...(digits.length >= 4 && { digits }),
    ...(digits.length < 4 && !/^\d{1,9}$/.test(typed) && { name: typed }),
  };
}

/** What a phone ends with however it is typed: "0712 345 678" and "+254 712 345678" end alike. */
function digitsOf(typed: string): string {
  return typed.replace(/\D/g, "").replace(/^0+/, "");
}
