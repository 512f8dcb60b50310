import assert from "node:assert/strict";
import { readConfig } from "@/lib/config.ts";
import { StartupError } from "@/lib/startup_error.ts";
import { SEAL_KEYS } from "@/tests/fixtures/seal_keys.ts";

const COMPLETE = {
  DATABASE_URL: "postgres://postgres:secret@db.example/postgres",
  WEB_DATABASE_URL: "postgresql://afrify_web:secret@db.example:6543/postgres",
  SUPABASE_URL: "https://abc.supabase.co/",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x",
  SUPABASE_SECRET_KEY: "sb_secret_x",
  SMTP_URL: "smtps://user:secret@mail.example",
  SMS_API_KEY: "atsk_x",
  CREDENTIALS_KEYS: SEAL_KEYS,
};

Deno.test("A complete environment is read with its defaults filled in", () => {
  const config = readConfig({ ...COMPLETE, PLATFORM_DOMAIN: "afrify.example", PORT: "9000" });

  assert.equal(config.port, 9000);
  assert.equal(config.publicUrl, "http://afrify.example:9000");
  assert.equal(config.supabaseUrl, "https://abc.supabase.co");
  assert.equal(config.functionsUrl, "https://abc.supabase.co/functions/v1");
  assert.equal(config.sms.url, "https://api.africastalking.com");
  assert.deepEqual([config.mailboxUrl, config.phoneUrl, config.gatewayUrls], [null, null, {
    mpesa: null,
    mtn: null,
    airtel: null,
    paystack: null,
    flutterwave: null,
    pesapal: null,
  }]);
});

Deno.test("Each variable that must be set is named when it is missing or empty", () => {
  for (const name of Object.keys(COMPLETE)) {
    assertRefused({ ...COMPLETE, [name]: undefined }, new RegExp(`^${name} is missing`));
    assertRefused({ ...COMPLETE, [name]: "" }, new RegExp(`^${name} is missing`));
  }
});

Deno.test("A variable with a wrong value is named, and its value kept out of the sentence", () => {
  const secret = "hunter2";
  for (
    const [name, value] of Object.entries({
      DATABASE_URL: `mysql://root:${secret}@host/db`,
      WEB_DATABASE_URL: secret,
      SUPABASE_URL: `ftp://${secret}.example`,
      SMTP_URL: `http://${secret}@mail.example`,
      PORT: "80a",
      DENO_ENV: "prod",
      WEBHOOKS_TO_LOOPBACK: "yes",
      MAIL_FROM: "Afrify",
      CREDENTIALS_KEYS: `${SEAL_KEYS},${secret}`,
      PAYSTACK_URL: `ftp://${secret}.example`,
      CORS_ORIGINS: `https://till.example, https://${secret}.example/`,
    })
  ) {
    const message = assertRefused({ ...COMPLETE, [name]: value }, new RegExp(`^${name} is not `));
    assert.doesNotMatch(message, new RegExp(secret));
  }
  assertRefused({ ...COMPLETE, PORT: "65536" }, /^PORT is not a port number$/);
});

Deno.test("Webhooks go to this machine where that is asked for, and never in production", () => {
  const opens = (more: Record<string, string>) =>
    readConfig({ ...COMPLETE, ...more }).webhookReach.allowsLoopback;
  assert.equal(opens({}), false);
  assert.equal(opens({ WEBHOOKS_TO_LOOPBACK: "1" }), true);
  assert.equal(opens({ WEBHOOKS_TO_LOOPBACK: "1", DENO_ENV: "production" }), false);
});

Deno.test("Sites that may call the API are origins, and everybody is not one", () => {
  const origins = (list: string) => readConfig({ ...COMPLETE, CORS_ORIGINS: list }).corsOrigins;
  assert.deepEqual(origins(""), []);
  assert.deepEqual(origins("https://a.example, http://localhost:3000"), [
    "https://a.example",
    "http://localhost:3000",
  ]);
  for (const list of ["*", "null", "a.example", "https://a.example/x", "https://A.example"]) {
    assertRefused({ ...COMPLETE, CORS_ORIGINS: list }, /^CORS_ORIGINS is not a list of origins/);
  }
});

function assertRefused(env: Record<string, string | undefined>, sentence: RegExp): string {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof StartupError);
    assert.match(error.message, sentence);
    assert.doesNotMatch(error.message, /\n/);
    return error.message;
  }
  assert.fail(`Not refused: ${sentence}`);
}
