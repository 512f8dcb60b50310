import type { Page } from "playwright-core";

/** The pages about money that somebody types at the till without saying what it is for. */
export async function* visitArrivals(
  page: Page,
  go: (path: string) => Promise<string>,
): AsyncGenerator<string> {
  yield await go("/dashboard/demo/arrivals");
  await go("/dashboard/demo/settings/payments/mpesa");
  await page.getByRole("button", { name: /Switch on|Tell M-Pesa again/ }).click();
  await page.getByText("M-Pesa tells this shop of them.").waitFor();
  yield "payments by hand, switched on";
  await go("/dev/phone");
  await page.getByText("A payment by hand to").click();
  await page.getByLabel("From the phone").fill("0799000111");
  await page.getByLabel("Amount in KES").fill("77");
  await page.getByLabel("Account number").fill("A REFERENCE OF NOTHING");
  yield "a payment typed by hand";
  await page.getByRole("button", { name: "Pay" }).click();
  await page.waitForURL(/till=paid/);
  do await go("/dashboard/demo/arrivals"); while (await page.locator("a.rl").count() === 0);
  yield "money to place";
  await page.locator("a.rl").first().click();
  await page.waitForURL(/arrivals\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Note it" }).click();
  await page.getByRole("alert").waitFor();
  yield "money to place, with an error";
}
