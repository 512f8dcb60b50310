import {
  GraphQLBoolean,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  GraphQLString,
} from "graphql";
import type { Schema } from "@/lib/rest/mod.ts";
import type { Asked } from "./asked.ts";
import { createEnums, wordsByField } from "./enum_types.ts";
import { pageOf, type Row } from "./loaders.ts";
import { camel, pascal, singular } from "./names.ts";
import { type Relation, RELATIONS } from "./relations.ts";
import { Amount, DateTime, Json } from "./scalars.ts";
import { fieldsOf, type Schemas, shapeOf, wordsOf } from "./shapes.ts";

/** How many rows a list is taken for that says no number: lines of an order, variants of a product. */
export const SHORT_LIST = 5;

export const pageArgs = {
  limit: { type: GraphQLInt, default: { value: 20 }, description: "Rows at once, up to 100." },
  after: { type: GraphQLID, description: "The id of the last row that is known." },
};

type Field = GraphQLFieldConfig<Row, Asked>;

/** Where a schema stands: in which type, under which name. */
interface Place {
  parent: string;
  field: string;
}

/** GraphQL's types of the schemas of the API's document, each made once. */
export interface Types {
  /** What is answered; without `!`. */
  output(schema: Schema, place: Place): GraphQLOutputType;
  /** What is sent; without `!`. */
  input(schema: Schema, place: Place): GraphQLInputType;
  /** An input of these fields. */
  inputObject(name: string, schema: Schema, more?: InputFields): GraphQLInputObjectType | null;
  object(name: string): GraphQLObjectType;
}

type InputFields = Record<string, { type: GraphQLInputType; description?: string }>;

export function createTypes(schemas: Schemas): Types {
  const enumOf = createEnums();
  const objects = new Map<string, GraphQLObjectType>();
  const inputs = new Map<string, GraphQLInputObjectType>();

  function output(schema: Schema, place: Place): GraphQLOutputType {
    const shape = shapeOf(schema, schemas);
    const leaf = leafOf(shape.schema, place);
    if (leaf) return leaf;
    if (shape.schema.type === "array") {
      return new GraphQLList(
        nonNull(output(itemsOf(shape.schema), one(place)), itemsOf(shape.schema)),
      );
    }
    const fields = fieldsOf(shape.schema, schemas);
    return fields ? objectOf(shape.name ?? nameAt(place), shape.schema) : Json;
  }

  function objectOf(name: string, schema: Schema): GraphQLObjectType {
    const known = objects.get(name);
    if (known) return known;
    const type = new GraphQLObjectType<Row, Asked>({
      name,
      description: schema.description as string | undefined,
      fields: () => ({ ...ownFields(name, schema), ...relationsOf(name) }),
    });
    objects.set(name, type);
    return type;
  }

  function ownFields(name: string, schema: Schema): Record<string, Field> {
    const { properties, required } = fieldsOf(schema, schemas)!;
    // What REST adds when it is asked for is a relation here.
    const own = Object.entries(properties).filter(([, inner]) =>
      !String(inner.description).startsWith("With expand=")
    );
    return Object.fromEntries(own.map(([field, inner]) => {
      const type = output(inner, { parent: name, field });
      const isList = type instanceof GraphQLList;
      return [camel(field), {
        type: required.has(field) ? nonNull(type, inner) : type,
        description: describe(inner, type),
        resolve: (row: Row) => row[field],
        ...(isList && !isLeafList(inner) && { extensions: { size: SHORT_LIST } }),
      }];
    }));
  }

  function relationsOf(name: string): Record<string, Field> {
    return Object.fromEntries(
      Object.entries(RELATIONS[name] ?? {}).map(([field, relation]) =>
        [field, toField(relation, object)] as const
      ),
    );
  }

  function isLeafList(schema: Schema): boolean {
    const { schema: inner } = shapeOf(itemsOf(shapeOf(schema, schemas).schema), schemas);
    return fieldsOf(inner, schemas) === null;
  }

  function input(schema: Schema, place: Place): GraphQLInputType {
    const { schema: inner } = shapeOf(schema, schemas);
    const leaf = leafOf(inner, place);
    if (leaf) return leaf;
    if (inner.type === "array") {
      const items = itemsOf(inner);
      return new GraphQLList(nonNull(input(items, one(place)), items));
    }
    return inputObject(nameAt(place), inner) ?? Json;
  }

  function inputObject(name: string, schema: Schema, more: InputFields = {}) {
    const fields = fieldsOf(shapeOf(schema, schemas).schema, schemas);
    if (!fields) return null;
    const type = inputs.get(name) ?? new GraphQLInputObjectType({
      name,
      fields: () => ({
        ...more,
        ...Object.fromEntries(
          Object.entries(fields.properties).map(([field, inner]) => {
            const type = input(inner, { parent: name, field });
            const needed = fields.required.has(field);
            return [camel(field), {
              type: needed ? nonNull(type, inner) : type,
              description: describe(inner, type),
            }];
          }),
        ),
      }),
    });
    inputs.set(name, type);
    return type;
  }

  function leafOf(schema: Schema, place: Place) {
    const words = wordsByField(place.field) ?? wordsOf(schema);
    return words ? enumOf(words, nameAt(place)) : scalarOf(schema, place.field);
  }

  function nonNull<Type extends GraphQLOutputType | GraphQLInputType>(type: Type, schema: Schema) {
    const { isNullable } = shapeOf(schema, schemas);
    return isNullable ? type : needed(type);
  }

  function describe(schema: Schema, type: unknown): string | undefined {
    const { schema: inner, name } = shapeOf(schema, schemas);
    const told = (schema.description ?? (name ? undefined : inner.description)) as string;
    return isSaidBy(type, told) ? undefined : told;
  }

  function object(name: string): GraphQLObjectType {
    const schema = schemas[name];
    if (!schema) throw new Error(`The API has no "${name}"`);
    return objectOf(name, schema);
  }

  return { output, input, inputObject, object };
}

/** `type!` */
export function needed<Type extends GraphQLOutputType | GraphQLInputType>(type: Type): Type {
  return new GraphQLNonNull(type as never) as unknown as Type;
}

/** `[type!]!` */
export function listOf(type: GraphQLOutputType): GraphQLOutputType {
  return needed(new GraphQLList(needed(type)));
}

function scalarOf({ type, format }: Schema, field: string): GraphQLScalarType | null {
  if (type === "boolean") return GraphQLBoolean;
  if (type === "number") return GraphQLFloat;
  if (type === "integer") return field.endsWith("_minor") ? Amount : GraphQLInt;
  if (type !== "string") return null;
  if (format === "uuid") return GraphQLID;
  return format === "date-time" ? DateTime : GraphQLString;
}

function toField(
  { type, kind, description, load }: Relation,
  object: (name: string) => GraphQLObjectType,
): Field {
  const row = object(type);
  if (kind === "one") {
    return { type: row, description, resolve: (source, _args, asked) => load(asked, source, ALL) };
  }
  return {
    type: listOf(row),
    description,
    args: kind === "page" ? pageArgs : {},
    extensions: { size: kind === "page" ? "limit" : SHORT_LIST },
    resolve: (source, args, asked) => load(asked, source, kind === "page" ? pageOf(args) : ALL),
  };
}

/** Whether a type says for itself what is told of a field. */
function isSaidBy(type: unknown, told: string | undefined): boolean {
  if (type === Amount) return /smallest unit/.test(told ?? "");
  return type === DateTime || (type instanceof GraphQLEnumType && type.name === "Currency");
}

const ALL = { limit: 100, after: null };

function itemsOf(schema: Schema): Schema {
  return (schema.items ?? {}) as Schema;
}

function one({ parent, field }: Place): Place {
  return { parent, field: singular(field) };
}

function nameAt({ parent, field }: Place): string {
  return `${parent}${pascal(field)}`;
}
