import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { buildClientSchema, getIntrospectionQuery, printSchema } from "graphql";
import { graphqlSchema } from "@/lib/graphql/mod.ts";
import { type ApiStage, startApiStage } from "@/tests/api/rest/stage.ts";
import { ask, codeOf, read } from "./ask.ts";

let stage: ApiStage;
let token: string;

Deno.test.beforeAll(async () => {
  stage = await startApiStage();
  token = await stage.tokenOf("merchant");
});
Deno.test.beforeEach(() => stage.forgetTurns());
Deno.test.afterAll(async () => await stage[Symbol.asyncDispose]());

const STORES = "{ stores { name } }";

/** A GET whose address asks. */
async function get(params: Record<string, unknown>, bearer: string | null = token) {
  const query = new URLSearchParams(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  return await read(
    await fetch(`${stage.url}/graphql?${query}`, {
      headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
    }),
  );
}

function persisted(text: string, hash = createHash("sha256").update(text).digest("hex")) {
  return { persistedQuery: { version: 1, sha256Hash: hash } };
}

Deno.test("what there is to ask is told to everyone, what there is only to who may know", async () => {
  const told = await ask(stage, null, getIntrospectionQuery({ specifiedByUrl: true }));
  assert.equal(printSchema(buildClientSchema(told.data)), printSchema(graphqlSchema()));
  const both = await ask(stage, null, `{ __typename stores { name } }`);
  assert.deepEqual([both.status, codeOf(both)], [401, "unauthorized"]);
  const hidden = await ask(stage, null, `query { ...A } fragment A on Query { stores { name } }`);
  assert.equal(codeOf(hidden), "unauthorized");
});

Deno.test("a document that passes a limit is refused", async () => {
  const aliases = Array.from({ length: 1_000 }, (_, i) => `a${i}: stores { id }`).join(" ");
  const deep = `${"{ stores { products ".repeat(1)}${"{ store { products ".repeat(15)}{ id }${
    " } }".repeat(16)
  }`;
  const costly = `{ stores { customers(limit: 100) { orders(limit: 100) { id } } } }`;
  for (
    const [text, code] of [
      [`{ ${aliases} }`, "too_many_aliases"],
      [deep, "query_too_deep"],
      [costly, "query_too_costly"],
      [`{ stores { name } } #${"x".repeat(40_000)}`, "query_too_large"],
      ["{ stores { nothing } }", "invalid_query"],
      ["{", "invalid_query"],
    ]
  ) {
    const answer = await ask(stage, token, text!);
    assert.deepEqual([answer.status, codeOf(answer)], [400, code], JSON.stringify(answer.errors));
    assert.equal(answer.data, undefined);
  }
});

Deno.test("what is no request is refused: a batch, no JSON, another kind, no query, wrong variables", async () => {
  const send = (body: unknown, headers = {}) => ask(stage, token, "", { body, headers });
  const query = "query ($id: ID!) { order(id: $id) { id } }";
  for (
    const [answer, status, code] of [
      [await send([{ query: STORES }]), 400, "batch_refused"],
      [await send("{"), 400, "invalid_json"],
      [
        await send({ query: STORES }, { "content-type": "text/plain" }),
        415,
        "unsupported_media_type",
      ],
      [await send({}), 400, "query_missing"],
      [await send({ query: 7 }), 400, "invalid_request"],
      [await send({ query: STORES, variables: [] }), 400, "invalid_request"],
      [await send({ query: STORES, operationName: "Other" }), 400, "operation_unknown"],
      [await send({ query }), 422, "invalid_input"],
      [await send({ query, variables: { id: {} } }), 422, "invalid_input"],
      [
        await send({ query: STORES, variables: { text: "x".repeat(70_000) } }),
        413,
        "payload_too_large",
      ],
    ] as const
  ) {
    assert.deepEqual(
      [answer.status, codeOf(answer)],
      [status, code],
      JSON.stringify(answer.errors),
    );
  }
});

Deno.test("a query is known again by its hash", async () => {
  const text = `query Kept { stores { name slug } }`;
  const unknown = await get({ extensions: persisted(text) });
  assert.deepEqual(
    [unknown.status, unknown.errors[0]!.message, codeOf(unknown)],
    [200, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND"],
  );
  // A stranger, and one with a key that does not hold, make nothing known.
  await get({ query: text, extensions: persisted(text) }, null);
  await get({ query: text, extensions: persisted(text) }, `afk_${"0".repeat(64)}`);
  assert.equal(codeOf(await get({ extensions: persisted(text) })), "PERSISTED_QUERY_NOT_FOUND");
  const wrong = await get({ query: STORES, extensions: persisted(text) });
  assert.deepEqual([wrong.status, codeOf(wrong)], [400, "hash_wrong"]);

  const told = await get({ query: text, extensions: persisted(text) });
  assert.equal(told.data.stores[0].slug, "demo");
  const known = await get({ extensions: persisted(text) });
  assert.deepEqual(known.data, told.data);
  const posted = await ask(stage, token, "", { body: { extensions: persisted(text) } });
  assert.deepEqual(posted.data, told.data);
  assert.equal(codeOf(await get({ extensions: persisted(text) }, null)), "unauthorized");
});

Deno.test("a GET asks with variables and changes nothing", async () => {
  const query = "query ($id: ID!) { store(id: $id) { slug } }";
  const answer = await get({ query, variables: { id: stage.storeId } });
  assert.equal(answer.data.store.slug, "demo");
  const close = `mutation { deleteStore(id: "${stage.storeId}") }`;
  const refused = await get({ query: close });
  assert.deepEqual([refused.status, codeOf(refused)], [405, "method_not_allowed"]);
  assert.equal(refused.headers.get("allow"), "POST");
  assert.equal(codeOf(await get({ query, variables: "{" })), "invalid_request");
});

Deno.test("one change a request, however it is written", async () => {
  const close = (name: string) => `${name}: deleteStore(id: "${stage.storeId}")`;
  const two = await ask(stage, token, `mutation { ${close("a")} ${close("b")} }`);
  assert.deepEqual([two.status, codeOf(two)], [400, "one_change"]);
  const hidden = await ask(
    stage,
    token,
    `mutation { ${close("a")} ...B } fragment B on Mutation { ${close("b")} }`,
  );
  assert.equal(codeOf(hidden), "one_change");
  const { data } = await ask(stage, token, `{ store(id: "${stage.storeId}") { status } }`);
  assert.equal(data.store.status, "ACTIVE");
});

Deno.test("the answer is of the kind that was asked for", async () => {
  const accept = "application/graphql-response+json";
  const answer = await ask(stage, token, STORES, { headers: { accept } });
  assert.match(answer.headers.get("content-type")!, /^application\/graphql-response\+json/);
  const usual = await ask(stage, token, STORES);
  assert.match(usual.headers.get("content-type")!, /^application\/json/);
  assert.equal(usual.headers.get("cache-control"), "no-store");
});

Deno.test("the 101st request in 15 minutes waits, and counts with those to REST", async () => {
  for (let i = 0; i < 50; i++) {
    assert.equal((await ask(stage, token, STORES)).status, 200);
    assert.equal((await stage.call(token, { path: "/stores" })).status, 200);
  }
  const answer = await ask(stage, token, STORES);
  assert.deepEqual([answer.status, codeOf(answer)], [429, "rate_limited"]);
  assert.ok(Number(answer.headers.get("retry-after")) > 0);
});

/** The page as a browser gets it, or what its form leads to. */
async function page(fields?: Record<string, string>) {
  const response = await fetch(`${stage.url}/graphql`, {
    headers: { accept: "text/html,application/xhtml+xml" },
    ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

Deno.test("a browser gets a page to try things, of this site alone and without scripts", async () => {
  const { status, headers, text } = await page();
  assert.equal(status, 200);
  assert.match(headers.get("content-type")!, /^text\/html/);
  assert.doesNotMatch(text, /<script/);
  const addresses = [...text.matchAll(/(?:src|href|action)="([^"]*)"/g)].map(([, address]) =>
    address!
  );
  assert.ok(addresses.length > 3);
  for (const address of addresses) assert.match(address, /^[/#]/);
  assert.match(text, /type Store \{/);
});

Deno.test("the page's form asks, and keeps what was typed", async () => {
  const query = `query ($id: ID!) { store(id: $id) { slug } }`;
  const variables = JSON.stringify({ id: stage.storeId });
  const key = await stage.makeKey("settings.manage");
  const done = await page({ query, variables, key });
  assert.equal(done.status, 200);
  assert.match(done.text, /&quot;slug&quot;: &quot;demo&quot;|"slug": "demo"/);
  assert.equal(done.headers.get("cache-control"), "no-store");
  const wrong = await page({ query: "{ <b> }", variables: "[1]", key: "" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Write an object in JSON/);
  assert.match(wrong.text, /\{ &lt;b(>|&gt;) \}/);
  const stranger = await page({ query: STORES, variables: "", key: "nothing \u00e9" });
  assert.equal(stranger.status, 401);
  assert.match(stranger.text, /Give a key or token that holds/);
  const none = await page({ query: "", variables: "", key });
  assert.match(none.text, /Write a query/);
});
