import type { SegmentRule } from "@/lib/customers/mod.ts";

/** What is known of a customer. */
export interface PlainCustomer {
  spent: number;
  orders: number;
  /** Milliseconds; null before there is one. */
  lastOrderAt: number | null;
  tags: string[];
  areas: string[];
  /** Bought in orders that count. */
  products: string[];
  consents: string[];
}

const DAY = 86_400_000;

/** Whether somebody meets a rule, as it reads: the reference for what the database answers. */
export function meets(
  rule: SegmentRule,
  one: PlainCustomer,
  { now, inCollection }: { now: number; inCollection: Record<string, string[]> },
): boolean {
  const met: boolean[] = [];
  const isAll = rule.match === "all";
  const ask = <T>(value: T | undefined, check: (value: T) => boolean) => {
    if (value !== undefined) met.push(check(value));
  };
  const askEach = (values: string[] | undefined, check: (value: string) => boolean) => {
    for (const value of values ?? []) met.push(check(value));
  };
  const last = one.lastOrderAt;
  ask(rule.spent_from, (minor) => one.spent >= minor);
  ask(rule.spent_to, (minor) => one.spent <= minor);
  ask(rule.orders_from, (count) => one.orders >= count);
  ask(rule.orders_to, (count) => one.orders <= count);
  ask(rule.ordered_within, (days) => last !== null && last >= now - days * DAY);
  ask(rule.quiet_for, (days) => last !== null && last < now - days * DAY);
  ask(rule.ordered_from, (at) => last !== null && last >= Date.parse(at));
  ask(rule.ordered_before, (at) => last !== null && last < Date.parse(at));
  askEach(rule.tags, (tag) => one.tags.includes(tag));
  askEach(rule.without_tags, (tag) => !one.tags.includes(tag));
  askEach(rule.consents, (channel) => one.consents.includes(channel));
  askEach(rule.without_consents, (channel) => !one.consents.includes(channel));
  askEach(rule.products, (product) => one.products.includes(product));
  askEach(
    rule.collections,
    (id) => one.products.some((product) => inCollection[id]?.includes(product)),
  );
  if (rule.areas?.length) met.push(rule.areas.some((area) => one.areas.includes(area)));
  return isAll ? met.every(Boolean) : met.some(Boolean);
}
