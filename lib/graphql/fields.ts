import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLOutputType,
  type GraphQLScalarType,
  GraphQLString,
} from "graphql";
import type { Schema } from "@/lib/rest/mod.ts";
import { type EnumMaker, wordsByField } from "./enum_types.ts";
import { pascal, singular } from "./names.ts";
import { Amount, DateTime } from "./scalars.ts";
import { type Schemas, shapeOf, wordsOf } from "./shapes.ts";

/** How many rows a list is taken for that says no number: lines of an order, variants of a product. */
export const SHORT_LIST = 5;

/** Where a schema stands: in which type, under which name. */
export interface Place {
  parent: string;
  field: string;
}

type Type = GraphQLOutputType | GraphQLInputType;

/** `type!` */
export function needed<Some extends Type>(type: Some): Some {
  return new GraphQLNonNull(type as never) as unknown as Some;
}

/** `[type!]!` */
export function listOf(type: GraphQLOutputType): GraphQLOutputType {
  return needed(new GraphQLList(needed(type)));
}

/** `type!`, or `type` where the schema may be null. */
export function orNull<Some extends Type>(type: Some, schema: Schema, schemas: Schemas): Some {
  return shapeOf(schema, schemas).isNullable ? type : needed(type);
}

/** The enum or scalar of a schema; null for an object or a list. */
export function leafOf(schema: Schema, place: Place, enumOf: EnumMaker) {
  const words = wordsByField(place.field) ?? wordsOf(schema);
  return words ? enumOf(words, nameAt(place)) : scalarOf(schema, place.field);
}

function scalarOf({ type, format }: Schema, field: string): GraphQLScalarType | null {
  if (type === "boolean") return GraphQLBoolean;
  if (type === "number") return GraphQLFloat;
  if (type === "integer") return field.endsWith("_minor") ? Amount : GraphQLInt;
  if (type !== "string") return null;
  if (format === "uuid") return GraphQLID;
  return format === "date-time" ? DateTime : GraphQLString;
}

/** What is told of a field, beyond what its type says. */
export function describe(schema: Schema, type: Type, schemas: Schemas): string | undefined {
  const { schema: inner, name } = shapeOf(schema, schemas);
  const told = (schema.description ?? (name ? undefined : inner.description)) as string;
  return isSaidBy(type, told) ? undefined : told;
}

function isSaidBy(type: Type, told: string | undefined): boolean {
  if (type === Amount) return /smallest unit/.test(told ?? "");
  return type === DateTime || (type instanceof GraphQLEnumType && type.name === "Currency");
}

/** What a list is a list of. */
export function itemsOf(schema: Schema): Schema {
  return (schema.items ?? {}) as Schema;
}

/** Where one item of a list stands. */
export function itemAt({ parent, field }: Place): Place {
  return { parent, field: singular(field) };
}

/** What a type is called that has no name but its place. */
export function nameAt({ parent, field }: Place): string {
  return `${parent}${pascal(field)}`;
}
