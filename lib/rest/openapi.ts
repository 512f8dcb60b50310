import { z } from "zod";
import type { Operation } from "./operation.ts";

const PROBLEM = {
  type: "object",
  description: "RFC 9457. `code` is stable, words are not.",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["field", "message"],
        properties: { field: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};

/** What every operation may refuse, beside its own refusals. */
const COMMON: Record<string, { code: string; when: string }[]> = {
  "401": [{ code: "unauthorized", when: "No token or key, or one that does not hold." }],
  "403": [{ code: "permission_missing", when: "The caller may not do this in the store." }],
  "404": [{ code: "not_found", when: "Nothing is here, or it is another store's." }],
  "422": [{ code: "invalid_input", when: "`errors` says which fields." }],
  "429": [{ code: "rate_limited", when: "Wait as `Retry-After` says." }],
};

const BODIES: typeof COMMON = {
  "400": [{ code: "invalid_json", when: "The body is not JSON in UTF-8." }],
  "413": [{ code: "payload_too_large", when: "More than 64 KB." }],
  "415": [{ code: "unsupported_media_type", when: "Not application/json." }],
};

export type Schema = Record<string, unknown>;

/** One method of a path, as far as our own page reads it. */
export interface OpenApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters: {
    name: string;
    in: string;
    required: boolean;
    description?: string;
    schema: Schema;
  }[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}

export interface OpenApi {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, Schema> };
}

/** The OpenAPI 3.1 document of these operations. `server` is the origin that they are reached under. */
export function toOpenApi(operations: readonly Operation[], server: string): OpenApi {
  const schemas: Record<string, Schema> = { Problem: PROBLEM };
  const paths: OpenApi["paths"] = {};
  for (const operation of operations) {
    const path = paths[operation.path] ??= {};
    path[operation.method.toLowerCase()] = toOperation(operation, schemas);
  }
  const document = {
    openapi: "3.1.1",
    info: {
      title: "Afrify API",
      version: "1",
      description: DESCRIPTION,
    },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ bearer: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "A key of a store (`afk_…`), or the access token of somebody signed in.",
        },
      },
    },
  };
  return document;
}

const DESCRIPTION = [
  "Amounts are whole numbers in the smallest unit of their currency. Moments are ISO 8601 in UTC.",
  "Lists take `limit` and `after`, and answer `next`. Unknown fields and parameters are refused.",
  "A GET answers an `ETag`: send it as `If-None-Match` to be told 304 while nothing changed, and, of an",
  "answer without `expand` and `fields`, as `If-Match` with a change to be refused when somebody else was first.",
  "An `Idempotency-Key` makes a POST that is sent again answer what it answered, for a day.",
].join("\n");

function toOperation(
  operation: Operation,
  schemas: Record<string, Schema>,
): OpenApiOperation {
  const { id, tag, summary, permission, refusals } = operation;
  const needs = permission && permission !== "none" ? `Needs \`${permission}\`.` : "";
  const description = [operation.description, needs].filter(Boolean).join("\n\n");
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(permission === "none" && { security: [] }),
    parameters: toParameters(operation),
    ...(operation.body && { requestBody: toBody(operation, schemas) }),
    responses: {
      [operation.status]: toAnswer(operation, schemas),
      ...(operation.method === "GET" && { "304": { description: "Nothing changed." } }),
      ...toProblems(operation, refusals),
    },
  };
}

function toBody({ body, example }: Operation, schemas: Record<string, Schema>) {
  const schema = toSchema(body!, "input", schemas);
  return {
    required: true,
    content: {
      "application/json": { schema, ...(example?.body !== undefined && { example: example.body }) },
    },
  };
}

function toAnswer({ answer, status, method }: Operation, schemas: Record<string, Schema>) {
  const description = status === 204 ? "Done." : status === 202 ? "Under way." : "So it is.";
  if (!answer) return { description };
  return {
    description,
    ...(method === "GET" && { headers: { ETag: { schema: { type: "string" } } } }),
    content: { "application/json": { schema: toSchema(answer, "output", schemas) } },
  };
}

function toParameters({ path, query, key, isConditional }: Operation) {
  const { properties = {}, required = [] } = jsonSchema(query, "input") as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  const header = (name: string, isRequired = false) => ({
    name,
    in: "header",
    required: isRequired,
    schema: { type: "string" },
  });
  return [
    ...(path.includes("{id}")
      ? [{ name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } }]
      : []),
    ...Object.entries(properties).map(([name, { description, ...schema }]) => ({
      name,
      in: "query",
      required: required.includes(name),
      ...(typeof description === "string" && { description }),
      schema,
    })),
    ...(key === "never" ? [] : [header("Idempotency-Key", key === "required")]),
    ...(isConditional ? [header("If-Match")] : []),
  ];
}

function toProblems(operation: Operation, refusals: Operation["refusals"]) {
  const all: Record<string, { code: string; when: string }[]> = {};
  const add = (status: string, problems: { code: string; when: string }[]) => {
    all[status] = [...(all[status] ?? []), ...problems];
  };
  for (const [status, problems] of Object.entries(COMMON)) {
    if (operation.permission === "none" && ["401", "403", "404"].includes(status)) continue;
    add(status, problems);
  }
  if (operation.body) {
    for (const [status, problems] of Object.entries(BODIES)) add(status, problems);
  }
  if (operation.isConditional) {
    add("412", [{ code: "precondition_failed", when: "It was changed since it was read." }]);
  }
  if (operation.key !== "never") {
    add("400", [{
      code: "invalid_idempotency_key",
      when: "Not 8 to 128 letters, digits, - or _.",
    }]);
    add("409", [{ code: "idempotency_key_reused", when: "The key was used for another request." }]);
  }
  if (operation.key === "required") {
    add("400", [{ code: "idempotency_key_required", when: "None was sent." }]);
  }
  for (const [code, { status, title }] of Object.entries(refusals)) {
    if (!all[status]?.some((one) => one.code === code)) {
      add(String(status), [{ code, when: title }]);
    }
  }
  return Object.fromEntries(
    Object.entries(all).map(([status, problems]) => [status, {
      description: problems.map(({ code, when }) => `\`${code}\`: ${when}`).join("\n\n"),
      content: {
        "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
      },
    }]),
  );
}

/** The schema, or a reference to the place where one with a name stands. */
function toSchema(
  schema: z.ZodType,
  io: "input" | "output",
  schemas: Record<string, Schema>,
): Schema {
  const { $defs, ...own } = jsonSchema(schema, io) as Schema & { $defs?: Record<string, Schema> };
  for (const [name, inner] of Object.entries($defs ?? {})) schemas[name] = inner;
  const name = schema.meta()?.id;
  if (typeof name !== "string") return own;
  // One that names itself stands among the definitions already.
  if (!("$ref" in own)) schemas[name] = own;
  return { $ref: `#/components/schemas/${name}` };
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  // Definitions move to where the document keeps them.
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
