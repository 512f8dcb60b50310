import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import postgres from "postgres";
import { LANGUAGE_CODES } from "@/lib/i18n/mod.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  // As heavy as pictures make a page: in both formats, each with a blur that nothing compresses.
  await withOwner((sql) =>
    sql`update product_images set has_avif = true, focal_x = 15, focal_y = 85,
    placeholder = 'data:image/webp;base64,' || left(md5(id::text) || md5(path) || md5(alt) || md5(store_id::text)
      || md5(product_id::text), 170)`
  );
  await withOwner((sql) =>
    sql`insert into store_pages (store_id, slug, title, body, is_published)
    select id, 'returns', 'Returns', ${"Bring it back within a week. ".repeat(40)}, true
    from stores where slug = 'demo'`
  );
});

/** Asks the database as its owner. */
async function withOwner(
  run: (sql: postgres.Sql) => Promise<postgres.Row[]>,
): Promise<postgres.Row[]> {
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const rows = await run(sql);
  await sql.end();
  return rows;
}

Deno.test.afterAll(() => platform.stop());

/** What one TCP window carries: the first view needs no second round trip. */
const PAGE_LIMIT = 14 * 1024;
const SCRIPTS_LIMIT = 12 * 1024;

const PAGES = [
  "/s/demo",
  "/s/demo/p",
  "/s/demo/c/baskets",
  "/s/demo/p/kitui-sisal-basket",
  "/s/demo/search?q=basket",
  "/s/demo/account",
  "/s/demo/contact",
  "/s/demo/pages/returns",
];

/** The page as text; gzip is what every browser takes, and larger than brotli. */
async function fetchPage(path: string): Promise<string> {
  const response = await fetch(platform.url + path);
  assert.equal(response.status, 200, path);
  return await response.text();
}

/** The cart does more where scripts run than pages where one looks. */
for (const path of [...PAGES, "/s/demo/cart"]) {
  Deno.test(`${path} and its style come in 14 KB, compressed`, async () => {
    const html = await fetchPage(path);

    assert.ok(!/<link[^>]+rel="stylesheet"/.test(html), "style is in the page");
    const size = gzipSync(html).length;
    assert.ok(size <= PAGE_LIMIT, `${size} bytes`);
  });
}

for (const path of PAGES) {
  Deno.test(`${path} loads 12 KB of scripts at most, compressed`, async () => {
    const html = await fetchPage(path);
    const scripts = new Set(html.match(/\/_frsh\/js\/[\w./-]+\.js/g));

    let size = 0;
    for (const script of scripts) size += gzipSync(await fetchPage(script)).length;
    assert.ok(scripts.size > 0 && size <= SCRIPTS_LIMIT, `${size} bytes`);
  });
}

for (const language of LANGUAGE_CODES.slice(1)) {
  Deno.test(`pages in "${language}" keep to the same limits, up to the checkout`, async () => {
    const shopper = createShopper(platform.url, `demo/${language}`);
    const [variant] = await withOwner((sql) =>
      sql`select v.id from variants as v
      join products as p on p.id = v.product_id and p.slug = 'kitui-sisal-basket' limit 1`
    );
    await shopper.openCheckout(variant!.id);
    const paths = [...PAGES.map((path) => path.replace("/s/demo", "")), "/cart", "/checkout"];
    for (const path of paths) {
      const html = await (await shopper.get(path)).text();
      const size = gzipSync(html).length;
      assert.ok(size <= PAGE_LIMIT, `${path}: ${size} bytes`);
    }
  });
}
