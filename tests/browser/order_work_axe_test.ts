import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";
import { stagePaidOrder, visitOrderWork } from "./order_work_pages.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});
Deno.test.afterAll(() => platform.stop());

testAccessible("where goods go out and come back", async function* (page, width) {
  const phone = `+25471200${width.toString().padStart(4, "0")}`;
  const order = await stagePaidOrder(platform.database_url, phone);
  await signIn(page, platform.url);
  yield* visitOrderWork(page, { url: platform.url, order });
});
