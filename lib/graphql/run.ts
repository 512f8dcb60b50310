import type { z } from "zod";
import {
  checkKey,
  type Input,
  invalid,
  notFound,
  type Operation,
  type Schema,
  toErrors,
} from "@/lib/rest/mod.ts";
import type { Asked } from "./asked.ts";
import { camel } from "./names.ts";
import { fieldsOf, type Schemas, shapeOf } from "./shapes.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface Request {
  id?: string;
  query?: Record<string, unknown>;
  body?: unknown;
  key?: string | null;
}

/** Does an operation of the API in the transaction of the request, and answers its value. Throws Refused. */
export async function run(
  asked: Asked,
  operation: Operation,
  { id = "", query = {}, body, key = null }: Request,
): Promise<unknown> {
  if (operation.path.includes("{id}") && !UUID.test(id)) throw notFound();
  const input: Input = {
    id: id.toLowerCase(),
    query: check(operation.query, query) as Record<string, unknown>,
    body: operation.body ? check(operation.body, body) : undefined,
  };
  const caller = { ...asked.caller, key: checkKey(key, operation) };
  const outcome = await operation.execute(caller, input);
  if (outcome.isRepeat) asked.isRepeat = true;
  if (operation.method !== "GET") asked.forget();
  return outcome.value;
}

function check(schema: z.ZodType, value: unknown): unknown {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const errors = checked.error.issues.flatMap(toErrors);
  throw invalid(
    errors.map((one) => ({ ...one, field: one.field.split(".").map(camel).join(".") })),
  );
}

/** What GraphQL was sent, under the names that the API has for it. */
export function toSent(value: unknown, schema: Schema, schemas: Schemas): unknown {
  const { schema: inner } = shapeOf(schema, schemas);
  if (Array.isArray(value)) {
    return value.map((one) => toSent(one, inner.items as Schema, schemas));
  }
  const fields = value !== null && typeof value === "object" ? fieldsOf(inner, schemas) : null;
  if (!fields) return value;
  const sent = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(fields.properties).flatMap(([name, field]) => {
      const one = sent[camel(name)];
      return one === undefined ? [] : [[name, toSent(one, field, schemas)]];
    }),
  );
}
