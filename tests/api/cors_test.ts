import assert from "node:assert/strict";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

const TILL = "https://till.example";
const NOBODY = "https://evil.example";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform({ env: { CORS_ORIGINS: `${TILL}, https://other.example` } });
});
Deno.test.afterAll(() => platform.stop());

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(platform.url + path, { redirect: "manual", ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const preflight = (origin: string, path = "/api/v1/auth/login") =>
  send(path, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    },
  });

const login = (origin: string) =>
  send("/api/v1/auth/login", {
    method: "POST",
    headers: { origin, "sec-fetch-site": "cross-site", "content-type": "application/json" },
    body: JSON.stringify({ email: "merchant@afrify.test", password: "afrify-demo" }),
  });

Deno.test("a page of an allowed site asks, signs in and reads the answer", async () => {
  const asked = await preflight(TILL);
  assert.equal(asked.status, 204);
  assert.equal(asked.headers.get("access-control-allow-origin"), TILL);
  assert.match(asked.headers.get("access-control-allow-headers")!, /authorization, content-type/);
  assert.match(asked.headers.get("vary")!, /origin/i);

  const signedIn = await login(TILL);

  assert.equal(signedIn.status, 200);
  assert.equal(signedIn.headers.get("access-control-allow-origin"), TILL);
  assert.match(signedIn.headers.get("access-control-expose-headers")!, /ratelimit/);
  const stores = await send("/api/v1/stores", {
    headers: { origin: TILL, authorization: `Bearer ${JSON.parse(signedIn.text).access_token}` },
  });
  assert.equal(stores.status, 200);
  assert.equal(stores.headers.get("access-control-allow-origin"), TILL);
  const asks = await preflight(TILL, "/graphql");
  assert.deepEqual(
    [asks.status, asks.headers.get("access-control-allow-origin")],
    [204, TILL],
  );
  const named = await send("/graphql", {
    method: "POST",
    headers: { origin: TILL, "sec-fetch-site": "cross-site", "content-type": "application/json" },
    body: JSON.stringify({ query: "{ __typename }" }),
  });
  assert.equal(named.text, '{"data":{"__typename":"Query"}}');
  assert.equal(named.headers.get("access-control-allow-origin"), TILL);
});

Deno.test("to pages of other sites browsers show nothing, and no answer ever speaks of cookies", async () => {
  const origins = [
    NOBODY,
    "null",
    "",
    `${TILL}.evil.example`,
    `${TILL}:444`,
    "http://till.example",
  ];
  for (const origin of origins) {
    for (const { headers } of [await preflight(origin), await login(origin)]) {
      for (const [name] of headers) assert.doesNotMatch(name, /^access-control-/, origin);
      assert.match(headers.get("vary")!, /origin/i);
    }
  }
  for (const answer of [await preflight(TILL), await login(TILL)]) {
    assert.equal(answer.headers.get("access-control-allow-credentials"), null);
  }
});

Deno.test("pages are for no other site, allowed or not", async () => {
  for (const path of ["/", "/s/demo", "/sign-in", "/dashboard", "/assets/icon.svg"]) {
    for (
      const answer of [await preflight(TILL, path), await send(path, { headers: { origin: TILL } })]
    ) {
      assert.equal(answer.headers.get("access-control-allow-origin"), null, path);
      assert.equal(answer.headers.get("cross-origin-resource-policy"), "same-origin", path);
    }
  }
});

Deno.test("a cookie does nothing at the API", async () => {
  const merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const cookie = [...merchant.cookies].map((pair) => pair.join("=")).join("; ");
  for (const [method, path] of [["GET", "stores"], ["POST", "auth/logout"]] as const) {
    const headers = { cookie, origin: NOBODY, "sec-fetch-site": "cross-site" };
    const { status } = await send(`/api/v1/${path}`, { method, headers });
    assert.equal(status, 401, path);
  }
  assert.equal((await merchant.get("/account")).status, 200, "still signed in");
});

Deno.test("what is not there, or not for this method, is a problem and not a page", async () => {
  const missing = [
    "/api",
    "/api/",
    "/api/v1",
    "/api/v1/nothing",
    "/api/v2/stores",
  ];
  for (const path of missing) {
    for (const method of ["GET", "POST", "DELETE"]) {
      const { status, headers, text } = await send(path, { method });
      if (status === 307 || status === 308) continue;
      assert.equal(status, 404, `${method} ${path}`);
      assert.equal(headers.get("content-type"), "application/problem+json", path);
      assert.equal(JSON.parse(text).code, "not_found");
    }
  }
  const wrong = await send("/api/v1/stores", { method: "DELETE" });
  assert.equal(wrong.status, 405);
  assert.match(wrong.headers.get("allow")!, /GET/);
  assert.equal(JSON.parse(wrong.text).code, "method_not_allowed");
});

Deno.test("a body is read up to 64 KB, however its length is told", async () => {
  const large = JSON.stringify({ email: "x".repeat(70_000), password: "x" });
  const chunks = new Blob([large]).stream();
  for (const body of [large, chunks]) {
    const { status, text } = await send("/api/v1/auth/login", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    assert.equal(status, 413);
    assert.equal(JSON.parse(text).code, "payload_too_large");
  }
});
