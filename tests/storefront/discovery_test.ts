import assert from "node:assert/strict";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import postgres from "postgres";
import { PREVIEW_LIMIT_BYTES } from "@/components/shop/Seo.tsx";
import { fetchAt } from "@/tests/fixtures/fetch_at.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { assertRich, blocksOf } from "@/tests/fixtures/rich_results.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const { port } = new URL(platform.url);
const ORIGIN = `http://demo.localhost:${port}`;
const PRODUCT = "/p/kitui-sisal-basket";
const [demo] = await sql`select id from stores where slug = 'demo'`;
const storeId = demo!.id as string;
await sql`insert into store_pages (store_id, kind, slug, title, body, is_published)
  values (${storeId}, 'returns', 'returns', 'Returns & refunds', 'Send it **back**.', true),
    (${storeId}, 'page', 'secret', 'Secret', 'Not yet.', false)`;

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** A page of the shop, by its address on its own host. */
const get = (address: string) =>
  fetchAt(platform.url, {
    path: address.replace(ORIGIN, "") || "/",
    host: `demo.localhost:${port}`,
  });

const parser = new XMLParser({
  isArray: (name) => ["url", "sitemap", "item"].includes(name),
  parseTagValue: false,
});

// deno-lint-ignore no-explicit-any
async function getXml(address: string): Promise<any> {
  const { status, text } = await get(address);
  assert.equal(status, 200, address);
  assert.equal(XMLValidator.validate(text), true, address);
  return parser.parse(text);
}

async function addressesOfShop(): Promise<string[]> {
  const index = await getXml("/sitemap.xml");
  const addresses: string[] = [];
  for (const { loc } of index.sitemapindex.sitemap) {
    assert.ok(loc.startsWith(`${ORIGIN}/sitemaps/`), loc);
    for (const { loc: url } of (await getXml(loc)).urlset.url) addresses.push(url);
  }
  return addresses;
}

Deno.test("every address of the sitemaps answers 200, says that it is its own, and is found once", async () => {
  const addresses = await addressesOfShop();

  assert.equal(new Set(addresses).size, addresses.length);
  assert.ok(addresses.includes(`${ORIGIN}/pages/returns`));
  assert.ok(!addresses.some((one) => one.endsWith("/secret")));
  const [{ count }] = await sql`select count(*)::int from products
    where store_id = ${storeId} and status = 'published'` as unknown as [{ count: number }];
  assert.equal(addresses.filter((one) => one.includes("/p/")).length, count);
  for (const address of addresses) {
    const { status, text } = await get(address);
    assert.equal(status, 200, address);
    assert.ok(text.includes(`<link rel="canonical" href="${address}"`), address);
    assert.doesNotMatch(text, /name="robots" content="noindex"/, address);
  }
});

Deno.test("products in sitemaps say when they changed and show pictures that are there", async () => {
  const index = await getXml("/sitemap.xml");
  const part = index.sitemapindex.sitemap.find(({ loc }: { loc: string }) =>
    loc.includes("products-")
  );
  assert.ok(Date.parse(part.lastmod) > 0);
  const { url } = (await getXml(part.loc)).urlset;
  for (const one of url) assert.ok(Date.parse(one.lastmod) > 0, one.loc);
  const picture =
    [url.find((one: Record<string, unknown>) => "image:image" in one)["image:image"]].flat()[0];
  const answer = await fetch(picture["image:loc"]);
  assert.equal(answer.status, 200);
  await answer.body?.cancel();
});

Deno.test("a large shop's products fall into parts of 5,000, each address in one of them", async () => {
  const [tenant] = await sql`insert into tenants (name) values ('Large') returning id`;
  const [store] =
    await sql`insert into stores (tenant_id, slug, name, country, currency, time_zone, order_prefix)
    values (${tenant!.id}, 'large', 'Large', 'KE', 'KES', 'Africa/Nairobi', 'LG') returning id`;
  await sql`insert into products (store_id, slug, title, status)
    select ${
    store!.id
  }, 'p-' || n, 'Product ' || n, 'published' from generate_series(1, 5200) as n`;
  const read = async (path: string) =>
    parser.parse((await fetchAt(platform.url, { path, host: "large.localhost" })).text);

  const parts = (await read("/sitemap.xml")).sitemapindex.sitemap
    .map(({ loc }: { loc: string }) => new URL(loc).pathname)
    .filter((path: string) => path.includes("products-"));
  const counts: number[] = [];
  const all = new Set<string>();
  for (const path of parts) {
    const urls = (await read(path)).urlset.url;
    counts.push(urls.length);
    for (const { loc } of urls) all.add(loc);
  }

  assert.deepEqual(counts, [5000, 200]);
  assert.equal(all.size, 5200);
});

Deno.test("structured data of every kind of page has what rich results need", async () => {
  await sql`update products set rating_count = 2, rating_sum = 9
    where store_id = ${storeId} and slug = 'kitui-sisal-basket'`;
  const kinds: string[] = [];
  for (const path of ["/", "/p", "/c/baskets", PRODUCT, "/pages/returns", "/contact"]) {
    const blocks = blocksOf((await get(path)).text);
    for (const block of blocks) {
      assertRich(block, `${path} `);
      kinds.push(String(block["@type"]));
    }
  }
  assert.deepEqual([...new Set(kinds)].sort(), ["BreadcrumbList", "OnlineStore", "Product"]);
  assert.ok("aggregateRating" in blocksOf((await get(PRODUCT)).text)[0]!);
});

Deno.test("what stands in structured data is what the page says", async () => {
  const { text } = await get(PRODUCT);
  const [product, crumbs] = blocksOf(text);
  const rows =
    await sql`select v.price_minor::int from variants as v join products as p on p.id = v.product_id
    where p.store_id = ${storeId} and p.slug = 'kitui-sisal-basket' and v.archived_at is null
    order by v.position`;
  assert.deepEqual(
    (product!.offers as { price: number }[]).map(({ price }) => price * 100),
    rows.map(({ price_minor }) => price_minor),
  );
  const items = crumbs!.itemListElement as { item: string }[];
  assert.equal(items.at(-1)!.item, ORIGIN + PRODUCT);
});

Deno.test("links in chats show a title, words and a picture of less than 300 KB", async () => {
  for (const path of ["/", "/c/baskets", PRODUCT]) {
    const { text } = await get(path);
    const meta = (name: string) =>
      new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(text)?.[1];
    for (const name of ["og:title", "og:description", "og:url", "og:type", "og:site_name"]) {
      assert.ok(meta(name), `${path} ${name}`);
    }
    assert.equal(meta("twitter:card"), "summary_large_image");
    assert.ok(Number(meta("og:image:width")) >= 300 && Number(meta("og:image:height")) >= 157);
    const picture = await (await fetch(meta("og:image")!)).bytes();
    assert.ok(picture.length > 0 && picture.length < PREVIEW_LIMIT_BYTES, `${picture.length}`);
  }
});

Deno.test("lists that are sorted, filtered or paged are not pages of their own", async () => {
  const first = `<link rel="canonical" href="${ORIGIN}/p"`;
  const next = /href="(\/p\?after=[^"]+)"/.exec((await get("/p")).text)![1]!;
  assert.ok((await get(next)).text.includes(first));
  for (const path of ["/search?sort=price_up", "/search?q=basket", "/cart"]) {
    assert.match((await get(path)).text, /name="robots" content="noindex"/, path);
  }
  assert.ok(
    (await get(`${PRODUCT}?o0=Small&utm_source=x`)).text.includes(`href="${ORIGIN}${PRODUCT}"`),
  );
});

Deno.test("robots.txt leads to the sitemaps and away from carts and orders", async () => {
  const { text, headers } = await get("/robots.txt");
  assert.match(headers["content-type"]!, /^text\/plain/);
  assert.match(text, /^User-agent: \*$/m);
  for (const path of ["cart", "checkout", "orders/", "search"]) {
    assert.ok(text.includes(`Disallow: /${path}\n`), path);
  }
  assert.ok(text.includes(`Sitemap: ${ORIGIN}/sitemap.xml`));
  const own = await (await fetch(`${platform.url}/robots.txt`)).text();
  assert.match(own, /Disallow: \/dashboard/);
});

Deno.test("the feed has an item for every variant on sale, with its price, stock and page", async () => {
  const { channel } = (await getXml("/feeds/google.xml")).rss;
  const rows =
    await sql`select v.id, v.price_minor::int, v.compare_at_minor::int, v.stock_hint from variants as v
    join products as p on p.id = v.product_id and p.status = 'published'
    where v.store_id = ${storeId} and v.archived_at is null`;

  assert.equal(channel.item.length, rows.length);
  for (const item of channel.item as Record<string, string>[]) {
    const row = rows.find(({ id }) => id === item["g:id"])!;
    const isReduced = row.compare_at_minor > row.price_minor;
    const price = (isReduced ? row.compare_at_minor : row.price_minor) / 100;
    assert.equal(item["g:price"], `${price.toFixed(2)} KES`);
    assert.equal("g:sale_price" in item, isReduced);
    assert.equal(item["g:availability"], row.stock_hint === 0 ? "out_of_stock" : "in_stock");
    for (const name of ["title", "description", "link", "condition", "brand"]) {
      assert.ok(item[`g:${name}`], name);
    }
  }
  const [some] = channel.item;
  assert.equal((await get(some["g:link"].replaceAll("&amp;", "&"))).status, 200);
});

Deno.test("where tax comes on top, the feed tells what one pays", async () => {
  await sql`update stores set is_tax_included = false where id = ${storeId}`;
  const { channel } = (await getXml("/feeds/google.xml")).rss;
  const item = channel.item.find((one: Record<string, string>) => !("g:sale_price" in one));
  const [row] = await sql`select price_minor::int from variants where id = ${item["g:id"]}`;
  await sql`update stores set is_tax_included = true where id = ${storeId}`;
  assert.equal(item["g:price"], `${(Math.round(row!.price_minor * 1.16 / 100)).toFixed(2)} KES`);
});

Deno.test("llms.txt tells what the shop is and where its things are", async () => {
  const { text } = await get("/llms.txt");
  assert.match(text, /^# Kikapu & Kin\n\n> Baskets/);
  for (const path of ["/p", "/c/baskets", "/pages/returns", "/contact", "/feeds/google.xml"]) {
    assert.ok(text.includes(`(${ORIGIN}${path})`), path);
  }
});

Deno.test("what a merchant typed ends no element and no script", async () => {
  const evil = `</script><script>alert(1)</script> & ]]> "x" <b>`;
  await sql`update products set title = ${evil}, description = ${evil} where store_id = ${storeId} and slug = 'kitui-sisal-basket'`;
  const { text } = await get(PRODUCT);
  assert.doesNotMatch(text, /<script>alert/);
  assert.equal(blocksOf(text)[0]!.name, evil);
  const { channel } = (await getXml("/feeds/google.xml")).rss;
  assert.ok(
    channel.item.some((one: Record<string, string>) => one["g:title"]!.includes("alert(1)")),
  );
});

Deno.test("a shop that is not there has none of it", async () => {
  for (
    const path of [
      "robots.txt",
      "sitemap.xml",
      "sitemaps/pages.xml",
      "feeds/google.xml",
      "llms.txt",
    ]
  ) {
    assert.equal((await fetch(`${platform.url}/s/no-such-shop/${path}`)).status, 404, path);
  }
  for (const part of ["products-x.xml", "x.xml", `products-${crypto.randomUUID()}.xml.gz`]) {
    assert.equal((await get(`/sitemaps/${part}`)).status, 404, part);
  }
});
