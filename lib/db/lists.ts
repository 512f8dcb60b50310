import { parse } from "postgres-array";

interface ListType {
  to: number;
  from: number[];
  serialize: (values: unknown[]) => string;
  parse: (text: string) => unknown[];
}

/**
 * How lists travel. postgres.js asks each new connection, and may send and read its first statement
 * before it has understood the answer: an empty list then arrives as "". By OID, these are known from
 * the start.
 */
export const lists = {
  "text[]": list(1009, String),
  "integer[]": list(1007, Number),
  "bigint[]": list(1016, Number),
  "uuid[]": list(2951, String),
} as unknown as Record<never, never>;

function list(oid: number, read: (text: string) => unknown): ListType {
  return { to: oid, from: [oid], serialize: writeList, parse: (text) => parse(text, read) };
}

/** As PostgreSQL reads it: `{"a","b"}`. */
function writeList(values: unknown[]): string {
  const quoted = values.map((value) =>
    value === null ? "null" : `"${String(value).replace(/["\\]/g, "\\$&")}"`
  );
  return `{${quoted.join(",")}}`;
}
