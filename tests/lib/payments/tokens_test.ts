import assert from "node:assert/strict";
import { createTokens, TokenUnavailable } from "@/lib/payments/tokens.ts";

/** A gateway where a new token makes the one before worthless. */
function aGateway() {
  let current = "";
  let asked = 0;
  const tokens = createTokens<{ id: string }>({
    keyOf: ({ id }) => id,
    async request({ id }) {
      asked++;
      await Promise.resolve();
      if (id === "unknown") throw new TokenUnavailable({ status: 401, code: "no", text: "" });
      current = `token-${asked}`;
      return { token: current, lifetimeMs: 60_000 };
    },
  });
  const call = (token: string) => Promise.resolve(token === current ? "done" : "expired");
  return {
    use: (id = "shop") => tokens.use({ id }, call, (reply) => reply === "expired"),
    loseTokens: () => current = "",
    asked: () => asked,
  };
}

Deno.test("many who need a token wait for one request", async () => {
  const gateway = aGateway();
  const replies = await Promise.all(Array.from({ length: 50 }, () => gateway.use()));
  assert.ok(replies.every((reply) => reply === "done"));
  assert.equal(gateway.asked(), 1);
});

Deno.test("a token that is taken no longer is exchanged once, by whoever notices first", async () => {
  const gateway = aGateway();
  await gateway.use();
  gateway.loseTokens();
  const replies = await Promise.all(Array.from({ length: 50 }, () => gateway.use()));
  assert.ok(replies.every((reply) => reply === "done"));
  assert.equal(gateway.asked(), 2);
});

Deno.test("keys that the gateway does not know are its refusal", async () => {
  await assert.rejects(
    aGateway().use("unknown"),
    (error) => error instanceof TokenUnavailable && error.isRefused,
  );
});
