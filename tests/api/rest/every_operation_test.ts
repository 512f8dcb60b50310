import assert from "node:assert/strict";
import { OPERATIONS } from "@/lib/rest/mod.ts";
import { type Fitting, type Requests, startRequests } from "./requests.ts";
import { type Answer, type ApiStage, startApiStage } from "./stage.ts";

/** What everyone who works in a shop may do. */
const OF_STAFF = ["products.view", "orders.view", "orders.manage", "customers.view"];

/** Writes that `If-Match` says nothing about, and why. */
const UNCONDITIONAL: Record<string, string> = {
  login: "no row is changed",
  refresh: "no row is changed",
  logout: "no row is changed",
  adjust_inventory: "it adds to what is there, whatever that is by now",
  transfer_inventory: "it moves from what is there, whatever that is by now",
  refund_payment: "what is left to give back is counted in its transaction",
  replace_api_key: "a key is replaced once",
  revoke_api_key: "a key ends as it is",
  rotate_webhook_secret: "the old secret holds on beside the new one",
  replay_webhook: "it sends what was sent",
  test_webhook: "it sends a test",
};

/** Writes without an Idempotency-Key, and why: those that say what shall be are in need of none. */
const KEYLESS: Record<string, string> = {
  login: "each time is another session",
  refresh: "a token is spent by its use",
  logout: "a session ends once",
  create_store: "a person opens one, and its address is taken then",
  create_api_key: "the answer has a secret, which is kept nowhere",
  replace_api_key: "the answer has a secret, which is kept nowhere",
  create_webhook: "the answer has a secret, which is kept nowhere",
  rotate_webhook_secret: "the answer has a secret, which is kept nowhere",
};

let stage: ApiStage;
let requests: Requests;
/** Of people of the demo; the helper may see figures, and do what staff may. */
let tokens: { merchant: string; rival: string; helper: string };
/** Of a program that may see figures and nothing else. */
let narrowKey: string;

Deno.test.beforeAll(async () => {
  stage = await startApiStage();
  const [merchant, rival, helper] = await Promise.all(
    ["merchant", "rival", "staff"].map((name) => stage.tokenOf(name)),
  );
  tokens = { merchant: merchant!, rival: rival!, helper: helper! };
  narrowKey = await stage.makeKey("analytics.view");
  await stage.sql`
    update memberships set permissions = '{analytics.view}' where role = 'staff' and user_id = (
      select id from auth.users where email = 'staff@afrify.test')`;
  requests = await startRequests(stage, tokens.merchant);
});
Deno.test.afterAll(async () => await stage[Symbol.asyncDispose]());

function assertProblem(answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(answer.headers.get("content-type")!, /problem\+json/);
  assert.equal(answer.body.code, code);
}

/** A request of the operation that would succeed. */
async function requestTo(id: string): Promise<Fitting> {
  await stage.forgetTurns();
  await stage
    .sql`update stores set status = 'active' where id = ${stage.storeId} and status = 'closed'`;
  assert.ok(requests[id], `No request is known that ${id} takes`);
  return await requests[id]();
}

const send = (request: Fitting, token = request.token ?? tokens.merchant) =>
  stage.call(token, request);

/** One step for each operation that this can happen to. */
function each(
  title: string,
  applies: (operation: typeof OPERATIONS[number]) => boolean,
  judge: (operation: typeof OPERATIONS[number]) => Promise<void>,
): void {
  Deno.test(title, async (t) => {
    for (const operation of OPERATIONS.filter(applies)) {
      await t.step(operation.id, () => judge(operation));
    }
  });
}

each("does what it says, and answers as documented", () => true, async (operation) => {
  const answer = await send(await requestTo(operation.id));
  assert.equal(answer.status, operation.status, JSON.stringify(answer.body));
  if (operation.answer === null) assert.equal(answer.body, null);
  else operation.answer.parse(answer.body);
  assert.ok(answer.headers.get("ratelimit"));
});

each(
  "is nothing for whoever has no token, or one that is none",
  ({ permission }) => permission !== "none",
  async ({ id }) => {
    const request = await requestTo(id);
    assertProblem(await stage.call(null, request), 401, "unauthorized");
    assertProblem(await stage.call(`afk_${"0".repeat(64)}`, request), 401, "unauthorized");
  },
);

each(
  "needs its permission, of keys and of people",
  ({ permission }) => permission !== "none" && permission !== null,
  async ({ id, permission }) => {
    const request = await requestTo(id);
    assertProblem(await stage.call(narrowKey, request), 403, "permission_missing");
    if (OF_STAFF.includes(permission!)) return;
    assertProblem(await stage.call(tokens.helper, request), 403, "permission_missing");
  },
);

each(
  "finds nothing in another business's shop",
  ({ path, query }) => path.includes("{id}") || "store_id" in query.shape,
  async ({ id, path }) => {
    const request = await requestTo(id);
    const place = path.includes("{id}") ? "" : `?store_id=${stage.storeId}`;
    const theirs = { ...request, path: request.path + place };
    assertProblem(await stage.call(tokens.rival, theirs), 404, "not_found");
    // It was there all the time.
    assert.ok((await send(theirs)).status < 300);
  },
);

each("takes nothing that it does not know", () => true, async ({ id, body }) => {
  const request = await requestTo(id);
  const strange = await send({ ...request, path: `${request.path}?not_known=1` });
  assertProblem(strange, 422, "invalid_input");
  assert.deepEqual(strange.body.errors.map(({ field }: { field: string }) => field), ["not_known"]);
  if (!body) return;
  assertProblem(await send({ ...request, body: "{" }), 400, "invalid_json");
  const unknown = await send({ ...request, body: { ...request.body as object, not_known: 1 } });
  assertProblem(unknown, 422, "invalid_input");
  assertProblem(await send({ ...request, body: [] }), 422, "invalid_input");
});

each(
  "changes nothing for whoever saw an older row, or one that is gone",
  ({ isConditional }) => isConditional,
  async ({ id, path }) => {
    const request = await requestTo(id);
    // What a store's changes are about is its settings.
    const read = { path: path === "/stores/{id}" ? `${request.path}/settings` : request.path };
    const before = await send(read);
    const stale = { ...request, headers: { ...request.headers, "if-match": '"stale"' } };
    assertProblem(await send(stale), 412, "precondition_failed");
    assert.deepEqual((await send(read)).body, before.body);
    const tag = before.headers.get("etag")!;
    const fresh = { ...request, headers: { ...request.headers, "if-match": tag } };
    const done = await send(fresh);
    assert.ok(done.status < 300, JSON.stringify(done.body));
    assert.ok([404, 412].includes((await send(fresh)).status), "what was seen is no more");
  },
);

each(
  "is done once for a key, which is good for one request",
  ({ key }) => key !== "never",
  async ({ id, key, status }) => {
    const request = await requestTo(id);
    const both = await Promise.all([send(request), send(request)]);
    assert.deepEqual(both.map((answer) => answer.status), [status, status], JSON.stringify(both));
    assert.deepEqual(both[1].body, both[0].body);
    const repeats = both.filter(({ headers }) => headers.get("idempotent-replayed") === "true");
    assert.equal(repeats.length, 1);
    const other = { ...await requestTo(id), headers: request.headers };
    assertProblem(await send(other), 409, "idempotency_key_reused");
    if (key !== "required") return;
    assertProblem(await send({ ...request, headers: {} }), 400, "idempotency_key_required");
  },
);

each("waits after a hundred requests in 15 minutes", () => true, async ({ id }) => {
  const request = await requestTo(id);
  await stage.call(tokens.merchant, { path: "/stores" });
  await stage.sql`update limits.windows set turns = 100`;
  const answer = await send(request);
  assertProblem(answer, 429, "rate_limited");
  assert.ok(Number(answer.headers.get("retry-after")) > 0);
  await stage.forgetTurns();
  const later = await send(request);
  assert.ok(later.status < 300, JSON.stringify(later.body));
});

Deno.test("what a case says nothing about says why", () => {
  const isWrite = ({ method }: { method: string }) => method !== "GET";
  const onRows = OPERATIONS.filter((one) => isWrite(one) && !one.isConditional)
    .filter(({ id, path }) => path.includes("{id}") || id in UNCONDITIONAL).map(({ id }) => id);
  assert.deepEqual(onRows.toSorted(), Object.keys(UNCONDITIONAL).toSorted());
  const keyless = OPERATIONS.filter(({ key, method }) => method === "POST" && key === "never");
  assert.deepEqual(keyless.map(({ id }) => id).toSorted(), Object.keys(KEYLESS).toSorted());
});
