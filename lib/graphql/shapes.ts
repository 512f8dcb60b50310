import type { Schema } from "@/lib/rest/mod.ts";

export type Schemas = Record<string, Schema>;

/** A schema without its `null`, and the name that it has in the document. */
export interface Shape {
  schema: Schema;
  name: string | null;
  isNullable: boolean;
}

/** What a schema of the API's document comes to, with references followed. */
export function shapeOf(schema: Schema, schemas: Schemas): Shape {
  const choices = schema.anyOf as Schema[] | undefined;
  const rest = choices?.filter(({ type }) => type !== "null");
  if (choices && rest!.length === 1 && choices.length > 1) {
    const { description } = schema;
    const inner = shapeOf(rest![0]!, schemas);
    const told = description ? { ...inner.schema, description } : inner.schema;
    return { ...inner, schema: told, isNullable: true };
  }
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    const isNullable = types.length < schema.type.length;
    return { schema: { ...schema, type: types[0] }, name: null, isNullable };
  }
  if (typeof schema.$ref !== "string") return { schema, name: null, isNullable: false };
  const name = schema.$ref.split("/").at(-1)!;
  return { schema: schemas[name]!, name, isNullable: false };
}

/** Fields of an object; of a union of objects all that one of them may have. */
interface Fields {
  properties: Schemas;
  /** Those that are always there. */
  required: ReadonlySet<string>;
}

/** The fields of a schema; null for what is no object. */
export function fieldsOf(schema: Schema, schemas: Schemas): Fields | null {
  const union = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (union) {
    const all = union.map((one) => fieldsOf(shapeOf(one, schemas).schema, schemas));
    return all.every((one) => one !== null) ? joined(all) : null;
  }
  if (!schema.properties) return null;
  return {
    properties: schema.properties as Schemas,
    required: new Set(schema.required as string[] | undefined),
  };
}

function joined(all: Fields[]): Fields {
  const properties: Schemas = {};
  for (const one of all) {
    for (const [name, schema] of Object.entries(one.properties)) {
      const known = properties[name];
      properties[name] = known ? either(known, schema) : schema;
    }
  }
  const inEach = Object.keys(properties).filter((name) =>
    all.every((one) => one.required.has(name))
  );
  return { properties, required: new Set(inEach) };
}

/** What takes the values of both. */
function either(one: Schema, other: Schema): Schema {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words && others) return { type: "string", enum: [...new Set([...words, ...others])] };
  if (one.type !== other.type) return {};
  return one.format === other.format ? one : { type: one.type };
}

/** Words that a string may be; null for any. */
export function wordsOf(schema: Schema): string[] | null {
  if (typeof schema.const === "string") return [schema.const];
  const words = schema.enum as unknown[] | undefined;
  return words?.every((word) => typeof word === "string") ? words as string[] : null;
}
