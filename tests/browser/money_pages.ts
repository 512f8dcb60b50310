import type { Page } from "playwright-core";

/** The pages about what came in, day by day. */
export async function* visitMoney(
  page: Page,
  go: (path: string) => Promise<string>,
): AsyncGenerator<string> {
  yield await go("/dashboard/demo/money");
  yield await go("/dashboard/demo/money?from=2020-01-01&to=2020-01-02");
  yield await go("/dashboard/demo/money?from=2026-03-02&to=2026-03-01");
  await go("/dashboard/demo/money?range=90");
  await page.getByText("Other days").click();
  yield "other days";
  yield await go("/dashboard/demo/money/entries?range=90");
}
