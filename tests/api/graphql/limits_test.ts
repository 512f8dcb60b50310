import assert from "node:assert/strict";
import { getIntrospectionQuery, type OperationDefinitionNode, parse } from "graphql";
import { readDocument } from "@/lib/graphql/documents.ts";
import { costOf, LIMITS } from "@/lib/graphql/limits.ts";
import { graphqlSchema } from "@/lib/graphql/mod.ts";

/** The code that a document is refused with; "" when it may be asked. */
function refusalOf(text: string): string {
  const checked = readDocument(text);
  return "errors" in checked ? String(checked.errors[0]!.extensions.code) : "";
}

/** A store's products' store's products and so on, this deep. */
function deep(levels: number): string {
  const inner = (left: number): string =>
    left === 0
      ? "id"
      : left % 2 === 0
      ? `store { ${inner(left - 1)} }`
      : `products { ${inner(left - 1)} }`;
  return `{ stores { ${inner(levels)} } }`;
}

function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return costOf(graphqlSchema(), { document, operation, variables });
}

Deno.test("what people write by hand is far from the limits", () => {
  assert.equal(refusalOf(deep(5)), "");
  assert.equal(refusalOf(getIntrospectionQuery()), "");
  assert.equal(refusalOf("{ a: stores { id } b: stores { id } }"), "");
});

Deno.test("a document of depth 30 is refused, also by fragments", () => {
  assert.equal(refusalOf(deep(29)), "query_too_deep");
  const fragments = Array.from(
    { length: 30 },
    (_, i) => `fragment F${i} on Store { products { store { ...F${i + 1} } } }`,
  ).join("\n");
  assert.equal(
    refusalOf(`{ stores { ...F0 } } ${fragments} fragment F30 on Store { id }`),
    "query_too_deep",
  );
});

Deno.test("1,000 aliases are refused, wherever they are", () => {
  const aliases = Array.from({ length: 1_000 }, (_, i) => `a${i}: id`).join(" ");
  assert.equal(refusalOf(`{ stores { ${aliases} } }`), "too_many_aliases");
  const types = Array.from({ length: 1_000 }, (_, i) => `a${i}: __typename`).join(" ");
  assert.equal(refusalOf(`{ ${types} }`), "too_many_aliases");
  const some = Array.from({ length: LIMITS.aliases }, (_, i) => `a${i}: id`).join(" ");
  assert.equal(refusalOf(`{ stores { ${some} } }`), "");
});

Deno.test("fragments that double each other are refused before they are followed", () => {
  const fragments = Array.from(
    { length: 40 },
    (_, i) => `fragment F${i} on Store { ...F${i + 1} ...F${i + 1} }`,
  ).join("\n");
  const begun = performance.now();
  assert.equal(
    refusalOf(`{ stores { ...F0 } } ${fragments} fragment F40 on Store { id }`),
    "query_too_large",
  );
  assert.ok(performance.now() - begun < 500);
  const loop = "{ stores { ...A } } fragment A on Store { ...B } fragment B on Store { ...A }";
  assert.equal(refusalOf(loop), "invalid_query");
});

Deno.test("a document of many bytes, tokens or fields is refused", () => {
  assert.equal(refusalOf(`{ stores { id } } #${"x".repeat(LIMITS.bytes)}`), "query_too_large");
  assert.equal(refusalOf(`{ stores { ${"id ".repeat(1_200)} } }`), "query_too_large");
  assert.equal(
    refusalOf(`{ stores(tenantId: [${"1 ".repeat(12_000)}]) { id } }`),
    "query_too_large",
  );
  const nested =
    `{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }`;
  assert.equal(refusalOf(nested), "invalid_query");
});

Deno.test("a document costs what its lists may bring", () => {
  assert.equal(cost('{ order(id: "1") { id } }'), 1);
  assert.equal(
    cost('{ orders(storeId: "1", limit: 50) { customer { id } items { id } } }'),
    50 * 7,
  );
  assert.equal(cost('{ products(storeId: "1") { id } }'), 20);
  const paged = "query ($n: Int = 7) { stores { orders(limit: $n) { id } } }";
  assert.equal(cost(paged), 5 * 8);
  assert.equal(cost(paged, { n: 100 }), 5 * 101);
  const all = `{ stores { customers(limit: 100) { orders(limit: 100) { items { id } } } } }`;
  assert.ok(cost(all) > LIMITS.cost);
  const fifty = `{ orders(storeId: "1", limit: 50) {
    customer { id } items { product { variants { id } } } payments { id } } }`;
  assert.ok(cost(fifty) < LIMITS.cost / 3);
});
