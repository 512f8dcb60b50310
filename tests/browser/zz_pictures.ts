import { startPlatform } from "@/tests/fixtures/platform.ts";
import { withBrowser } from "./browser.ts";
import { signIn } from "./sign_in.ts";
import { stageSales } from "./sales_pages.ts";
const platform = await startPlatform();
await Deno.mkdir("/tmp/pics", { recursive: true });
try {
  await withBrowser(async (browser) => {
    for (const size of [{ width: 360, height: 640 }, { width: 1280, height: 800 }]) {
      const page = await browser.newPage(size);
      await signIn(page, platform.url);
      const at = `${platform.url}/dashboard/demo/insights/sales`;
      if (size.width === 360) {
        await page.goto(at);
        await page.screenshot({ path: `/tmp/pics/empty-360.png`, fullPage: true });
        await stageSales(platform.database_url);
      }
      for (const [name, query] of [["30", ""], ["year", "?range=365"], ["today", "?range=1"]]) {
        await page.goto(at + query, { waitUntil: "networkidle" });
        for (const colorScheme of ["light", "dark"] as const) {
          if (name !== "30" && colorScheme === "dark") continue;
          await page.emulateMedia({ colorScheme });
          await page.screenshot({
            path: `/tmp/pics/${name}-${size.width}-${colorScheme}.png`,
            fullPage: true,
          });
        }
        await page.emulateMedia({ colorScheme: "light" });
      }
      await page.goto(at + "?range=7");
      await page.getByText("The numbers").first().click();
      await page.screenshot({ path: `/tmp/pics/numbers-${size.width}.png`, fullPage: true });
    }
  });
} finally {
  await platform.stop();
}
