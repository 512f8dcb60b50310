import assert from "node:assert/strict";
import { LOCAL_MTN_ACCOUNT } from "@/lib/payments/mod.ts";
import { assertNothingTold, type Secrets } from "@/tests/fixtures/told.ts";

const { refund_api_key } = LOCAL_MTN_ACCOUNT.credentials;
const TOKEN = "0123456789abcdef0123456789abcdef";
const SECRETS: Secrets = { keys: [refund_api_key], tokens: [TOKEN], phones: ["+254712345678"] };

Deno.test("a log that tells what nobody should read there is found", async (t) => {
  const telling = [
    `{"authorization":"${refund_api_key}"}`,
    "called +254712345678 now",
    '{"phone":"0712345678"}',
    '{"phone":254712345678,"ms":3}',
    "phone 712345678.",
    `POST /stk/x/${TOKEN} 200`,
    "card 4111111111111111 declined",
    "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x",
  ];
  for (const line of telling) {
    await t.step(line, () => {
      assert.throws(() => assertNothingTold(`before\n${line}\nafter`, SECRETS));
    });
  }
});

Deno.test("numbers and names that say nothing are no secrets", () => {
  const harmless = [
    '{"phone":"+2547…678","ms":12345678}',
    '{"time":1796025600000,"attempt_id":"0192f0c1-2b3c-7d4e-8f50-61728394a5b6"}',
    "order 712345, receipt TJ45XAB12C, total 150000",
    "9712345678901",
  ];
  assertNothingTold(harmless.join("\n"), SECRETS);
});
