import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { OPERATIONS, toOpenApi } from "@/lib/rest/mod.ts";
import { CLIENT_TYPES, clientTypes } from "@/tasks/client.ts";

const document = toOpenApi(OPERATIONS, "https://afrify.example");

Deno.test("the OpenAPI document is one", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
  assert.equal(valid, true, JSON.stringify(errors, null, 1));
});

Deno.test("every operation is named once, and every path and method is one", () => {
  const ids = OPERATIONS.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  const places = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
  assert.equal(new Set(places).size, places.length);
  const documented = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  assert.deepEqual(documented.map(({ operationId }) => operationId).sort(), ids.toSorted());
});

Deno.test("every reference in the document leads somewhere", () => {
  const text = JSON.stringify(document);
  const names = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name!);
  assert.ok(names.length > 20);
  for (const name of names) assert.ok(document.components.schemas[name], name);
});

Deno.test("the client's types are those of the document", async () => {
  // `task client` writes them anew.
  assert.equal(await Deno.readTextFile(CLIENT_TYPES), await clientTypes());
});
