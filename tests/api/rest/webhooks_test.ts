import assert from "node:assert/strict";
import { until } from "@/tests/fixtures/until.ts";
import { startReceiver } from "@/tests/webhooks/receiver.ts";
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
  assert.equal(answer.body.code, code);
}

Deno.test("a program adds an endpoint, hears of what it does, and reads what was sent", async () => {
  const receiver = startReceiver();
  try {
    const client = stage.client(token);
    const made = await client.POST("/webhooks", {
      body: { url: receiver.url, events: ["product.created", "customer.created"] },
    });
    assert.equal(made.response.status, 201, JSON.stringify(made.error));
    const { id, secret } = made.data!;
    receiver.secret = secret;
    const params = { path: { id } };
    const tested = await client.POST("/webhooks/{id}/test", { params });
    assert.equal(tested.response.status, 202);

    const product = await stage.call(token, {
      method: "POST",
      path: "/products",
      body: { title: "Heard of", variants: [{ price_minor: 100 }] },
    });
    await until(() => Promise.resolve(receiver.received.length === 2));
    const told = receiver.received.find(({ event }) => event.type === "product.created")!;
    const { body: read } = await stage.call(token, { path: `/products/${product.body.id}` });
    assert.deepEqual(told.event.data, read, "the same as the API says");
    assert.equal(receiver.forged, 0);

    const path = `/webhooks/${id}/deliveries?limit=1`;
    await until(async () => (await stage.call(token, { path })).body.data[0].state === "succeeded");
    const { body: page } = await stage.call(token, { path });
    assert.equal(page.data[0].payload, told.body);
    assert.ok(page.next);
    const replayed = await client.POST("/webhooks/{id}/replay", {
      params,
      body: { delivery_id: page.data[0].id },
    });
    assert.equal(replayed.data!.count, 1);
    await until(() => Promise.resolve(receiver.received.length === 3));

    const off = await client.PATCH("/webhooks/{id}", { params, body: { is_enabled: false } });
    assert.equal(off.data!.disabled_why, "by_hand");
    assert.deepEqual(off.data!.events, ["customer.created", "product.created"]);
    assertProblem(
      await stage.call(token, { method: "POST", path: `/webhooks/${id}/test`, body: {} }),
      409,
      "endpoint_off",
    );
    const rotated = await client.POST("/webhooks/{id}/secret", { params });
    assert.match(rotated.data!.secret, /^whsec_/);
    const listed = await client.GET("/webhooks", {});
    assert.ok(!JSON.stringify(listed.data).includes("whsec_"));
    assert.equal((await client.DELETE("/webhooks/{id}", { params })).response.status, 204);
    assertProblem(await stage.call(token, { path: `/webhooks/${id}` }), 404, "not_found");
  } finally {
    await receiver.stop();
  }
});

Deno.test("an address that is not of the internet is refused at its field", async () => {
  for (const url of ["https://10.0.0.1/", "https://169.254.169.254/", "http://x.example/", "x"]) {
    const events = ["order.paid"];
    const answer = await stage.call(token, {
      method: "POST",
      path: "/webhooks",
      body: { url, events },
    });
    assertProblem(answer, 422, "invalid_input");
    assert.equal(answer.body.errors[0].field, "url");
  }
  const unknown = { url: "https://x.example/", events: ["checkout.abandoned"] };
  const answer = await stage.call(token, { method: "POST", path: "/webhooks", body: unknown });
  assertProblem(answer, 422, "invalid_input");
});

Deno.test("a key reaches no further than its permissions, and nobody another store's endpoints", async () => {
  const body = { url: "https://books.example/", events: ["payment.succeeded"] };
  const few = await stage.makeKey("settings.manage");
  assertProblem(
    await stage.call(few, { method: "POST", path: "/webhooks", body }),
    403,
    "permission_not_held",
  );
  const none = await stage.makeKey("orders.view");
  assertProblem(await stage.call(none, { path: "/webhooks" }), 403, "permission_missing");
  const enough = await stage.makeKey("settings.manage", "payments.view");
  const made = await stage.call(enough, { method: "POST", path: "/webhooks", body });
  assert.equal(made.status, 201, JSON.stringify(made.body));

  const rival = await stage.tokenOf("rival");
  const base = `/webhooks/${made.body.id}`;
  const calls: { method?: string; path: string; body?: unknown }[] = [
    { path: base },
    { path: `${base}/deliveries` },
    { method: "PATCH", path: base, body: { is_enabled: false } },
    { method: "POST", path: `${base}/secret`, body: {} },
    { method: "POST", path: `${base}/test`, body: {} },
    {
      method: "POST",
      path: `${base}/replay`,
      body: { from: "2026-11-01T00:00:00Z", until: "2036-11-01T00:00:00Z" },
    },
    { method: "DELETE", path: base },
  ];
  for (const call of calls) assertProblem(await stage.call(rival, call), 404, "not_found");
  const seen = await stage.call(rival, { path: "/webhooks" });
  assert.deepEqual(seen.body.data, []);
  assert.equal((await stage.call(token, { path: base })).body.is_enabled, true);
});

Deno.test("who saw an older endpoint changes nothing", async () => {
  const made = await stage.call(token, {
    method: "POST",
    path: "/webhooks",
    body: { url: "https://old.example/", events: ["order.paid"] },
  });
  const path = `/webhooks/${made.body.id}`;
  const etag = (await stage.call(token, { path })).headers.get("etag")!;
  const change = (description: string) =>
    stage.call(token, {
      method: "PATCH",
      path,
      body: { description },
      headers: { "if-match": etag },
    });
  assert.equal((await change("One")).status, 200);
  assertProblem(await change("Two"), 412, "precondition_failed");
});
