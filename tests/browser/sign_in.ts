import type { Page } from "playwright-core";

/** Signs somebody of the demo in, in place of whoever was, and waits for where that leads. */
export async function signIn(
  page: Page,
  origin: string,
  email = "merchant@afrify.test",
): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("afrify-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(dashboard\/[^/]+|admin)$/);
}
