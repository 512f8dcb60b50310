/**
 * Takes a picture of every page of the demo shop on a phone and on a desk, and of what its merchant
 * translates: `task pictures [folder] [language]`. It starts a platform of its own.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { withBrowser } from "./browser.ts";
import { visitShop } from "./shop_pages.ts";
import { signIn } from "./sign_in.ts";

const SIZES = [{ width: 360, height: 640 }, { width: 1280, height: 800 }];

const [folder = join(Deno.cwd(), ".afrify", "pictures"), language = ""] = Deno.args;
await Deno.mkdir(folder, { recursive: true });
const platform = await startPlatform();
try {
  await prepare(platform.database_url);
  await withBrowser(async (browser) => {
    for (const size of SIZES) {
      const shop = `${platform.url}/s/demo${language && `/${language}`}`;
      const shopper = await browser.newPage(size);
      for await (const name of visitShop(shopper, { shop, ownPage: "/pages/returns" })) {
        await take(shopper, name, size);
      }
      const merchant = await browser.newPage(size);
      await signIn(merchant, platform.url, "merchant@afrify.test");
      for await (const name of visitTranslations(merchant, platform.url)) {
        await take(merchant, name, size);
      }
    }
  });
} finally {
  await platform.stop();
}

async function prepare(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await sql`insert into store_pages (store_id, kind, slug, title, body, is_published)
    select id, 'returns', 'returns', 'Returns', ${"Send it back **within 14 days**.\n\n- unused\n- in its bag"}, true
    from stores where slug = 'demo'`;
  await sql`update products set translations = '{"fr":{"title":{"text":"Panier","of":"00000000"}}}'
    where slug = 'kitui-sisal-basket'`;
  await sql.end();
}

async function* visitTranslations(page: Page, site: string): AsyncGenerator<string> {
  const list = `${site}/dashboard/demo/translations`;
  await page.goto(`${list}?language=fr`, { waitUntil: "networkidle" });
  yield "translations";
  await page.goto(`${list}/words?language=ar`, { waitUntil: "networkidle" });
  yield "translations-words";
  await page.goto(`${list}?language=fr&all=1`);
  await page.getByRole("link", { name: "Kitui sisal basket" }).click();
  await page.waitForURL(/\/product\//);
  yield "translations-product";
  await page.goto(page.url().replace(/translations\/product\/([\w-]+).*/, "products/$1"));
  await page.getByRole("heading", { name: "Translations" }).scrollIntoViewIfNeeded();
  yield "product-translate-card";
}

async function take(page: Page, name: string, { width }: { width: number }): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.${width}.png`) });
  console.log(`${name}.${width}`);
}
