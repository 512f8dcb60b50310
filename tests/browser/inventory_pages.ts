import type { Page } from "playwright-core";

/** Every page about the stock of the demo shop, as its owner: in one place, then in two. */
export async function* visitInventory(
  page: Page,
  go: (path: string) => Promise<string>,
): AsyncGenerator<string> {
  const stock = "/dashboard/demo/inventory";
  const locations = "/dashboard/demo/settings/locations";
  yield await go(stock);
  yield await go(`${stock}?view=low`);
  yield await go(`${stock}?view=out`);
  yield await go(locations);
  const stall = `Market stall ${Date.now()}`;
  await page.getByLabel("Name").fill(stall);
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  yield "two locations";
  await page.getByRole("link", { name: stall }).click();
  await page.waitForURL(/locations\/[0-9a-f-]{36}$/);
  yield "a location";
  await page.getByLabel("Name").fill("Main");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  yield "a location with errors";

  await go(stock);
  await page.locator(".stk summary").first().click();
  yield "stock being changed";
  await page.getByLabel("How many").first().fill("a few");
  await page.getByRole("button", { name: "Change the stock" }).first().click();
  await page.getByRole("alert").waitFor();
  yield "a variant's stock with errors";
  await page.getByLabel("How many").last().fill("1");
  await page.getByRole("button", { name: "Move them" }).click();
  await page.getByText(/are moved|not promised|is promised/).first().waitFor();
  yield "a variant's stock";

  const counts = `${stock}/counts`;
  yield await go(counts);
  await page.getByRole("button", { name: "Start counting" }).click();
  await page.waitForURL(/counts\/[0-9a-f-]{36}$/);
  const count = new URL(page.url()).pathname;
  yield "an empty sheet";
  yield await go(`${count}/review`);
  await go(count);
  await page.locator(".sheet input:not([type=hidden])").first().fill("many");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  yield "a sheet with errors";
  await page.locator(".sheet input:not([type=hidden])").first().fill("1234");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  yield "a sheet";
  yield await go(`${count}/review`);
  await page.getByRole("button", { name: "Cancel the stock take" }).click();
  await page.waitForURL("**done=cancelled");
  yield "a stock take cancelled";
  yield await go(`${count}/review`);
}
