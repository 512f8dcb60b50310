import {
  type GraphQLFieldConfig,
  GraphQLID,
  GraphQLObjectType,
  GraphQLSchema,
  printSchema,
} from "graphql";
import { invalid, type OpenApi, type Operation, OPERATIONS, toOpenApi } from "@/lib/rest/mod.ts";
import type { Asked } from "./asked.ts";
import { type Described, fieldName, mutationField, queryField } from "./operation_fields.ts";
import { run } from "./run.ts";
import { listOf, needed } from "./fields.ts";
import { createTypes, type Types } from "./types.ts";

type RootFields = Record<string, GraphQLFieldConfig<unknown, Asked>>;

/** How many stores a list of them is taken for. */
const FEW_STORES = 5;

let schema: GraphQLSchema | undefined;

/** Everything that the API can do, as GraphQL: every operation of lib/rest, and what leads from row to row. */
export function graphqlSchema(): GraphQLSchema {
  return schema ??= makeSchema();
}

/** The schema in GraphQL's own language. */
export function schemaText(): string {
  return printSchema(graphqlSchema()) + "\n";
}

function makeSchema(): GraphQLSchema {
  const document = toOpenApi(OPERATIONS, "");
  const types = createTypes(document.components.schemas);
  // Signing in stays with REST: a token is what GraphQL begins with.
  const all = OPERATIONS.filter(({ path }) => !path.startsWith("/auth/"))
    .map((operation) => ({ operation, told: toldOf(document, operation) }));
  const reads = all.filter(({ operation }) => operation.method === "GET");
  const writes = all.filter(({ operation }) => operation.method !== "GET");
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: "Query",
      fields: {
        ...fieldsOf(reads, (one) => queryField(one, types)),
        ...storeFields(types),
      },
    }),
    mutation: new GraphQLObjectType({
      name: "Mutation",
      fields: {
        ...fieldsOf(writes, (one) => mutationField(one, types)),
        ...changeStore(all, types),
        ...statusField(types),
      },
    }),
  });
}

function toldOf(document: OpenApi, { path, method }: Operation) {
  return document.paths[path]![method.toLowerCase()]!;
}

function fieldsOf(all: Described[], make: (one: Described) => RootFields[string]): RootFields {
  const names = all.map(({ operation }) => fieldName(operation));
  const twin = names.find((name, i) => names.indexOf(name) !== i);
  if (twin) throw new Error(`Two operations would be the field ${twin}`);
  return Object.fromEntries(all.map((one, i) => [names[i]!, make(one)]));
}

/** Stores are read once a request, whoever asks for them. */
function storeFields(types: Types): RootFields {
  const store = types.output.named("Store");
  return {
    stores: {
      type: listOf(store),
      description: "Stores where the caller may do something; of one business, if told.",
      args: { tenantId: { type: GraphQLID } },
      extensions: { size: FEW_STORES },
      async resolve(_source, { tenantId }, asked) {
        const stores = await asked.stores();
        return tenantId ? stores.filter(({ tenant_id }) => tenant_id === tenantId) : stores;
      },
    },
    store: {
      type: store,
      description: "One store; null for one where the caller may do nothing.",
      args: { id: { type: needed(GraphQLID) } },
      resolve: async (_source, args, asked) =>
        (await asked.stores()).find(({ id }) => id === args.id.toLowerCase()),
    },
  };
}

/** REST answers the settings of a store; here its caller says what to read of it. */
function changeStore(all: Described[], types: Types): RootFields {
  const update = all.find(({ operation }) => operation.id === "update_store")!;
  const field = mutationField(update, types);
  const updateStore: RootFields[string] = {
    ...field,
    type: needed(types.output.named("Store")),
    async resolve(source, args, asked, info) {
      await field.resolve!(source, args, asked, info);
      return (await asked.stores()).find(({ id }) => id === args.id.toLowerCase());
    },
  };
  return { updateStore };
}

/** What a person may say of an order's status; the rest follows from its money. */
const CHANGES: Record<string, unknown> = {
  cancelled: { status: "cancelled" },
  fulfilled: { fulfilment_status: "delivered" },
};

function statusField(types: Types): RootFields {
  const update = OPERATIONS.find(({ id }) => id === "update_order")!;
  const order = types.output.named("Order");
  return {
    updateOrderStatus: {
      type: needed(order),
      description:
        "CANCELLED ends an unpaid order, FULFILLED says that its goods arrived; money decides the others. " +
        "`updateOrder` says how far goods are.\n\nNeeds `orders.manage`.",
      args: {
        id: { type: needed(GraphQLID) },
        status: { type: order.getFields().status!.type as never },
      },
      resolve(_source, { id, status }, asked) {
        const body = CHANGES[status];
        if (body) return run(asked, update, { id, body });
        const message = "Only CANCELLED and FULFILLED are said; money decides the others.";
        throw invalid([{ field: "status", message }]);
      },
    },
  };
}
