import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { csvLine } from "@/lib/csv.ts";
import { readTable } from "@/lib/imports/mod.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { withBrowser } from "./browser.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

for (const javascript of [true, false]) {
  const how = javascript ? "with JavaScript" : "without JavaScript";

  Deno.test(`A merchant on a phone brings a file ${how}, puts right what was refused, and takes a copy`, async () => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript });
      await signIn(page, platform.url);
      const name = javascript ? "Scripted" : "Plain";
      const text = [
        ["Name", "Price", "Qty", "Shelf"],
        [`${name} mat`, "1,200", "4", "Mats"],
        [`${name} rug`, "a lot", "2", "Mats"],
      ].map(csvLine).join("");

      await page.goto(`${platform.url}/dashboard/demo/products`);
      await page.getByRole("link", { name: "Import" }).click();
      await upload(page, text);
      assert.equal(await page.getByLabel("Price", { exact: true }).inputValue(), "price");
      await page.getByLabel("Shelf").selectOption("category");
      await page.getByRole("button", { name: "See what would change" }).click();
      await page.getByText("1 product new").waitFor();
      await page.getByText("1 product refused").waitFor();
      await page.getByText("Write an amount, such as 2,450.").waitFor();
      const report = await download(page, "Download these rows");
      await page.getByRole("button", { name: "Apply 1 product" }).click();
      await page.getByText("1 product written.").waitFor();

      const table = await readTable(report);
      assert.ok(table.ok);
      const { header, rows } = table.value;
      const fixed = [header, ...rows.map(({ cells }) => cells.with(1, "3,400"))].map(csvLine).join(
        "",
      );
      await page.getByRole("link", { name: "Import products" }).click();
      await upload(page, fixed);
      await page.getByLabel("Shelf").selectOption("category");
      await page.getByRole("button", { name: "See what would change" }).click();
      await page.getByRole("button", { name: "Apply 1 product" }).click();
      await page.getByText("1 product written.").waitFor();

      await page.goto(`${platform.url}/dashboard/demo/products?q=${name}`);
      await page.getByRole("link", { name: `${name} rug` }).waitFor();
      const copy = new TextDecoder().decode(await download(page, "Export"));
      assert.match(copy, new RegExp(`${name} rug,.*,Mats,`));
      assert.match(copy, /3400\.00/);
    });
  });
}

async function upload(page: Page, text: string): Promise<void> {
  const file = { name: "goods.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.getByLabel("File").setInputFiles(file);
  await page.getByRole("button", { name: "Upload and choose columns" }).click();
  await page.waitForURL("**/columns");
}

async function download(page: Page, link: string): Promise<Uint8Array> {
  const [taken] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: link }).click(),
  ]);
  return await Deno.readFile(await taken.path());
}
