import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";

/** Every page about files of the demo shop, with a file that has a bad row and long words. */
export async function* visitImports(
  page: Page,
  go: (path: string) => Promise<string>,
): AsyncGenerator<string> {
  yield await go("/dashboard/demo/settings/data");
  yield await go("/dashboard/demo/settings/data/import");
  await go("/dashboard/demo/products/import");
  await send(page, "");
  await page.getByText("nothing in this file").waitFor();
  yield "a file that is refused";

  const long = "a".repeat(90);
  await send(
    page,
    `Title,Price,Image Src,${long}\nMat,twelve,https://x.test/${long},${long}\nRug ${Date.now()},900,,\n`,
  );
  yield "the columns of a file";
  await page.getByLabel("Title").selectOption("");
  await page.getByRole("button", { name: "See what would change" }).click();
  await page.getByRole("alert").waitFor();
  yield "columns with errors";
  await page.getByLabel("Title").selectOption("title");
  await page.getByRole("button", { name: "See what would change" }).click();
  await page.getByText("1 product refused").waitFor();
  yield "what a file would change";
  await page.getByRole("button", { name: /^Apply/ }).click();
  await page.getByText("written.").waitFor();
  yield "a file that is applied";
  yield await go("/dashboard/demo/products/import");
}

async function send(page: Page, text: string): Promise<void> {
  const name = `goods-with-a-long-name-${"x".repeat(60)}.csv`;
  await page.getByLabel("File").setInputFiles({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
  await page.getByRole("button", { name: "Upload and choose columns" }).click();
}
