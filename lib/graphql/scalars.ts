import { GraphQLError, GraphQLScalarType } from "graphql";
import { MAX_MINOR } from "@/lib/money.ts";

/** A moment; a column of a row or a string of JSON that the database made. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: "DateTime",
  description: "ISO 8601, in UTC.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time.html",
  coerceOutputValue: (value) => new Date(value as string).toISOString(),
  coerceInputValue(value) {
    if (typeof value === "string") return value;
    throw new GraphQLError("A DateTime is a string.");
  },
});

/** Int has 32 bits, which 22 million shillings fill. */
export const Amount = new GraphQLScalarType<number, number>({
  name: "Amount",
  description:
    "A whole number in the smallest unit of its currency: 1 KES is 100. Past what Int can hold.",
  coerceOutputValue: (value) => Number(value),
  coerceInputValue(value) {
    if (Number.isInteger(value) && Math.abs(value as number) <= MAX_MINOR) return value as number;
    throw new GraphQLError("An Amount is a whole number.");
  },
});

/** What has no shape that could be told before. */
export const Json = new GraphQLScalarType({ name: "JSON", description: "Any JSON." });
