import type { Currency } from "@/lib/money.ts";
import { formatMoney } from "@/lib/money.ts";
import type { SegmentRule } from "./segment_rule.ts";
import { CHANNEL_NAMES } from "./words.ts";

/** What a rule asks, as one sentence: "Spent KES 5,000 or more, and has the tag vip". */
export function segmentSentence(
  rule: SegmentRule,
  { currency, timeZone }: { currency: Currency; timeZone: string },
): string {
  const money = (minor: number) => formatMoney(minor, currency);
  const day = (at: string) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium" }).format(new Date(at));
  const parts: string[] = [];
  const say = <T>(value: T | undefined, words: (value: T) => string) => {
    if (value !== undefined) parts.push(words(value));
  };
  const between = rule.match === "any" ? " or " : " and ";
  say(rule.spent_from, (minor) => `spent ${money(minor)} or more`);
  say(rule.spent_to, (minor) => `spent ${money(minor)} or less`);
  say(rule.orders_from, (count) => `ordered ${times(count)} or more often`);
  say(rule.orders_to, (count) => count === 0 ? "never ordered" : `ordered ${times(count)} at most`);
  say(rule.ordered_within, (days) => `ordered in the last ${count(days, "day")}`);
  say(rule.quiet_for, (days) => `last ordered more than ${count(days, "day")} ago`);
  say(rule.ordered_from, (at) => `last ordered on ${day(at)} or later`);
  say(rule.ordered_before, (at) => `last ordered before ${day(at)}`);
  say(rule.tags, (tags) => `has the ${plural(tags, "tag")} ${tags.join(between)}`);
  say(rule.without_tags, (tags) => `lacks the ${plural(tags, "tag")} ${tags.join(between)}`);
  say(rule.areas, (areas) => `lives in ${areas.join(" or ")}`);
  say(rule.products, (ids) => `bought ${choice(ids, "product", rule)}`);
  say(rule.collections, (ids) => `bought from ${choice(ids, "collection", rule)}`);
  say(rule.consents, (all) => `may be sent ${all.map((one) => CHANNEL_NAMES[one]).join(between)}`);
  say(
    rule.without_consents,
    (all) => `may not be sent ${all.map((one) => CHANNEL_NAMES[one]).join(between)}`,
  );
  const sentence = parts.join(rule.match === "any" ? ", or " : ", and ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const count = (number: number, name: string) => `${number} ${name}${number === 1 ? "" : "s"}`;
const times = (number: number) => number === 1 ? "once" : `${number} times`;
const plural = (all: unknown[], name: string) => all.length === 1 ? name : `${name}s`;

function choice(ids: string[], name: string, { match }: SegmentRule): string {
  if (ids.length === 1) return `one ${name}`;
  return `${match === "any" ? "one of" : "all of"} ${ids.length} ${name}s`;
}
