import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { type OpenApiOperation, OPERATIONS, type Schema, toOpenApi } from "@/lib/rest/mod.ts";
import { fitting, spoiled } from "./arbitrary.ts";
import { type Answer, type ApiStage, type Call, startApiStage } from "./stage.ts";

const document = toOpenApi(OPERATIONS, "https://afrify.example");
const { schemas } = document.components;

/** Fewer than may be asked for in one window. */
const AT_ONCE = 90;
const REQUESTS = 5_000;

const ajv = new Ajv2020({ strict: false, allErrors: false });
addFormats.default(ajv);
ajv.addSchema({ $id: "api", components: { schemas } });

/** What is wrong with a value by a schema of the document; null when nothing is. */
function wrongWith(schema: Schema, value: unknown): string | null {
  const check = ajv.compile(JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"api#/components'),
  ));
  return check(value) ? null : ajv.errorsText(check.errors);
}

const compiled = new Map<string, (value: unknown) => string | null>();
function checkOf(schema: Schema): (value: unknown) => string | null {
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) compiled.set(key, (value) => wrongWith(schema, value));
  return compiled.get(key)!;
}

interface Asked extends Call {
  operation: OpenApiOperation;
  /** Whether the document says that this body cannot be. */
  isBad: boolean;
}

/** Requests to one operation: mostly as documented, often with one thing wrong. */
function requests(path: string, method: string, ids: readonly string[]): fc.Arbitrary<Asked> {
  const operation = document.paths[path]![method]!;
  const { schema, example } = operation.requestBody?.content["application/json"] ?? {};
  const body = schema
    ? fc.oneof(fitting(schema, { schemas, ids }), exampleOf(example, ids)).chain(spoiled)
    : fc.constant(undefined);
  return fc.record({
    body,
    id: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...ids) }, {
      weight: 1,
      arbitrary: fc.constantFrom("none", "%00", crypto.randomUUID()),
    }),
    query: queryOf(operation, ids),
  }).map(({ body, id, query }) => ({
    operation,
    method: method.toUpperCase(),
    path: path.replace("{id}", id) + query,
    body,
    isBad: schema !== undefined && checkOf(schema)(body) !== null,
    headers: operation.parameters.some(({ name }) => name === "Idempotency-Key")
      ? { "idempotency-key": crypto.randomUUID() as string }
      : {} as Record<string, string>,
  }));
}

/** The example of the document about rows that there are; without one anything. */
function exampleOf(example: unknown, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (example === undefined) return fc.constant({});
  const text = JSON.stringify(example);
  return fc.constantFrom(...ids).map((id) =>
    JSON.parse(text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, id))
  );
}

function queryOf({ parameters }: OpenApiOperation, ids: readonly string[]): fc.Arbitrary<string> {
  const here = parameters.filter((one) => one.in === "query");
  const fields = Object.fromEntries(here.map(({ name, schema }) => [
    name,
    fc.oneof(
      { weight: 4, arbitrary: fitting(schema, { schemas, ids }).map(String) },
      { weight: 1, arbitrary: fc.constantFrom("", "\0", "-1", "x", "1e3", "999999999999") },
    ),
  ]));
  return fc.record(fields, { requiredKeys: [] })
    .map((query) => Object.keys(query).length > 3 ? {} : query)
    .map((query) => `?${new URLSearchParams(query as Record<string, string>)}`);
}

async function idsOf({ sql, storeId }: ApiStage): Promise<string[]> {
  const rows = await sql`
    (select id from products where store_id = ${storeId} limit 4)
    union all (select id from variants where store_id = ${storeId} order by stock_hint desc limit 4)
    union all (select id from orders where store_id = ${storeId} limit 4)
    union all (select id from customers where store_id = ${storeId} limit 2)
    union all (select id from payment_attempts where store_id = ${storeId} limit 4)
    union all (select id from categories where store_id = ${storeId} limit 2)
    union all select ${storeId}::uuid`;
  return rows.map(({ id }) => id);
}

/** Throws for an answer that the document does not have. */
function judge({ operation, body, isBad, method, path }: Asked, answer: Answer): void {
  const told = `${method} ${path} ${JSON.stringify(body)?.slice(0, 2000)}\n${answer.status} ${
    JSON.stringify(answer.body)?.slice(0, 500)
  }`;
  assert.ok(answer.status < 500, told);
  if (isBad) assert.ok(answer.status >= 400, `Bad input was taken: ${told}`);
  const documented = operation.responses[String(answer.status)];
  assert.ok(documented, `This answer is not documented: ${told}`);
  const content = documented.content && Object.values(documented.content)[0];
  if (!content || answer.status === 204) return;
  const query = new URLSearchParams(path.split("?")[1]);
  // An answer with some of its fields is not the whole.
  if (query.has("fields") && answer.status < 300) return;
  const wrong = checkOf(content.schema)(answer.body);
  assert.equal(wrong, null, `${wrong}: ${told}`);
}

Deno.test("whatever is sent, every answer is one that the document has", async () => {
  await using stage = await startApiStage();
  const token = await stage.tokenOf("merchant");
  const ids = await idsOf(stage);
  const seed = Number(Deno.env.get("FUZZ_SEED") ?? Date.now() % 1_000_000);
  const places = Object.entries(document.paths).flatMap(([path, methods]) =>
    path.startsWith("/auth/") ? [] : Object.keys(methods).map((method) => ({ path, method }))
  );
  const each = Math.ceil(REQUESTS / places.length);
  const all = places.flatMap(({ path, method }, i) =>
    fc.sample(requests(path, method, ids), { seed: seed + i, numRuns: each })
  );
  assert.ok(all.length >= REQUESTS);
  const seen = new Set<number>();
  for (let at = 0; at < all.length; at += AT_ONCE) {
    await stage.forgetTurns();
    const some = all.slice(at, at + AT_ONCE);
    for (let i = 0; i < some.length; i += 6) {
      await Promise.all(
        some.slice(i, i + 6).map(async (asked) => {
          const answer = await stage.call(token, asked);
          seen.add(answer.status);
          try {
            judge(asked, answer);
          } catch (error) {
            throw new Error(`With FUZZ_SEED=${seed}`, { cause: error });
          }
        }),
      );
    }
  }
  // Requests that all fail find nothing out.
  for (const status of [200, 201, 404, 422]) assert.ok(seen.has(status), `never ${status}`);
});
