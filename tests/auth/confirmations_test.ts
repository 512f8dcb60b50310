import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openAuth, signUp } from "@/lib/auth/mod.ts";
import { startStack, type TestStack } from "@/tests/fixtures/stack.ts";
import { untilMailed } from "./mail.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
let root: string;
let stack: TestStack;

/** The project, but with addresses that have to be confirmed. */
Deno.test.beforeAll(async () => {
  root = await Deno.makeTempDir({ prefix: "afrify-" });
  await Deno.mkdir(join(root, "supabase"));
  await Deno.symlink(join(ROOT, "supabase/templates"), join(root, "supabase/templates"));
  const settings = await Deno.readTextFile(join(ROOT, "supabase/config.toml"));
  assert.match(settings, /^enable_confirmations = false$/m);
  await Deno.writeTextFile(
    join(root, "supabase/config.toml"),
    settings.replace("enable_confirmations = false", "enable_confirmations = true"),
  );
  stack = await startStack({ root });
});

Deno.test.afterAll(async () => {
  await stack.stop();
  await Deno.remove(root, { recursive: true });
});

/** What somebody learns who signs up with this address, and how long it took. */
async function trySigningUp(email: string) {
  const { url: supabaseUrl, publishableKey, jwtSecret, siteUrl: publicUrl } = stack;
  const config = { supabaseUrl, publishableKey, jwtSecret, publicUrl };
  const auth = openAuth(new Request(publicUrl), config, { ip: null, userAgent: null });
  const startedAt = performance.now();
  const answer = await signUp(auth, { email, password: "a long password", about: {} });
  const took = performance.now() - startedAt;
  const { headers } = auth.seal(new Response());
  const cookies = headers.getSetCookie().map((cookie) => cookie.split("=")[0]!);
  // A flow has a random name.
  return { answer, took, cookies: cookies.map((name) => name.replace(/[0-9a-f]{32}/, "id")) };
}

Deno.test("where addresses are confirmed, signing up tells nobody whether one has an account", async () => {
  const { secretKey } = stack;
  const admin = stack.client(secretKey).auth.admin;
  await admin.createUser({
    email: "known@shop.test",
    password: "afrify-demo",
    email_confirm: true,
  });

  const known = await trySigningUp("known@shop.test");
  const unknown = await trySigningUp("unknown@shop.test");
  const again = await trySigningUp("unknown@shop.test");

  assert.deepEqual(known.answer, { ok: false, code: "check_mail" });
  for (const other of [unknown, again]) {
    assert.deepEqual(other.answer, known.answer);
    assert.deepEqual(other.cookies, known.cookies);
  }
  assert.ok(Math.min(known.took, unknown.took, again.took) >= 990);
  const letter = await untilMailed(stack.mailbox.url, "known@shop.test");
  assert.match(letter.subject!, /password/, "whoever has the account is told");
});
