import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { SignJWT } from "jose";
import { startStack, type TestStack } from "@/tests/fixtures/stack.ts";

let stack: TestStack;

Deno.test.beforeAll(async () => {
  stack = await startStack({ root: fileURLToPath(new URL("functions_project/", import.meta.url)) });
});

Deno.test.afterAll(() => stack.stop());

Deno.test("A function gets the bytes, headers, method and path that its caller sent", async () => {
  const body = crypto.getRandomValues(new Uint8Array(60_000));
  const answer = await call("echo/hooks/token?a=1&b=%20", {
    method: "PUT",
    headers: { "x-signature": "kept" },
    body,
  });

  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get("x-method"), "PUT");
  assert.equal(answer.headers.get("x-path"), "/echo/hooks/token?a=1&b=%20");
  assert.equal(answer.headers.get("x-signature"), "kept");
  assert.equal(answer.headers.get("x-forwarded"), "127.0.0.1");
  assert.deepEqual(await answer.bytes(), body);
});

Deno.test("A function finds in its environment what hosted Supabase puts there, and no more", async () => {
  const { headers, body } = await call("echo");
  await body?.cancel();
  const names = "SUPABASE_URL SUPABASE_DB_URL SUPABASE_ANON_KEY SUPABASE_SERVICE_ROLE_KEY";
  assert.equal(headers.get("x-env"), names);
  assert.equal(headers.get("x-leaks"), "false");
});

Deno.test("A killed function answers again", async () => {
  const pidOf = async () => {
    const { headers, body } = await call("echo");
    await body?.cancel();
    return Number(headers.get("x-pid"));
  };
  const before = await pidOf();
  Deno.kill(before, "SIGKILL");
  let after: number;
  // The request on its way while the process dies may fail; it is never sent twice.
  do after = await pidOf(); while (!after || after === before);

  assert.notEqual(after, before);
});

Deno.test("A function that does not check its callers is only for those with a key or a token", async () => {
  const status = async (headers: Record<string, string>) => {
    const answer = await call("guarded", { headers });
    await answer.body?.cancel();
    return answer.status;
  };
  const token = await new SignJWT({ role: "authenticated" }).setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("1 hour").sign(new TextEncoder().encode(stack.jwtSecret));

  assert.equal(await status({}), 401);
  assert.equal(await status({ authorization: "Bearer nonsense" }), 401);
  assert.equal(
    await status({ apikey: stack.publishableKey, authorization: "Bearer nonsense" }),
    401,
  );
  assert.equal(await status({ apikey: stack.publishableKey }), 200);
  assert.equal(await status({ authorization: `Bearer ${token}` }), 200);
});

Deno.test("A function that cannot start, one that dies of a request and one that is not there each say so", async () => {
  assert.deepEqual(await refusal("broken"), [503, "function_unavailable"]);
  assert.deepEqual(await refusal("moody"), [502, "function_failed"]);
  assert.deepEqual(await refusal("missing"), [404, "function_not_found"]);
  assert.deepEqual(await refusal("..%2F..%2Fsecrets"), [404, "function_not_found"]);
});

Deno.test("A body beyond two megabytes is refused, however its length is told", async () => {
  const big = new Uint8Array(2 * 1024 * 1024 + 1);
  assert.deepEqual(await refusal("echo", { method: "POST", body: big }), [413, "body_too_large"]);
  const unannounced = new Blob([big]).stream();
  assert.deepEqual(await refusal("echo", { method: "POST", body: unannounced }), [
    413,
    "body_too_large",
  ]);
});

async function call(path: string, init?: RequestInit): Promise<Response> {
  return await fetch(`${stack.url}/functions/v1/${path}`, init);
}

async function refusal(path: string, init?: RequestInit): Promise<[number, string]> {
  const answer = await call(path, init);
  const { code } = await answer.json();
  return [answer.status, code];
}
