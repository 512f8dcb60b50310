import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  GraphQLID,
  GraphQLString,
} from "graphql";
import {
  type OpenApiOperation,
  type Operation,
  OPERATIONS,
  Refused,
  type Schema,
} from "@/lib/rest/mod.ts";
import type { Asked } from "./asked.ts";
import { listOf, needed, SHORT_LIST } from "./fields.ts";
import { camel, enumName, pascal } from "./names.ts";
import { run, toSent } from "./run.ts";
import { type Schemas, shapeOf, wordsOf } from "./shapes.ts";
import { pageArgs } from "./output_types.ts";
import type { Types } from "./types.ts";

/** What the document says of an operation, and the operation. */
export interface Described {
  operation: Operation;
  told: OpenApiOperation;
}

type RootField = GraphQLFieldConfig<unknown, Asked>;

/** Parameters that GraphQL has of its own: a selection chooses what is answered. */
const OF_REST = ["fields", "expand"];

/**
 * "products" of list_products, "product" of get_product, "createProduct" of create_product; "inventoryOf" of
 * get_inventory, where a list has the word already.
 */
export function fieldName({ id }: Operation): string {
  const hasList = OPERATIONS.some((one) =>
    one.id === id.replace(/^get_/, "list_") && one.id !== id
  );
  return camel(id.replace(/^(list|get)_/, "")) + (hasList ? "Of" : "");
}

/** A field of Query that does what the operation does. Lists want to know of which store. */
export function queryField(
  { operation, told }: Described,
  { input, output, schemas }: Types,
): RootField {
  const name = fieldName(operation);
  const answer = answerOf(operation, told)!;
  const rows = rowsOf(answer, schemas);
  const isById = operation.path.includes("{id}");
  const args: GraphQLFieldConfigArgumentMap = {
    ...(isById && { id: { type: needed(GraphQLID) } }),
  };
  for (const { name: param, schema, description } of queryOf(told)) {
    args[camel(param)] = {
      type: input.of(schema, { parent: pascal(name), field: param }),
      description,
      ...(schema.default !== undefined && { default: { value: defaultOf(schema) } }),
    };
  }
  if (rows && args.storeId) args.storeId = { type: needed(GraphQLID) };
  if (rows && args.limit) Object.assign(args, pageArgs);
  const item = output.of(rows ?? answer, { parent: pascal(name), field: "" });
  return {
    type: rows ? listOf(item) : item,
    description: describe(told),
    args,
    ...(rows && { extensions: { size: args.limit ? "limit" : SHORT_LIST } }),
    async resolve(_source, { id, ...query }, asked) {
      const read = () => run(asked, operation, { id, query: toQuery(query, told) });
      // What is not there is null where it may be; a list of its rows cannot be.
      const value = isById && !rows ? await orNull(read) : await read();
      return rows ? (value as { data: unknown }).data : value;
    },
  };
}

/** A field of Mutation that does what the operation does. */
export function mutationField(
  { operation, told }: Described,
  { input, output, schemas }: Types,
): RootField {
  const name = fieldName(operation);
  const body = told.requestBody?.content["application/json"]?.schema;
  const more = {
    ...(queryOf(told).some(({ name }) => name === "store_id") && {
      storeId: { type: GraphQLID, description: "For a person who works in several stores." },
    }),
    ...(operation.key !== "never" && {
      idempotencyKey: {
        type: operation.key === "required" ? needed(GraphQLString) : GraphQLString,
        description: "8 to 128 letters, digits, - or _: the same one again does nothing twice.",
      },
    }),
  };
  const sent = input.object(`${pascal(name)}Input`, body ?? { properties: {} }, more);
  const hasInput = body !== undefined || Object.keys(more).length > 0;
  const answer = answerOf(operation, told);
  const type = answer ? output.of(answer, { parent: pascal(name), field: "" }) : GraphQLBoolean;
  return {
    type: needed(type),
    description: describe(told),
    args: {
      ...(operation.path.includes("{id}") && { id: { type: needed(GraphQLID) } }),
      ...(hasInput && sent && { input: { type: needed(sent) } }),
    },
    async resolve(_source, { id, input = {} }, asked) {
      const { storeId, idempotencyKey, ...fields } = input;
      const value = await run(asked, operation, {
        id,
        query: storeId ? { store_id: storeId } : {},
        body: body && toSent(fields, body, schemas),
        key: idempotencyKey,
      });
      return answer ? value : true;
    },
  };
}

function queryOf({ parameters }: OpenApiOperation) {
  return parameters.filter((one) => one.in === "query" && !OF_REST.includes(one.name));
}

/** Arguments as an address would say them. */
function toQuery(args: Record<string, unknown>, told: OpenApiOperation): Record<string, string> {
  return Object.fromEntries(
    queryOf(told).flatMap(({ name }) => {
      const sent = args[camel(name)] ?? null;
      return sent === null ? [] : [[name, String(sent)]];
    }),
  );
}

/** As GraphQL writes it. */
function defaultOf(schema: Schema): unknown {
  return wordsOf(schema) ? enumName(String(schema.default)) : schema.default;
}

function answerOf({ status }: Operation, { responses }: OpenApiOperation): Schema | null {
  return responses[status]?.content?.["application/json"]?.schema ?? null;
}

/** The rows of an answer that is a list. */
function rowsOf(answer: Schema, schemas: Schemas): Schema | null {
  const { properties } = shapeOf(answer, schemas).schema as { properties?: Schemas };
  return properties?.data && properties.next ? properties.data.items as Schema : null;
}

function describe({ summary, description }: OpenApiOperation): string {
  const whole = description ? `${summary}.\n\n${description}` : `${summary}.`;
  return whole.replaceAll(/`([a-z]+(_[a-z]+)+)`/g, (_, name: string) => {
    const operation = OPERATIONS.find(({ id }) => id === name);
    return `\`${operation ? fieldName(operation) : camel(name)}\``;
  });
}

/** Null where there is nothing, as a query says it. */
async function orNull(read: () => Promise<unknown>): Promise<unknown> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refused && error.problem.code === "not_found") return null;
    throw error;
  }
}
