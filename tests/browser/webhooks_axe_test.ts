import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { startReceiver } from "@/tests/webhooks/receiver.ts";
import { testAccessible } from "./axe.ts";
import { signIn } from "./sign_in.ts";
import { visitWebhooks } from "./webhook_pages.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

async function* visit(page: Page): AsyncGenerator<string> {
  const receiver = startReceiver();
  try {
    await signIn(page, platform.url, "merchant@afrify.test");
    yield* visitWebhooks(page, { url: platform.url, receiver });
  } finally {
    await receiver.stop();
  }
}

testAccessible("where programs hear of a shop", visit);
