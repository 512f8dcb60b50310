import type { Page } from "playwright-core";

/** Every page about collections and categories of the demo shop, as its owner. */
export async function* visitCatalog(
  page: Page,
  go: (path: string) => Promise<string>,
): AsyncGenerator<string> {
  const collections = "/dashboard/demo/collections";
  yield await go(collections);
  yield await go(`${collections}/new`);
  await go(`${collections}/new?kind=rule`);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  yield "a rule with errors";
  await page.getByLabel("Name", { exact: true }).fill(`Mugs of a long name ${Date.now()}`);
  for (const field of ["title", "category", "price_to", "in_stock"]) {
    await page.getByLabel("Look at").selectOption(field);
    await page.getByRole("button", { name: "Add a condition" }).click();
    await page.locator(`input[value="${field}"]`).waitFor({ state: "attached" });
  }
  yield "a rule of several conditions";
  await page.getByRole("button", { name: "Remove: Category is, or is under" }).click();
  await page.locator('input[value="category"]').waitFor({ state: "detached" });
  await page.getByRole("textbox", { name: "Name contains" }).fill("mug");
  await page.getByLabel("Price up to, KES").fill("5,000");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL("**saved=1*");
  yield "a rule and what it finds";
  await go(collections);
  await page.getByRole("link", { name: "Made in Kitui" }).click();
  await page.waitForURL(/collections\/[0-9a-f-]{36}$/);
  yield "a manual collection";
  const collection = new URL(page.url()).pathname;
  yield await go(`${collection}/products?q=lantern`);
  yield await go(`${collection}/delete`);
  await page.getByRole("button", { name: "Delete the collection" }).click();
  await page.waitForURL("**deleted=*");
  yield "a deleted collection";
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForURL("**done=restored");

  const categories = "/dashboard/demo/products/categories";
  await go(categories);
  await page.getByLabel("Name").fill("Cups");
  await page.getByLabel(/^Under/).selectOption("Kitchen");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByRole("link", { name: "Cups" }).waitFor();
  yield "the tree of categories";
  await page.getByLabel("Name").fill("Cups");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByRole("alert").waitFor();
  yield "a category with errors";
  await go(categories);
  await page.getByRole("link", { name: "Cups" }).click();
  await page.waitForURL(/categories\/[0-9a-f-]{36}$/);
  yield "a category";
  yield await go(`${new URL(page.url()).pathname}/delete`);
  await page.getByRole("button", { name: "Delete the category" }).click();
  await page.waitForURL("**done=deleted");
}
