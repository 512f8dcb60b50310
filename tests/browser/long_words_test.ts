import assert from "node:assert/strict";
import postgres from "postgres";
import { encodeCart } from "@/lib/carts/mod.ts";
import { withBrowser } from "@/tests/browser/browser.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";

const PAGES = ["/s/demo", "/s/demo/p", "/s/demo/p/market-basket-indigo"];

Deno.test("goods with endless names and no picture fit a phone, in any script", async () => {
  const platform = await startPlatform();
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [goods] = await sql`select v.id as variant, p.id as product from public.variants as v
    join public.products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
  await sql`delete from public.product_images where product_id = ${goods!.product}`;
  const names = ["W".repeat(110), "سلة التسوق ".repeat(9), "👩‍👩‍👧".repeat(12), "<b>".repeat(30)];
  const cart = encodeCart({ lines: [{ variantId: goods!.variant, quantity: 1 }], changedAt: 1 });
  try {
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      const url = `${platform.url}/s/demo`;
      await page.context().addCookies([{ name: "cart", value: cart, url }]);
      for (const name of names) {
        await sql`update public.products set title = ${name} where id = ${goods!.product}`;
        for (const path of [...PAGES, "/s/demo/cart", "/s/demo/checkout"]) {
          await page.goto(platform.url + path);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.equal(width, 360, `${path} with ${name.slice(0, 12)}`);
        }
      }
    });
  } finally {
    await sql.end();
    await platform.stop();
  }
});
