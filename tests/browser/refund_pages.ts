import type { Page } from "playwright-core";

/** The pages on which money of the order that is shown is noted and given back. */
export async function* visitRefunds(page: Page): AsyncGenerator<string> {
  const order = page.url();
  const isOpen = await page.getByRole("link", { name: "Money received" }).count() > 0;
  await page.goto(`${order}/received`);
  yield "money that came";
  if (isOpen) yield* payInCash(page);
  await page.goto(`${order}/refund`);
  yield "a refund";
  await page.getByLabel("Amount in").fill("10");
  await page.getByRole("button", { name: "Check and confirm" }).click();
  await page.getByRole("alert").waitFor();
  yield "a refund with errors";
  await page.getByLabel("Why").fill("A scratch");
  await page.getByLabel("How you gave it back").fill("Cash");
  await page.getByRole("button", { name: "Check and confirm" }).click();
  await page.getByRole("heading", { name: /as given back\?/ }).waitFor();
  yield "a refund that waits for a yes";
  await page.getByRole("button", { name: "Note it" }).click();
  await page.waitForURL(/refunded=1/);
  await page.getByText("Ledger").click();
  yield "an order with its ledger";
}

async function* payInCash(page: Page): AsyncGenerator<string> {
  await page.getByLabel("Reference").fill("");
  await page.getByRole("button", { name: "Note it" }).click();
  await page.getByRole("alert").waitFor();
  yield "money that came, with an error";
  await page.getByLabel("Reference").fill("Cash");
  await page.getByRole("button", { name: "Note it" }).click();
  await page.waitForURL(/received=1/);
  yield "an order paid in cash";
}
