import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

/** Statuses and bytes of documents as they came over the wire, and whatever the page complained of. */
async function watch(page: Page) {
  const wire: { status: number; bytes: number }[] = [];
  const complaints: string[] = [];
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  const documents = new Set<string>();
  network.on("Network.requestWillBeSent", ({ requestId, type }) => {
    if (type === "Document") documents.add(requestId);
  });
  network.on("Network.responseReceivedExtraInfo", ({ requestId, statusCode, headersText }) => {
    if (!documents.has(requestId)) return;
    wire.push({ status: statusCode, bytes: headersText?.length ?? 0 });
  });
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { wire, complaints };
}

Deno.test("a page that is seen again comes from the device and works as before, and follows the cart", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    const { wire, complaints } = await watch(page);
    const address = `${platform.url}/s/demo/p/smoke-fired-vase`;
    const bag = page.getByRole("banner").getByRole("link", { name: /^Cart/ });
    await page.goto(address, { waitUntil: "networkidle" });
    await page.goto(`${platform.url}/s/demo/p`, { waitUntil: "networkidle" });

    await page.goto(address, { waitUntil: "networkidle" });
    assert.deepEqual(wire.map(({ status }) => status), [200, 200, 304]);
    assert.ok(wire[2]!.bytes < 600, `${wire[2]!.bytes} bytes`);
    await page.locator("#buy > .btn").click();
    await page.getByRole("status").getByText("Added to your cart").waitFor();
    assert.match(await bag.innerText(), /1/);

    // The kept page knows nothing of the cart: another one comes, and is kept in its place.
    for (const status of [200, 304]) {
      await page.goto(address, { waitUntil: "networkidle" });
      assert.equal(wire.at(-1)!.status, status);
      assert.match(await bag.innerText(), /1/);
    }
    assert.deepEqual(complaints, []);
  });
});
