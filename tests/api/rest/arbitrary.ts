import fc from "fast-check";
import type { Schema } from "@/lib/rest/mod.ts";

/** Values that nobody expects. */
const JUNK = [
  null,
  "",
  "\0",
  " ",
  -1,
  0,
  1.5,
  1e15,
  1e30,
  true,
  [],
  {},
  "x".repeat(6000),
  "2026-13-45",
];

/** Values that fit a JSON schema of ours, roughly; `ids` are taken for some of its UUIDs. */
export function fitting(
  schema: Schema,
  { schemas, ids }: { schemas: Record<string, Schema>; ids: readonly string[] },
): fc.Arbitrary<unknown> {
  const go = (inner: Schema): fc.Arbitrary<unknown> => {
    if (typeof inner.$ref === "string") return go(schemas[inner.$ref.split("/").at(-1)!]!);
    const choices = (inner.anyOf ?? inner.oneOf) as Schema[] | undefined;
    if (choices) return fc.oneof(...choices.map(go));
    if ("const" in inner) return fc.constant(inner.const);
    if (Array.isArray(inner.enum)) return fc.constantFrom(...inner.enum);
    switch (inner.type) {
      case "object":
        return ofObject(inner, go);
      case "array":
        return fc.array(go(inner.items as Schema), {
          minLength: (inner.minItems as number) ?? 0,
          maxLength: Math.min((inner.maxItems as number) ?? 3, 3),
        });
      case "integer":
        return fc.integer({
          min: Math.max((inner.minimum as number) ?? 0, -1000),
          max: Math.min((inner.maximum as number) ?? 1000, 1_000_000),
        });
      case "boolean":
        return fc.boolean();
      case "null":
        return fc.constant(null);
      case "string":
        return ofString(inner, ids);
    }
    return fc.jsonValue();
  };
  return go(schema);
}

function ofObject(schema: Schema, go: (inner: Schema) => fc.Arbitrary<unknown>) {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, go(inner)]),
  );
  return fc.record(fields, { requiredKeys: (schema.required ?? []) as string[] });
}

function ofString(schema: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  if (schema.format === "uuid") return fc.oneof(fc.constantFrom(...ids), fc.uuid());
  if (schema.format === "email") return fc.emailAddress();
  if (String(schema.pattern).startsWith("^\\+")) {
    return fc.integer({ min: 0, max: 9_999_999 }).map((n) => `+25471${String(n).padStart(7, "0")}`);
  }
  if (String(schema.pattern).startsWith("^[a-z0-9]")) {
    return fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
  }
  return fc.string({
    unit: fc.constantFrom(..."abcXYZ019 -'\"<>&{}%🧺é"),
    minLength: (schema.minLength as number) ?? 0,
    maxLength: Math.min((schema.maxLength as number) ?? 30, 30),
  });
}

/** The same value with one thing wrong with it, or nothing. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(value) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...places), fc.constantFrom(...JUNK))
        .map(([place, junk]) => withAt(value, place, junk)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...places)
        .map((place) => withAt(value, [...place.slice(0, -1), "not_known"], 1)),
    },
  );
}

type Place = (string | number)[];

function placesOf(value: unknown, here: Place = []): Place[] {
  if (value === null || typeof value !== "object") return [here];
  return [
    here,
    ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...here, key])),
  ];
}

function withAt(value: unknown, [first, ...rest]: Place, put: unknown): unknown {
  if (first === undefined) return put;
  if (value === null || typeof value !== "object") return put;
  if (Array.isArray(value)) {
    return value.map((inner, i) => String(i) === String(first) ? withAt(inner, rest, put) : inner);
  }
  const inner = (value as Record<string, unknown>)[first];
  return { ...value, [first]: withAt(inner, rest, put) };
}
