import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});
Deno.test.afterAll(() => platform.stop());

/** The page as it comes, with a mistake, with an answer, and with its schema open. */
async function* visitPage(page: Page): AsyncGenerator<string> {
  await page.goto(`${platform.url}/graphql`);
  yield "graphql";
  await page.getByLabel("Variables").fill("[1]");
  await page.getByRole("button", { name: "Run" }).click();
  yield "graphql-mistake";
  assert.equal(await page.getByLabel("Variables").inputValue(), "[1]");
  await page.getByLabel("Variables").fill("");
  await page.getByLabel("Query", { exact: true }).fill("{ __schema { queryType { name } } }");
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByText('"queryType"').waitFor();
  yield "graphql-answer";
  await page.getByText("Schema", { exact: true }).click();
  yield "graphql-schema";
}

testAccessible("where GraphQL is tried", visitPage);

Deno.test("a query is tried without scripts, with a token, and nothing comes from elsewhere", async () => {
  const response = await fetch(`${platform.url}/api/v1/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "merchant@afrify.test", password: "afrify-demo" }),
  });
  const { access_token } = await response.json();
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ javascript: false });
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await page.goto(`${platform.url}/graphql`);
    await page.getByLabel("API key or access token").fill(access_token);
    await page.getByRole("button", { name: "Run" }).click();
    await page.getByRole("heading", { name: "Answer" }).waitFor();
    const answer = JSON.parse(
      await page.getByRole("region", { name: "Answer" }).locator("pre").innerText(),
    );
    assert.equal(answer.errors, undefined);
    assert.ok(Array.isArray(answer.data.stores[0].orders));
    assert.deepEqual([...hosts], [new URL(platform.url).host]);
  });
});
