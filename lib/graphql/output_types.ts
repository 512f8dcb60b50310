import {
  type GraphQLFieldConfig,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLObjectType,
  type GraphQLOutputType,
} from "graphql";
import type { Schema } from "@/lib/rest/mod.ts";
import type { Asked } from "./asked.ts";
import type { EnumMaker } from "./enum_types.ts";
import {
  describe,
  itemAt,
  itemsOf,
  leafOf,
  listOf,
  nameAt,
  orNull,
  type Place,
  SHORT_LIST,
} from "./fields.ts";
import { pageOf, type Row } from "./loaders.ts";
import { camel } from "./names.ts";
import { type Relation, RELATIONS } from "./relations.ts";
import { Json } from "./scalars.ts";
import { fieldsOf, type Schemas, shapeOf } from "./shapes.ts";

/** The arguments of a list of which a part is read. */
export const pageArgs = {
  limit: { type: GraphQLInt, default: { value: 20 }, description: "Rows at once, up to 100." },
  after: { type: GraphQLID, description: "The id of the last row that is known." },
};

const ALL = { limit: 100, after: null };

type Field = GraphQLFieldConfig<Row, Asked>;

/** GraphQL's types of what the API answers, each made once, with the fields that lead from row to row. */
export class OutputTypes {
  readonly #objects = new Map<string, GraphQLObjectType>();

  constructor(private readonly schemas: Schemas, private readonly enumOf: EnumMaker) {}

  /** The type of a schema, without `!`. */
  of(schema: Schema, place: Place): GraphQLOutputType {
    const { schema: inner, name } = shapeOf(schema, this.schemas);
    const leaf = leafOf(inner, place, this.enumOf);
    if (leaf) return leaf;
    if (inner.type === "array") {
      const items = itemsOf(inner);
      return new GraphQLList(orNull(this.of(items, itemAt(place)), items, this.schemas));
    }
    return fieldsOf(inner, this.schemas) ? this.#objectOf(name ?? nameAt(place), inner) : Json;
  }

  /** The type of what the API knows under this name. */
  named(name: string): GraphQLObjectType {
    const schema = this.schemas[name];
    if (!schema) throw new Error(`The API has no "${name}"`);
    return this.#objectOf(name, schema);
  }

  #objectOf(name: string, schema: Schema): GraphQLObjectType {
    const known = this.#objects.get(name);
    if (known) return known;
    const type = new GraphQLObjectType<Row, Asked>({
      name,
      description: schema.description as string | undefined,
      fields: () => ({ ...this.#ownFields(name, schema), ...this.#relationsOf(name) }),
    });
    this.#objects.set(name, type);
    return type;
  }

  #ownFields(name: string, schema: Schema): Record<string, Field> {
    const { properties, required } = fieldsOf(schema, this.schemas)!;
    // What REST adds when it is asked for is a relation here.
    const own = Object.entries(properties)
      .filter(([, inner]) => !String(inner.description).startsWith("With expand="));
    return Object.fromEntries(own.map(([field, inner]) => {
      const type = this.of(inner, { parent: name, field });
      return [camel(field), {
        type: required.has(field) ? orNull(type, inner, this.schemas) : type,
        description: describe(inner, type, this.schemas),
        resolve: (row: Row) => row[field],
        ...(this.#isListOfRows(inner) && { extensions: { size: SHORT_LIST } }),
      }];
    }));
  }

  #isListOfRows(schema: Schema): boolean {
    const { schema: list } = shapeOf(schema, this.schemas);
    const { schema: item } = shapeOf(itemsOf(list), this.schemas);
    return list.type === "array" && fieldsOf(item, this.schemas) !== null;
  }

  #relationsOf(name: string): Record<string, Field> {
    return Object.fromEntries(
      Object.entries(RELATIONS[name] ?? {}).map(([field, relation]) => [
        field,
        toField(relation, this.named(relation.type)),
      ]),
    );
  }
}

function toField({ kind, description, load }: Relation, row: GraphQLObjectType): Field {
  if (kind === "one") {
    return { type: row, description, resolve: (source, _args, asked) => load(asked, source, ALL) };
  }
  const isPaged = kind === "page";
  return {
    type: listOf(row),
    description,
    args: isPaged ? pageArgs : {},
    extensions: { size: isPaged ? "limit" : SHORT_LIST },
    resolve: (source, args, asked) => load(asked, source, isPaged ? pageOf(args) : ALL),
  };
}
