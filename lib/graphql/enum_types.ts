import { GraphQLEnumType } from "graphql";
import * as enums from "@/lib/enums.ts";
import { CURRENCY_CODES } from "@/lib/money.ts";
import { enumName, pascal, singular } from "./names.ts";

/** Words that have a name wherever they stand: "OrderStatus" of ORDER_STATUSES. */
const NAMED: Record<string, readonly string[]> = {
  Currency: CURRENCY_CODES,
  StoreStatus: ["active", "closed", "suspended"],
  ...Object.fromEntries(
    Object.entries(enums).map(([name, words]) => [singular(pascal(name.toLowerCase())), words]),
  ),
};

export type EnumMaker = (words: readonly string[], place: string) => GraphQLEnumType;

/** Makes each enum once: by what it is called everywhere, else by the place that it is in. */
export function createEnums(): EnumMaker {
  const made = new Map<string, GraphQLEnumType>();
  return (words, place) => {
    const known = Object.entries(NAMED).find(([, all]) => isSame(all, words))?.[0];
    const name = known ?? place;
    const type = made.get(name) ?? new GraphQLEnumType({
      name,
      values: Object.fromEntries(words.map((word) => [enumName(word), { value: word }])),
    });
    made.set(name, type);
    return type;
  };
}

/** The words of a field that is told by its name alone. */
export function wordsByField(field: string): readonly string[] | null {
  return field === "currency" ? CURRENCY_CODES : null;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((word) => others.includes(word));
}
