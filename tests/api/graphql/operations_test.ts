import assert from "node:assert/strict";
import { graphqlSchema } from "@/lib/graphql/mod.ts";
import { type ApiStage, startApiStage } from "@/tests/api/rest/stage.ts";
import { ask, codeOf } from "./ask.ts";
import { type Case, documentOf, makeRows, MUTATIONS, orderInput, QUERIES } from "./cases.ts";

let stage: ApiStage;
let token: string;
let rival: string;
let shopper: string;

Deno.test.beforeAll(async () => {
  stage = await startApiStage();
  token = await stage.tokenOf("merchant");
  rival = await stage.tokenOf("rival");
  shopper = await stage.tokenOf("shopper");
});
Deno.test.beforeEach(() => stage.forgetTurns());
Deno.test.afterAll(async () => await stage[Symbol.asyncDispose]());

/** Every field, with the case of it. */
function* everyCase(): Generator<{ name: string; kind: "query" | "mutation"; one: Case }> {
  for (const [name, one] of Object.entries(QUERIES)) yield { name, kind: "query", one };
  for (const [name, one] of Object.entries(MUTATIONS)) yield { name, kind: "mutation", one };
}

Deno.test("every query and mutation has a case here", () => {
  const schema = graphqlSchema();
  assert.deepEqual(
    Object.keys(schema.getQueryType()!.getFields()).toSorted(),
    Object.keys(QUERIES).toSorted(),
  );
  assert.deepEqual(
    Object.keys(schema.getMutationType()!.getFields()).toSorted(),
    Object.keys(MUTATIONS).toSorted(),
  );
});

Deno.test("every query and mutation does what it says", async (t) => {
  for (const { name, kind, one } of everyCase()) {
    await t.step(name, async () => {
      await stage.forgetTurns();
      const rows = await makeRows(stage, token, one.isPaid);
      // A person opens one store; whatever the merchant opens is a second one.
      const who = name === "createStore" ? shopper : token;
      const variables = one.variables(rows);
      // The prompt of the order itself is over: a phone shows one at a time.
      await stage.sql`update payment_attempts set created_at = created_at - interval '10 minutes'
        where order_id = ${rows.order.id}`;
      const answer = await ask(stage, who, documentOf(kind, name, one), { variables });
      assert.deepEqual(answer.errors, []);
      assert.equal(answer.status, 200);
      one.judge(answer.data[name], rows);
      if (name !== "deleteStore") return;
      const open =
        `mutation { updateStore(id: "${stage.storeId}", input: { isClosed: false }) { status } }`;
      assert.equal((await ask(stage, token, open)).data.updateStore.status, "ACTIVE");
    });
  }
});

Deno.test("what cannot be is refused, with the code of the API", async (t) => {
  for (const { name, kind, one } of everyCase()) {
    if (!one.bad) continue;
    const { variables, code } = one.bad;
    await t.step(name, async () => {
      await stage.forgetTurns();
      const rows = await makeRows(stage, token);
      const answer = await ask(
        stage,
        name === "createStore" ? shopper : token,
        documentOf(kind, name, one),
        {
          variables: { ...one.variables(rows), ...variables },
        },
      );
      assert.equal(codeOf(answer), code, JSON.stringify(answer.errors));
      assert.equal(answer.data?.[name] ?? null, null);
    });
  }
});

Deno.test("without a token, with one that does not hold, or without the permission nothing is done", async (t) => {
  const key = await stage.makeKey("analytics.view");
  const rows = await makeRows(stage, token);
  for (const { name, kind, one } of everyCase()) {
    await t.step(name, async () => {
      await stage.forgetTurns();
      const document = documentOf(kind, name, one);
      const variables = one.variables(rows);
      for (const none of [null, `afk_${"0".repeat(64)}`, "nothing"]) {
        const answer = await ask(stage, none, document, { variables });
        assert.deepEqual([answer.status, codeOf(answer)], [401, "unauthorized"]);
        assert.equal(answer.headers.get("www-authenticate"), "Bearer");
        assert.equal(answer.data, undefined);
      }
      const answer = await ask(stage, key, document, { variables });
      if (name === "stores") return assert.deepEqual(answer.errors, []);
      const codes = ["permission_missing", "person_needed", "not_found"];
      const isNull = kind === "query" && answer.errors.length === 0 && answer.data[name] === null;
      assert.ok(isNull || codes.includes(codeOf(answer)), JSON.stringify(answer));
    });
  }
  const { data } = await ask(stage, token, `{ order(id: "${rows.order.id}") { status } }`);
  assert.equal(data.order.status, "PENDING");
});

Deno.test("another tenant's rows are no rows, whatever is done to them", async (t) => {
  const rows = await makeRows(stage, token);
  const queries = graphqlSchema().getQueryType()!.getFields();
  for (const { name, kind, one } of everyCase()) {
    const variables = one.variables(rows);
    if (!("id" in variables || "storeId" in variables)) continue;
    await t.step(name, async () => {
      await stage.forgetTurns();
      const answer = await ask(stage, rival, documentOf(kind, name, one), { variables });
      assert.equal(answer.data?.[name] ?? null, null);
      const isNullable = kind === "query" && !String(queries[name]!.type).endsWith("!");
      assert.equal(codeOf(answer), isNullable ? "" : "not_found");
    });
  }
  await t.step("nor are they where an input names them", async () => {
    const create = documentOf("mutation", "createOrder", MUTATIONS.createOrder!);
    const foreign = { ...orderInput(rows.product.variants[0]!.id), storeId: rows.storeId };
    assert.equal(
      codeOf(await ask(stage, rival, create, { variables: { input: foreign } })),
      "not_found",
    );
    const pay = documentOf("mutation", "createPayment", MUTATIONS.createPayment!);
    const asked = await ask(stage, rival, pay, {
      variables: MUTATIONS.createPayment!.variables(rows),
    });
    assert.equal(codeOf(asked), "order_not_found");
  });
});

Deno.test("a repeat with the same key answers the same, by GraphQL and by REST", async () => {
  const { product } = await makeRows(stage, token);
  const input = { ...orderInput(product.variants[0]!.id), idempotencyKey: crypto.randomUUID() };
  const send = (more: Record<string, unknown> = {}) =>
    ask(stage, token, documentOf("mutation", "createOrder", MUTATIONS.createOrder!), {
      variables: { input: { ...input, ...more } },
    });
  const [first, second] = await Promise.all([send(), send()]);
  assert.deepEqual(second.data, first.data);
  const third = await send();
  assert.equal(third.data.createOrder.id, first.data.createOrder.id);
  assert.equal(third.headers.get("idempotent-replayed"), "true");
  assert.equal(codeOf(await send({ name: "Somebody else" })), "idempotency_key_reused");
  assert.equal(codeOf(await send({ idempotencyKey: "short" })), "invalid_idempotency_key");
  const rest = await stage.call(token, {
    method: "POST",
    path: "/orders",
    headers: { "idempotency-key": input.idempotencyKey },
    body: {
      lines: [{ variant_id: product.variants[0]!.id, quantity: 1 }],
      name: input.name,
      phone: input.phone,
      delivery_method: "pickup",
    },
  });
  assert.deepEqual([rest.status, rest.body.id], [201, first.data.createOrder.id]);
});

Deno.test("a change whose answer cannot be given is none", async () => {
  const { order } = await makeRows(stage, token);
  // May change orders, may not see payments, which are asked for as well.
  const key = await stage.makeKey("orders.view", "orders.manage");
  const cancel = (select: string) =>
    ask(
      stage,
      key,
      `mutation { updateOrderStatus(id: "${order.id}", status: CANCELLED) { ${select} } }`,
    );
  const refused = await cancel("status payments { id }");
  assert.deepEqual([refused.status, refused.data, codeOf(refused)], [
    200,
    null,
    "permission_missing",
  ]);
  const status = async () =>
    (await ask(stage, token, `{ order(id: "${order.id}") { status } }`)).data.order.status;
  assert.equal(await status(), "PENDING");
  assert.equal((await cancel("status")).data.updateOrderStatus.status, "CANCELLED");
  assert.equal(await status(), "CANCELLED");
});
