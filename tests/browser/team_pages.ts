import type { Page } from "playwright-core";

/** Every page about the team of the demo shop, as its owner and as somebody who was asked. */
export async function* visitTeam(
  page: Page,
  go: (path: string) => Promise<string>,
): AsyncGenerator<string> {
  const team = "/dashboard/demo/settings/staff";
  yield await go(team);
  yield await go(`${team}/invite`);
  await page.getByLabel("Their email or phone number").fill("0712");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByRole("alert").waitFor();
  yield "an invitation with errors";
  await page.getByLabel("Their email or phone number").fill(
    `a.long.name.${Date.now()}@afrify.test`,
  );
  await page.getByRole("button", { name: "Send the invitation" }).click();
  const link = await page.getByLabel("Link").inputValue();
  yield "an invitation's link";
  yield await go(team);
  await page.getByRole("link", { name: "staff@afrify.test" }).click();
  await page.waitForURL(/staff\/[0-9a-f-]{36}$/);
  yield "a member";
  const member = new URL(page.url()).pathname;
  for (const form of ["make-owner", "remove"]) yield await go(`${member}/${form}`);
  yield await go("/account");
  await page.getByRole("link", { name: /^Leave/ }).click();
  await page.waitForURL("**/account/leave/*");
  yield "leaving";

  const cookies = await page.context().cookies();
  const path = new URL(link).pathname;
  yield await go(path);
  await page.context().clearCookies();
  yield await go(path);
  yield await go(`${path}/sign-up`);
  await page.context().addCookies(cookies);
  await go(team);
  await page.getByRole("button", { name: /^Take back/ }).first().click();
  await page.waitForURL("**done=revoked");
  yield "an invitation taken back";
  yield await go(path);
}
