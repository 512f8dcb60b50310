import assert from "node:assert/strict";
import { type Answer, type ApiStage, startApiStage } from "./stage.ts";

let stage: ApiStage;
let token: string;

Deno.test.beforeAll(async () => {
  stage = await startApiStage();
  token = await stage.tokenOf("merchant");
});
Deno.test.beforeEach(() => stage.forgetTurns());
Deno.test.afterAll(async () => await stage[Symbol.asyncDispose]());

const key = () => ({ "idempotency-key": crypto.randomUUID() });

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Answer> {
  return await stage.call(token, { method, path, body, headers });
}

/** What a request makes; anything else fails the test. */
async function make(path: string, body: unknown): Promise<Answer["body"]> {
  const made = await send("POST", path, body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
}

function assertRefused({ status, body }: Answer, code: string, field?: string): void {
  assert.ok(status >= 400, JSON.stringify(body));
  assert.equal(body.code, code, JSON.stringify(body));
  if (field) assert.deepEqual(body.errors.map((error: { field: string }) => error.field), [field]);
}

const makeProduct = (title: string, priceMinor = 100_000) =>
  make("/products", {
    title,
    status: "published",
    variants: [{ price_minor: priceMinor, on_hand: 9 }],
  });

const idsOf = ({ body }: Answer) => body.data.map(({ id }: { id: string }) => id).toSorted();

Deno.test("a manual collection has what is put into it, and a change of it is whole or none", async () => {
  const [cup, mug, jug] = await Promise.all(["Cup", "Mug", "Jug"].map((one) => makeProduct(one)));
  const made = await make("/collections", {
    title: "For the table",
    kind: "manual",
    product_ids: [mug.id, cup.id],
  });
  assert.equal(made.slug, "for-the-table");
  const path = `/collections/${made.id}`;
  const inside = () => send("GET", `/products?collection_id=${made.id}`);
  assert.deepEqual(idsOf(await inside()), [cup.id, mug.id].toSorted());

  const changed = await send("PATCH", path, {
    is_published: true,
    product_ids: [jug.id, cup.id],
  });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  assert.deepEqual([changed.body.title, changed.body.is_published], ["For the table", true]);
  const places = await stage.sql`
    select product_id from collection_products where collection_id = ${made.id} order by position`;
  assert.deepEqual(places.map((row) => row.product_id), [jug.id, cup.id]);

  const strange = { title: "Nothing of it", product_ids: [jug.id, crypto.randomUUID()] };
  assertRefused(await send("PATCH", path, strange), "product_gone");
  assert.deepEqual((await send("GET", path)).body, changed.body);
  assert.deepEqual(idsOf(await inside()), [cup.id, jug.id].toSorted());
  assert.equal((await send("DELETE", path)).status, 204);
  assertRefused(await send("GET", path), "not_found");
});

Deno.test("a rule finds its products; what contradicts itself is refused at its field", async () => {
  const cheap = await makeProduct("Spoon", 4_000);
  const rule = { kind: "rule", conditions: [{ field: "price_to", value: "5000" }] };
  const made = await make("/collections", { title: "Small things", ...rule });
  assert.deepEqual([made.sort, made.conditions], ["newest", rule.conditions]);
  const found = await send("GET", `/products?collection_id=${made.id}`);
  assert.deepEqual(idsOf(found), [cheap.id]);

  const again = await send("POST", "/collections", { title: "Small things", ...rule });
  assertRefused(again, "slug_taken");
  for (
    const [body, field] of [
      [{ kind: "rule" }, "conditions"],
      [{ kind: "manual", conditions: rule.conditions }, "conditions"],
      [{ ...rule, product_ids: [cheap.id] }, "product_ids"],
      [{ ...rule, sort: "manual" }, "sort"],
    ] as const
  ) {
    const answer = await send("POST", "/collections", { title: "Odd", ...body });
    assertRefused(answer, "invalid_input", field);
  }
});

Deno.test("a discount is made, changed by what is named alone, and ended", async () => {
  const bowl = await makeProduct("Bowl");
  const made = await make("/discounts", {
    name: "Long rains",
    code: "RAINS10",
    kind: "percent",
    percent_bp: 1000,
    targets: [{ product_id: bowl.id }],
  });
  assert.deepEqual([made.state, made.targets], ["active", [{ product_id: bowl.id }]]);
  const path = `/discounts/${made.id}`;
  const changed = await send("PATCH", path, { usage_limit: 100 });
  assert.deepEqual(changed.body, { ...made, usage_limit: 100 });
  const other = await send("PATCH", path, { kind: "amount", amount_minor: 5_000 });
  assertRefused(other, "invalid_input", "percent_bp");
  const amount = { kind: "amount", amount_minor: 5_000, percent_bp: null };
  assert.equal((await send("PATCH", path, amount)).body.amount_minor, 5_000);

  const twin = { name: "Twin", code: "RAINS10", kind: "free_delivery" };
  assertRefused(await send("POST", "/discounts", twin), "code_taken");
  const nothing = { name: "Nothing", kind: "free_delivery", targets: [{}] };
  assertRefused(await send("POST", "/discounts", nothing), "invalid_input", "targets.0");
  assert.ok(
    (await send("GET", "/discounts")).body.data.some(({ id }: { id: string }) => id === made.id),
  );
  assert.equal((await send("DELETE", path)).status, 204);
  assertRefused(await send("GET", path), "not_found");
});

Deno.test("stock comes, goes and moves by keys that do nothing twice", async () => {
  const { variants: [variant] } = await makeProduct("Pot");
  const { body: { data: [shop] } } = await send("GET", "/locations");
  const path = `/inventory/${variant.id}`;
  const onHand = async () => (await send("GET", path)).body.levels[0].on_hand;
  assert.equal(await onHand(), 9);

  const headers = key();
  const more = { location_id: shop.id, reason: "received", delta: 5 };
  const both = await Promise.all([1, 2].map(() => send("POST", `${path}/adjust`, more, headers)));
  assert.deepEqual(both.map(({ status }) => status), [200, 200]);
  assert.deepEqual(both[1]!.body, both[0]!.body);
  assert.equal(await onHand(), 14);

  const wrong = { ...more, reason: "lost" };
  assertRefused(await send("POST", `${path}/adjust`, wrong, key()), "invalid_input", "delta");
  const much = { ...more, reason: "lost", delta: -15 };
  assertRefused(await send("POST", `${path}/adjust`, much, key()), "not_enough_stock");
  assertRefused(await send("POST", `${path}/adjust`, more), "idempotency_key_required");
  const nowhere = {
    from_location_id: shop.id,
    to_location_id: crypto.randomUUID(),
    quantity: 1,
  };
  assertRefused(await send("POST", `${path}/transfer`, nowhere, key()), "location_closed");
  const same = { ...nowhere, to_location_id: shop.id };
  const field = "to_location_id";
  assertRefused(await send("POST", `${path}/transfer`, same, key()), "invalid_input", field);
  assert.equal(await onHand(), 14);
  const listed = await send("GET", "/inventory?limit=1");
  assert.equal(listed.body.data[0].id, variant.id);
});

Deno.test("a customer is added once by their phone, and changed", async () => {
  const someone = { phone: "+254733000111", name: "Halima Yusuf", tags: ["VIP"] };
  const made = await make("/customers", someone);
  assert.deepEqual([made.phone, made.tags, made.consents], [someone.phone, ["vip"], []]);
  assertRefused(await send("POST", "/customers", someone), "phone_taken");
  const path = `/customers/${made.id}`;
  const changed = await send("PATCH", path, { consents: ["sms"] });
  assert.equal(changed.body.name, "Halima Yusuf");
  assert.deepEqual([changed.body.tags, changed.body.consents], [["vip"], ["sms"]]);
  const phone = { phone: "+254733000112" };
  assertRefused(await send("PATCH", path, phone), "invalid_input", "phone");
});

Deno.test("settings of a store change by what is named, for who saw the newest", async () => {
  const path = `/stores/${stage.storeId}`;
  const read = await send("GET", `${path}/settings`);
  assert.equal(read.status, 200, JSON.stringify(read.body));
  const match = { "if-match": read.headers.get("etag")! };
  const changed = await send("PATCH", path, { tagline: "By hand, in Kitui" }, match);
  assert.deepEqual(changed.body, { ...read.body, tagline: "By hand, in Kitui" });
  const late = await send("PATCH", path, { tagline: "Too late" }, match);
  assertRefused(late, "precondition_failed");
  assertRefused(await send("PATCH", path, { hold_minutes: 1 }), "invalid_input", "hold_minutes");
});

Deno.test("a key is replaced while the old one still works, once, and by people alone", async () => {
  const made = await make("/api-keys", { name: "Till", permissions: ["products.view"] });
  const opens = async (secret: string) =>
    (await stage.call(secret, { path: "/products?limit=1" })).status;
  assert.equal(await opens(made.secret), 200);
  const path = `/api-keys/${made.id}`;
  const both = await Promise.all(
    [1, 2].map(() => send("POST", `${path}/replace`, { overlap_hours: 1 })),
  );
  const [done, late] = both.toSorted((a, b) => a.status - b.status);
  assertRefused(late!, "key_replaced");
  const next = done!.body;
  assert.deepEqual([next.name, next.permissions], ["Till", ["products.view"]]);
  assert.deepEqual([await opens(made.secret), await opens(next.secret)], [200, 200]);
  await stage.sql`update api_keys set expires_at = now() where id = ${made.id}`;
  assert.deepEqual([await opens(made.secret), await opens(next.secret)], [401, 200]);
  assertRefused(await send("POST", `${path}/replace`, {}), "key_over");

  const manager = await stage.makeKey("settings.manage");
  for (const [method, at] of [["POST", "/replace"], ["DELETE", ""]] as const) {
    const request = { method, path: `/api-keys/${next.id}${at}`, ...(at && { body: {} }) };
    assertRefused(await stage.call(manager, request), "person_needed");
  }
  const listed = await stage.call(manager, { path: "/api-keys" });
  assert.ok(listed.body.data.every((key: object) => !("secret" in key)));
  assert.equal((await send("DELETE", `/api-keys/${next.id}`)).status, 204);
  assert.equal(await opens(next.secret), 401);
});
