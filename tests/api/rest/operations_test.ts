import assert from "node:assert/strict";
import { orderOf } from "./requests.ts";
import { type Answer, type ApiStage, startApiStage } from "./stage.ts";

let stage: ApiStage;
let token: string;

Deno.test.beforeAll(async () => {
  stage = await startApiStage();
  token = await stage.tokenOf("merchant");
});
Deno.test.beforeEach(() => stage.forgetTurns());
Deno.test.afterAll(async () => await stage[Symbol.asyncDispose]());

function assertProblem(answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(answer.headers.get("content-type")!, /problem\+json/);
  assert.equal(answer.body.code, code);
}

const BASKET = {
  title: "Kiondo basket",
  status: "published",
  option_names: ["Size"],
  variants: [
    {
      option_values: ["Small"],
      price_minor: 150_000,
      on_hand: 5,
      sku: "KIO-S",
      cost_minor: 90_000,
    },
    { option_values: ["Large"], price_minor: 250_000, on_hand: 3, sku: "KIO-L" },
  ],
};

async function makeProduct(overrides: Record<string, unknown> = {}): Promise<Answer["body"]> {
  const variants = [{ price_minor: 100_000, on_hand: 9 }];
  const body = {
    title: `Bowl ${crypto.randomUUID()}`,
    status: "published",
    variants,
    ...overrides,
  };
  const made = await stage.call(token, { method: "POST", path: "/products", body });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
}

Deno.test("a product is made, read, changed and archived", async () => {
  const client = stage.client(token);
  const made = await client.POST("/products", { body: BASKET as never });
  assert.equal(made.response.status, 201, JSON.stringify(made.error));
  const product = made.data!;
  assert.equal(product.slug, "kiondo-basket");
  assert.deepEqual(product.variants.map(({ on_hand }) => on_hand), [5, 3]);

  const changed = await client.PATCH("/products/{id}", {
    params: { path: { id: product.id } },
    body: { title: "Kiondo", tags: ["woven"] },
  });
  assert.equal(changed.data!.title, "Kiondo");
  // What is left out stays, stock and cost included.
  assert.deepEqual(changed.data!.variants, product.variants);

  const small = product.variants[0]!;
  const one = await client.PATCH("/products/{id}", {
    params: { path: { id: product.id } },
    body: {
      variants: [{ id: small.id, option_values: ["Small"], price_minor: 175_000 }],
    },
  });
  assert.deepEqual(one.data!.variants, [{ ...small, price_minor: 175_000 }]);

  const gone = await client.DELETE("/products/{id}", { params: { path: { id: product.id } } });
  assert.equal(gone.response.status, 204);
  const read = await client.GET("/products/{id}", { params: { path: { id: product.id } } });
  assert.equal(read.data!.status, "archived");
});

Deno.test("lists go on where they ended, and hold each row once", async () => {
  const all = await stage.call(token, { path: "/products?limit=100" });
  const seen: string[] = [];
  let after = "";
  for (let pages = 0; pages < 40; pages++) {
    const { body } = await stage.call(token, { path: `/products?limit=3${after}` });
    seen.push(...body.data.map(({ id }: { id: string }) => id));
    if (body.next === null) break;
    after = `&after=${body.next}`;
  }
  assert.deepEqual(seen, all.body.data.map(({ id }: { id: string }) => id));
});

Deno.test("fields keep what is asked for, and expand adds to it", async () => {
  const few = await stage.call(token, { path: "/products?limit=2&fields=id,title" });
  assert.deepEqual(Object.keys(few.body.data[0]), ["id", "title"]);
  const unknown = await stage.call(token, { path: "/products?fields=id,secret" });
  assertProblem(unknown, 422, "invalid_input");
  assert.deepEqual(unknown.body.errors[0].field, "fields");
  const { variants: [variant] } = await makeProduct();
  const made = await stage.call(token, {
    method: "POST",
    path: "/orders?expand=payments,customer",
    body: orderOf(variant.id),
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.body.customer.name, "Wanjiru Kamau");
  assert.equal(made.body.payments.length, 1);
  assert.ok(!("refunds" in made.body));
});

Deno.test("an order holds its goods, goes forward, and ends unpaid by being cancelled", async () => {
  const { id, variants: [variant] } = await makeProduct();
  const held = async () =>
    (await stage.call(token, { path: `/products/${id}` })).body.variants[0].reserved;
  const made = await stage.call(token, {
    method: "POST",
    path: "/orders",
    body: orderOf(variant.id),
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(await held(), 1);
  const path = `/orders/${made.body.id}`;
  const early = await stage.call(token, {
    method: "PATCH",
    path,
    body: { fulfilment_status: "packed" },
  });
  assertProblem(early, 409, "order_not_ready");
  const over = await stage.call(token, { method: "PATCH", path, body: { status: "cancelled" } });
  assert.equal(over.body.status, "cancelled");
  assert.equal(await held(), 0);
  const many = orderOf(variant.id, { lines: [{ variant_id: variant.id, quantity: 10 }] });
  const tooMany = await stage.call(token, { method: "POST", path: "/orders", body: many });
  assertProblem(tooMany, 409, "lines_unavailable");
});

Deno.test("a repeat with the same key answers the same, another body is refused, a refusal keeps no key", async () => {
  const { variants: [variant] } = await makeProduct();
  const body = orderOf(variant.id);
  const headers = { "idempotency-key": crypto.randomUUID() };
  const send = (sent: unknown) =>
    stage.call(token, { method: "POST", path: "/orders", body: sent, headers });

  const [first, second] = await Promise.all([send(body), send(body)]);
  const third = await send(body);

  assert.deepEqual([first.status, second.status, third.status], [201, 201, 201]);
  assert.deepEqual(second.body, first.body);
  assert.deepEqual(third.body, first.body);
  assert.equal(third.headers.get("idempotent-replayed"), "true");
  assertProblem(await send({ ...body, name: "Somebody else" }), 409, "idempotency_key_reused");
  const [placed] = await stage.sql`
    select count(*)::int from orders where contact_phone = ${body.phone}`;
  assert.equal(placed!.count, 1);

  const key = { "idempotency-key": crypto.randomUUID() };
  const gone = orderOf(variant.id, { lines: [{ variant_id: variant.id, quantity: 999 }] });
  const refused = { method: "POST", path: "/orders", body: gone, headers: key };
  assertProblem(await stage.call(token, refused), 409, "lines_unavailable");
  const again = { method: "POST", path: "/orders", body: orderOf(variant.id), headers: key };
  assert.equal((await stage.call(token, again)).status, 201);
  // A key of one caller says nothing to another.
  const staff = await stage.tokenOf("staff");
  const own = { method: "POST", path: "/orders", body: orderOf(variant.id), headers: key };
  const others = await stage.call(staff, own);
  assert.equal(others.status, 201, JSON.stringify(others.body));
});

Deno.test("who saw an older one changes nothing, and of two at once one is refused", async () => {
  const { id } = await makeProduct();
  const path = `/products/${id}`;
  const read = await stage.call(token, { path });
  const tag = read.headers.get("etag")!;
  const same = await stage.call(token, { path, headers: { "if-none-match": tag } });
  assert.equal(same.status, 304);
  const change = (title: string) =>
    stage.call(token, { method: "PATCH", path, body: { title }, headers: { "if-match": tag } });

  const both = await Promise.all([change("One"), change("Two")]);

  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 412]);
  assertProblem(await change("Three"), 412, "precondition_failed");
  const fresh = (await stage.call(token, { path })).headers.get("etag")!;
  const taken = await stage.call(token, {
    method: "PATCH",
    path,
    body: { title: "Four" },
    headers: { "if-match": `"other", ${fresh}` },
  });
  assert.equal(taken.body.title, "Four");
});

Deno.test("a store is opened once by a person, changed, closed and opened again", async () => {
  const shopper = await stage.tokenOf("shopper");
  const open = { method: "POST", path: "/stores", body: { name: "Cups of Kitui", country: "KE" } };
  assertProblem(
    await stage.call(await stage.makeKey("settings.manage"), open),
    403,
    "person_needed",
  );
  const made = await stage.call(shopper, open);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual(
    [made.body.slug, made.body.currency, made.body.email],
    ["cups-of-kitui", "KES", "shopper@afrify.test"],
  );
  assertProblem(await stage.call(shopper, open), 409, "slug_taken");
  const second = { ...open, body: { name: "More cups", country: "UG" } };
  assertProblem(await stage.call(shopper, second), 409, "store_exists");
  const path = `/stores/${made.body.id}`;
  const change = (body: unknown) => stage.call(shopper, { method: "PATCH", path, body });
  assert.equal((await change({ contact_email: "cups@afrify.test" })).status, 200);
  assert.equal((await stage.call(shopper, { path })).body.email, "cups@afrify.test");
  assertProblem(await change({ hold_minutes: 1 }), 422, "invalid_input");
  assert.equal((await stage.call(shopper, { method: "DELETE", path })).status, 204);
  assert.equal((await stage.call(shopper, { path })).body.status, "closed");
  assert.equal((await change({ is_closed: false })).status, 200);
  assert.equal((await stage.call(shopper, { path })).body.status, "active");
});

Deno.test("money is asked for and given back by keys that repeat nothing", async () => {
  const { variants: [variant] } = await makeProduct();
  const order = (await stage.call(token, {
    method: "POST",
    path: "/orders?expand=payments",
    body: orderOf(variant.id),
  })).body;
  const payment = order.payments[0];
  const keyless = { method: "POST", path: `/payments/${payment.id}/refund` };
  const asked = { amount_minor: 50_000, reason: "A thread came loose" };
  assertProblem(
    await stage.call(token, { ...keyless, body: asked }),
    400,
    "idempotency_key_required",
  );
  const unpaid = {
    ...keyless,
    body: asked,
    headers: { "idempotency-key": crypto.randomUUID() },
  };
  assertProblem(await stage.call(token, unpaid), 409, "payment_not_found");

  await stage.pay(order.contact_phone);
  const key = { "idempotency-key": crypto.randomUUID() };
  const give = { ...keyless, body: asked, headers: key };
  const [first, second] = await Promise.all([stage.call(token, give), stage.call(token, give)]);
  assert.deepEqual([first.status, second.status], [202, 202], JSON.stringify(first.body));
  assert.deepEqual(second.body, first.body);
  assert.deepEqual([first.body.amount_minor, first.body.payment_id], [50_000, payment.id]);
  const more = {
    ...keyless,
    body: { ...asked, amount_minor: order.total_minor },
    headers: { "idempotency-key": crypto.randomUUID() },
  };
  assertProblem(await stage.call(token, more), 409, "refund_too_big");
  const read = await stage.call(token, { path: `/payments/${payment.id}` });
  assert.deepEqual([read.body.state, read.body.received_minor], ["succeeded", order.total_minor]);
  const again = {
    method: "POST",
    path: "/payments",
    body: { order_id: order.id, phone: order.contact_phone },
    headers: { "idempotency-key": crypto.randomUUID() },
  };
  assertProblem(await stage.call(token, again), 409, "already_paid");
});

Deno.test("bad bodies, unknown fields and unknown parameters are refused at their field", async () => {
  const post = (body: unknown) => stage.call(token, { method: "POST", path: "/products", body });
  assertProblem(await post("{"), 400, "invalid_json");
  const unknown = await post({ ...BASKET, colour: "red" });
  assertProblem(unknown, 422, "invalid_input");
  assert.equal(unknown.body.errors[0].field, "colour");
  const wrong = await post({ ...BASKET, variants: [{ option_values: [], price_minor: -1 }] });
  assert.deepEqual(
    wrong.body.errors.map(({ field }: { field: string }) => field),
    ["variants.0.price_minor", "variants.0.option_values"],
  );
  const odd = await stage.call(token, { path: "/products?colour=red&limit=0" });
  assert.deepEqual(
    odd.body.errors.map(({ field }: { field: string }) => field).toSorted(),
    ["colour", "limit"],
  );
  assertProblem(await stage.call(token, { path: "/products/none" }), 404, "not_found");
  const put = await stage.call(token, { method: "PUT", path: "/products" });
  assertProblem(put, 405, "method_not_allowed");
  assert.equal(put.headers.get("allow"), "GET, POST");
  const slug = await makeProduct();
  assertProblem(
    await post({
      ...BASKET,
      title: "Other",
      slug: slug.slug,
      variants: [{
        option_values: ["A"],
        price_minor: 1,
      }],
    }),
    409,
    "slug_taken",
  );
});

Deno.test("an order whose discount went to somebody else since is not asked for", async () => {
  const { variants: [variant] } = await makeProduct();
  const body = { name: "One", code: `ONE${Date.now()}`, kind: "percent", percent_bp: 1000 };
  const limited = { method: "POST", path: "/discounts", body: { ...body, usage_limit: 1 } };
  assert.equal((await stage.call(token, limited)).status, 201);
  const place = async () => {
    const order = orderOf(variant.id, { discount: body.code });
    return (await stage.call(token, { method: "POST", path: "/orders", body: order })).body;
  };
  const late = await place();
  await stage.refuse(late.contact_phone);
  await stage.sql`
    update orders set expires_at = now() - interval '1 minute' where id = ${late.id}`;
  await stage.sql`select private.expire_order(${late.id})`;
  await place();
  const again = {
    method: "POST",
    path: "/payments",
    body: { order_id: late.id, phone: late.contact_phone },
    headers: { "idempotency-key": crypto.randomUUID() },
  };
  assertProblem(await stage.call(token, again), 409, "discount_used_up");
});
