import type { Page } from "playwright-core";
import { createShopper, delivery } from "@/tests/fixtures/shopper.ts";
import { signIn } from "./sign_in.ts";

const ACCOUNT = "Equity Bank, Kenyatta Market\nKikapu and Kin Limited\nAccount 0123456789";

/** The pages of what is paid in cash or by a transfer, for the merchant and for who buys this variant. */
export async function* visitHandWays(
  page: Page,
  { url, variantId, phone }: { url: string; variantId: string; phone: string },
): AsyncGenerator<string> {
  const settings = `${url}/dashboard/demo/settings/payments`;
  await signIn(page, url);
  await page.goto(`${settings}/by-hand`);
  yield "what is taken by hand";
  await page.getByLabel("Offer it at checkout").first().check();
  await page.getByLabel("Offer it at checkout").last().check();
  await page.getByLabel("Where to send the money").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  yield "what is taken by hand, with an error";
  await page.getByLabel("Where to send the money").fill(ACCOUNT);
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/saved=1/);
  await page.goto(settings);
  yield "all ways to be paid";

  const tokens: string[] = [];
  for (const way of ["transfer", "cash"]) tokens.push(await buy(url, { variantId, phone, way }));
  for (const token of tokens) {
    for (const path of ["/pay", "/pay?other=1", ""]) {
      await page.goto(`${url}/s/demo/orders/${token}${path}`);
      yield `orders by hand${path}`;
    }
  }
  await page.goto(`${url}/s/demo/ar/orders/${tokens[0]}/pay`);
  yield "a transfer, from right to left";
  await page.goto(`${url}/dashboard/demo/orders`);
  yield "orders that are paid by hand";
  await page.locator("a.rl").first().click();
  await page.waitForURL(/orders\/\d+$/);
  yield "an order to be paid in cash";
  await page.getByRole("button", { name: "Packed", exact: true }).click();
  await page.getByRole("button", { name: "With the rider", exact: true }).click();
  await page.getByRole("link", { name: "Did not arrive" }).waitFor();
  yield "an order on its way";
  await page.getByRole("link", { name: "Did not arrive" }).click();
  yield "an order that did not arrive";
  await page.getByRole("button", { name: "It did not arrive" }).click();
  await page.waitForURL(/cancelled=1/);
  yield "an order that is over";
}

/** Resolves with the token of the order. */
async function buy(
  url: string,
  { variantId, phone, way }: { variantId: string; phone: string; way: string },
): Promise<string> {
  const shopper = createShopper(url);
  const fields = { ...await shopper.openCheckout(variantId), ...delivery(phone), gateway: way };
  const priced = await (await shopper.post("/checkout", { ...fields, intent: "total" })).text();
  const shownTotal = /name="shownTotal" value="(\d+)"/.exec(priced)![1]!;
  const placed = await shopper.post("/checkout", { ...fields, shownTotal });
  await placed.body?.cancel();
  return /\/orders\/([0-9a-f]{32})\/pay$/.exec(placed.headers.get("location") ?? "")![1]!;
}
