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

/** Fields of an object, or of all that a union of objects may be; null for what is no object. */
export function fieldsOf(
  schema: Schema,
  schemas: Schemas,
): { properties: Schemas; required: ReadonlySet<string> } | null {
  const union = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (union) {
    const all = union.map((one) => fieldsOf(shapeOf(one, schemas).schema, schemas));
    if (all.some((one) => one === null)) return null;
    const properties = Object.assign({}, ...all.map((one) => one!.properties));
    return { properties, required: new Set() };
  }
  if (!schema.properties) return null;
  return {
    properties: schema.properties as Schemas,
    required: new Set(schema.required as string[] | undefined),
  };
}

/** Words that a string may be; null for any. */
export function wordsOf(schema: Schema): string[] | null {
  if (typeof schema.const === "string") return [schema.const];
  const words = schema.enum as unknown[] | undefined;
  return words?.every((word) => typeof word === "string") ? words as string[] : null;
}
