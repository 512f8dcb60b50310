import { GraphQLInputObjectType, type GraphQLInputType, GraphQLList } from "graphql";
import type { Schema } from "@/lib/rest/mod.ts";
import type { EnumMaker } from "./enum_types.ts";
import { describe, itemAt, itemsOf, leafOf, nameAt, orNull, type Place } from "./fields.ts";
import { camel } from "./names.ts";
import { Json } from "./scalars.ts";
import { fieldsOf, type Schemas, shapeOf } from "./shapes.ts";

type InputFields = Record<string, { type: GraphQLInputType; description?: string }>;

/** GraphQL's types of what the API is sent, each made once. */
export class InputTypes {
  readonly #objects = new Map<string, GraphQLInputObjectType>();

  constructor(private readonly schemas: Schemas, private readonly enumOf: EnumMaker) {}

  /** The type of a schema, without `!`. */
  of(schema: Schema, place: Place): GraphQLInputType {
    const { schema: inner } = shapeOf(schema, this.schemas);
    const leaf = leafOf(inner, place, this.enumOf);
    if (leaf) return leaf;
    if (inner.type !== "array") return this.object(nameAt(place), inner) ?? Json;
    const items = itemsOf(inner);
    return new GraphQLList(orNull(this.of(items, itemAt(place)), items, this.schemas));
  }

  /** An input of the fields of a schema and some more; null for what is no object. */
  object(name: string, schema: Schema, more: InputFields = {}): GraphQLInputObjectType | null {
    const fields = fieldsOf(shapeOf(schema, this.schemas).schema, this.schemas);
    if (!fields) return null;
    const known = this.#objects.get(name);
    if (known) return known;
    const own = () =>
      Object.entries(fields.properties).map(([field, inner]) => {
        const type = this.of(inner, { parent: name, field });
        const isNeeded = fields.required.has(field);
        return [camel(field), {
          type: isNeeded ? orNull(type, inner, this.schemas) : type,
          description: describe(inner, type, this.schemas),
        }];
      });
    const type = new GraphQLInputObjectType({
      name,
      fields: () => ({ ...more, ...Object.fromEntries(own()) }),
    });
    this.#objects.set(name, type);
    return type;
  }
}
