import assert from "node:assert/strict";
import { validateSchema } from "graphql";
import { graphqlSchema, schemaText } from "@/lib/graphql/mod.ts";
import { OPERATIONS } from "@/lib/rest/mod.ts";
import { SCHEMA_FILE } from "@/tasks/graphql.ts";

const schema = graphqlSchema();

/** What every shop's programs may rely on, with more arguments that they need not send. */
const PROMISED = {
  Query: {
    stores: "stores(tenantId: ID): [Store!]!",
    store: "store(id: ID!): Store",
    products: "products(storeId: ID!): [Product!]!",
    product: "product(id: ID!): Product",
    orders: "orders(storeId: ID!): [Order!]!",
    order: "order(id: ID!): Order",
    customers: "customers(storeId: ID!): [Customer!]!",
  },
  Mutation: {
    createStore: "createStore(input: CreateStoreInput!): Store!",
    updateStore: "updateStore(id: ID!, input: UpdateStoreInput!): Store!",
    deleteStore: "deleteStore(id: ID!): Boolean!",
    createProduct: "createProduct(input: CreateProductInput!): Product!",
    updateProduct: "updateProduct(id: ID!, input: UpdateProductInput!): Product!",
    createOrder: "createOrder(input: CreateOrderInput!): Order!",
    updateOrderStatus: "updateOrderStatus(id: ID!, status: OrderStatus!): Order!",
  },
  Store: {
    id: "id: ID!",
    name: "name: String!",
    slug: "slug: String!",
    email: "email: String",
    currency: "currency: Currency!",
    status: "status: StoreStatus!",
    products: "products: [Product!]!",
    orders: "orders: [Order!]!",
    customers: "customers: [Customer!]!",
  },
};

Deno.test("the schema is one, and the file says the same", async () => {
  assert.deepEqual(validateSchema(schema), []);
  // `task graphql` writes it anew.
  assert.equal(await Deno.readTextFile(SCHEMA_FILE), schemaText());
});

Deno.test("what is promised holds, and what came later need not be sent", () => {
  for (const [name, fields] of Object.entries(PROMISED)) {
    const type = schema.getType(name) as ReturnType<typeof schema.getQueryType>;
    for (const [field, promised] of Object.entries(fields)) {
      const { args, type: answer } = type!.getFields()[field]!;
      const said = args.filter((one) => promised.includes(`${one.name}: `));
      const later = args.filter((one) => !said.includes(one));
      const list = said.map((one) => `${one.name}: ${one.type}`).join(", ");
      assert.equal(`${field}${list && `(${list})`}: ${answer}`, promised);
      for (const one of later) assert.ok(!String(one.type).endsWith("!"), `${field} ${one.name}`);
    }
  }
});

Deno.test("every operation of the API is a field, but for signing in", () => {
  const fields = [schema.getQueryType()!, schema.getMutationType()!]
    .flatMap((type) => Object.keys(type.getFields()));
  const operations = OPERATIONS.filter(({ path }) => !path.startsWith("/auth/"));
  // An order's status has a field of its own beside updateOrder.
  assert.equal(fields.length, operations.length + 1);
});

Deno.test("no field is of a kind that nobody can tell", () => {
  assert.ok(!schemaText().includes("JSON"));
});
