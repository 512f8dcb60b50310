import type fc from "fast-check";
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** What numbers a document is made of: less than `below`, differently each time. */
export type Draw = (below: number) => number;

/** Draws of a generator of fast-check, which plays the same again for the same seed. */
export function drawOf(gen: fc.GeneratorValue, nat: typeof fc.nat): Draw {
  return (below) => gen(nat, below - 1);
}

interface Making {
  draw: Draw;
  /** Ids that there are, of one's own and of others. */
  ids: readonly string[];
}

const WORDS = [
  "",
  "cup",
  "Sisal basket",
  "+254712345678",
  "2026-11-30T08:00:00Z",
  "zq'\\u0041\\n🧺",
  "x-y-z",
];

/** A document that is valid, of a query or of one change. */
export function randomDocument(schema: GraphQLSchema, making: Making): string {
  const { draw } = making;
  if (draw(4) === 0) {
    const all = Object.values(schema.getMutationType()!.getFields())
      // A shop that is closed answers everything alike.
      .filter(({ name }) => name !== "deleteStore");
    return `mutation { ${fieldText(pick(all, draw), making, 2)} }`;
  }
  const all = Object.values(schema.getQueryType()!.getFields());
  const fields = Array.from(
    { length: 1 + draw(3) },
    (_, i) => `f${i}: ${fieldText(pick(all, draw), making, 3)}`,
  );
  return `query { ${fields.join(" ")} }`;
}

function fieldText(field: GraphQLField<unknown, unknown>, making: Making, depth: number): string {
  const args = field.args.flatMap((arg) => argText(arg, making));
  const type = getNamedType(field.type);
  const inner = isObjectType(type) ? ` ${selectionText(type, making, depth)}` : "";
  return `${field.name}${args.length > 0 ? `(${args.join(", ")})` : ""}${inner}`;
}

function selectionText(type: GraphQLObjectType, making: Making, depth: number): string {
  const { draw } = making;
  const fields = Object.values(type.getFields());
  const leaves = fields.filter((one) => !isObjectType(getNamedType(one.type)));
  const rows = fields.filter((one) => isObjectType(getNamedType(one.type)));
  const some = leaves.filter(() => draw(2) === 0).map(({ name }) => name);
  const below = depth > 0 ? rows.filter(() => draw(2) === 0) : [];
  return `{ __typename ${some.join(" ")} ${
    below.map((one) => fieldText(one, making, depth - 1)).join(" ")
  } }`;
}

function argText(arg: GraphQLArgument | GraphQLInputField, making: Making): string[] {
  if (!isNonNullType(arg.type) && making.draw(3) > 0) return [];
  return [`${arg.name}: ${valueText(arg.type, making, arg.name)}`];
}

function valueText(type: GraphQLInputType, making: Making, name: string): string {
  const { draw, ids } = making;
  if (isNonNullType(type)) return valueText(type.ofType, making, name);
  if (isListType(type)) {
    const items = Array.from({ length: 1 + draw(2) }, () => valueText(type.ofType, making, name));
    return `[${items.join(", ")}]`;
  }
  if (isEnumType(type)) return pick(type.getValues(), draw).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).flatMap((field) => argText(field, making));
    return `{ ${fields.join(", ")} }`;
  }
  switch (type.name) {
    case "ID":
      return draw(12) === 0 ? '"nobody"' : JSON.stringify(pick(ids, draw));
    case "Int":
      return name === "limit" ? String(1 + draw(4)) : String(draw(5) - 1);
    case "Amount":
      return String(draw(2_000_000) - 10);
    case "Boolean":
      return draw(2) === 0 ? "true" : "false";
    case "DateTime":
      return '"2026-11-30T08:00:00Z"';
  }
  if (/phone/i.test(name) && draw(3) > 0) {
    return `"+25471${String(draw(9_999_999)).padStart(7, "0")}"`;
  }
  if (name === "idempotencyKey") return JSON.stringify(crypto.randomUUID());
  return JSON.stringify(pick(WORDS, draw));
}

function pick<Item>(all: readonly Item[], draw: Draw): Item {
  return all[draw(all.length)]!;
}
