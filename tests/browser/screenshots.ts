/**
 * Takes the README's pictures from a platform that runs: `deno run -A tests/browser/screenshots.ts`.
 * It finds the platform by `$AFRIFY_DATA/local.json`, in which somebody should have bought something.
 */
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import postgres from "postgres";
import sharp from "sharp";
import { withBrowser } from "./browser.ts";

const FOLDER = new URL("../../docs/screenshots/", import.meta.url).pathname;

interface Local {
  url: string;
  database_url: string;
}

const dataDir = resolve(Deno.env.get("AFRIFY_DATA") ?? ".afrify");
const local: Local = JSON.parse(await Deno.readTextFile(join(dataDir, "local.json")));
const { product, token, number } = await pickSubjects(local.database_url);
await Deno.mkdir(FOLDER, { recursive: true });

await withBrowser(async (browser) => {
  const phone = await browser.newPage({ width: 360, height: 740 });
  const shop = `${local.url}/s/demo`;
  await take(phone, "shop-home", `${shop}/`);
  await take(phone, "shop-product", `${shop}/p/${product}`);
  if (token) await take(phone, "shop-order", `${shop}/orders/${token}`);

  const desk = await browser.newPage({ width: 1280, height: 800 });
  await signIn(desk);
  await take(desk, "dashboard-orders", `${local.url}/dashboard/demo/orders`);
  if (number) await take(desk, "dashboard-order", `${local.url}/dashboard/demo/orders/${number}`);
  await take(desk, "dashboard-products", `${local.url}/dashboard/demo/products`);
});

/** A product with a picture, and the last order that was paid. */
async function pickSubjects(databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const [product] = await sql`
    select p.slug from products as p join stores as s on s.id = p.store_id and s.slug = 'demo'
    where p.status = 'published' order by p.published_at desc, p.id desc limit 1`;
  const [order] = await sql`
    select o.token, o.number from orders as o join stores as s on s.id = o.store_id and s.slug = 'demo'
    where o.status = 'paid' order by o.id desc limit 1`;
  await sql.end();
  return { product: product?.slug, token: order?.token, number: order?.number };
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${local.url}/sign-in`);
  await page.fill("input[type=email]", "merchant@afrify.test");
  await page.fill("input[type=password]", "afrify-demo");
  await page.click("main button");
  await page.waitForURL("**/dashboard/**");
}

async function take(page: Page, name: string, url: string): Promise<void> {
  const response = await page.goto(url, { waitUntil: "networkidle" });
  if (!response?.ok()) throw new Error(`"${url}" answered ${response?.status()}`);
  const picture = sharp(await page.screenshot());
  await picture.webp({ quality: 80 }).toFile(join(FOLDER, `${name}.webp`));
  console.log(name);
}
