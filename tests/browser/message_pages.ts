import type { Page } from "playwright-core";

/** What the demo shop says, the words of one message with and without mistakes, and what went out. */
export async function* visitMessages(
  page: Page,
  go: (path: string) => Promise<string>,
): AsyncGenerator<string> {
  const words = "/dashboard/demo/settings/messages";
  yield await go(words);
  yield await go(`${words}/order_received/email?language=ar`);
  yield await go(`${words}/order_received/sms`);
  await page.getByRole("button", { name: "{name}", exact: true }).click();
  yield "a name put into a message";
  await page.getByLabel("Text", { exact: true }).fill("{nobody}");
  await page.getByRole("button", { name: "Show how it reads" }).click();
  await page.getByRole("alert").waitFor();
  yield "words with a mistake";
  yield await go("/dashboard/demo/messages/sent");
  yield await go("/dashboard/demo/messages/sent?kind=order_refunded");
}
