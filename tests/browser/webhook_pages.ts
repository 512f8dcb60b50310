import type { Page } from "playwright-core";
import type { Receiver } from "@/tests/webhooks/receiver.ts";

/** Every page of webhooks, as the demo shop's merchant who adds an endpoint, tries it and takes it away. */
export async function* visitWebhooks(
  page: Page,
  { url, receiver }: { url: string; receiver: Receiver },
): AsyncGenerator<string> {
  const list = `${url}/dashboard/demo/settings/webhooks`;
  const go = (path: string) => page.goto(path, { waitUntil: "networkidle" });
  await go(list);
  yield "webhooks-none";
  await go(`${list}/new`);
  yield "webhooks-new";
  await page.getByLabel("Address").fill("https://10.0.0.1/");
  await page.getByRole("button", { name: "Add the endpoint" }).click();
  await page.getByRole("alert").waitFor();
  yield "webhooks-errors";
  await page.getByLabel("Address").fill(receiver.url);
  await page.getByLabel("An order is paid in full").check();
  await page.getByRole("button", { name: "Add the endpoint" }).click();
  receiver.secret = await page.getByLabel("Signing secret").inputValue();
  yield "webhooks-secret";
  await page.getByRole("link", { name: "I have copied it" }).click();
  await page.waitForURL(/webhooks\/[0-9a-f-]{36}$/);
  const endpoint = page.url();
  yield "webhooks-nothing-sent";
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByText("Delivered", { exact: true }).first().waitFor();
  yield "webhooks-log";
  await page.getByRole("link", { name: "webhook.test" }).first().click();
  await page.waitForURL(/deliveries/);
  yield "webhooks-delivery";
  for (const form of ["edit", "replay", "secret", "delete"]) {
    await go(`${endpoint}/${form}`);
    yield `webhooks-${form}`;
  }
  await go(list);
  yield "webhooks-list";
  receiver.answer = () => new Response("gone", { status: 410 });
  await go(endpoint);
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByText("Off: it said gone").waitFor();
  yield "webhooks-off";
  await go(`${endpoint}/delete`);
  await page.getByRole("button", { name: "Delete the endpoint" }).click();
  await page.waitForURL("**deleted=1");
  yield "webhooks-deleted";
}
