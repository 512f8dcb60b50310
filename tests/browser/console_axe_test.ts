import type { Page } from "playwright-core";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

/** Every page of the console, a visit, and what its owner and a suspended shop's see of both. */
async function* visit(page: Page, width: number): AsyncGenerator<string> {
  const go = async (path: string) => {
    await page.goto(platform.url + path, { waitUntil: "networkidle" });
    return path;
  };
  const send = async () => {
    await page.locator("main form").first().evaluate((form) => {
      (form as HTMLFormElement).noValidate = true;
    });
    await page.locator("main form button").first().click();
  };

  await signIn(page, platform.url, "admin@afrify.test");
  yield await go("/admin");
  yield await go("/admin?q=nothing+like+it");
  yield await go("/admin/stores/demo");
  await go("/admin/activity");
  await page.locator("details").first().evaluate((one) => {
    (one as HTMLDetailsElement).open = true;
  });
  yield "the activity of all";
  await go("/admin/stores/demo/suspend");
  await send();
  await page.getByRole("alert").waitFor();
  yield "a reason that is missing";
  await go("/admin/stores/demo/visit");
  await page.getByLabel("Why").fill("Prompts do not arrive");
  await page.getByRole("button", { name: "Look inside" }).click();
  await page.waitForURL("**/orders");
  yield "a visit";
  await page.getByRole("button", { name: "Leave" }).click();
  await page.waitForURL("**/admin/stores/demo");

  await signIn(page, platform.url, "merchant@afrify.test");
  yield await go("/dashboard/demo/settings/activity");
  yield await go("/dashboard/demo/settings/activity?who=nobody");
  yield await go("/dashboard/demo/settings/api-keys");
  await go("/dashboard/demo/settings/api-keys/new");
  await send();
  await page.getByRole("alert").waitFor();
  yield "a key with errors";
  await page.getByLabel("Name").fill(`Stock sheet ${width}`);
  await page.getByLabel("See orders").check();
  await page.getByRole("button", { name: "Make the key" }).click();
  await page.getByLabel("Secret").waitFor();
  yield "a key that was made";
  yield await go("/dashboard/demo/settings/api-keys");
  await page.getByRole("link", { name: `Change Stock sheet ${width}` }).click();
  await page.waitForURL(/api-keys\/[0-9a-f-]{36}$/);
  yield "a key to be replaced or revoked";

  await setStatus("suspended");
  yield await go("/dashboard/demo/orders");
  await setStatus("active");
}

async function setStatus(status: string): Promise<void> {
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  await sql`update public.stores set status = ${status}, suspended_from = null where slug = 'demo'`;
  await sql.end();
}

testAccessible("in the console", visit);
