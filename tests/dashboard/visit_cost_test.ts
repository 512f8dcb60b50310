import assert from "node:assert/strict";
import postgres from "postgres";
import sharp from "sharp";
import { mediaUrl } from "@/lib/images/urls.ts";
import { productForm } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const PAGE = "/dashboard/demo/insights/cost";
const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const textOf = async (path = PAGE) =>
  (await merchant.get(path)).text.replaceAll(/<style.*?<\/style>|<script.*?<\/script>/gs, "")
    .replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

/** The KB of one page: all of it, its own, of its pictures, and where data is saved. */
function readCard(text: string, name: string) {
  const card = new RegExp(
    `${name} (\\d+) KB About .*?look (\\d+) KB Scripts (\\d+) KB (\\d+) pictures? (\\d+) KB .*?saved (\\d+) KB`,
  ).exec(text);
  assert.ok(card, `${name} in ${text}`);
  const [total, page, scripts, count, pictures, saving] = card.slice(1).map(Number) as number[];
  return {
    total: total!,
    page: page!,
    scripts: scripts!,
    count: count!,
    pictures: pictures!,
    saving: saving!,
  };
}

Deno.test("each page is weighed as it comes over the network, with every picture of it", async () => {
  const text = await textOf();

  for (const name of ["Front page", "List of everything", "Your newest product", "Checkout"]) {
    const { total, page, scripts, pictures, saving } = readCard(text, name);
    assert.ok(page >= 5 && page <= 14, `${name}: ${page}`);
    assert.ok(Math.abs(page + scripts + pictures - total) <= 3, name);
    assert.ok(saving <= 30 && saving >= page, `${name}: ${saving}`);
  }
  assert.equal(readCard(text, "List of everything").count, 24);
  assert.match(text, /KES 0\.0\d+ a visit/);
});

Deno.test("a heavier picture costs more, and is named where a page is too heavy", async () => {
  const before = readCard(await textOf(), "Front page");
  const [product] = await sql`
    update product_images as i set webp_bytes = array[1, 200000, 200000, 200000]
    from products as p join stores as s on s.id = p.store_id and s.slug = 'demo'
    where i.product_id = p.id and i.position = 0 and p.slug = 'market-basket-indigo'
    returning p.title`;

  const text = await textOf();
  assert.ok(readCard(text, "Front page").pictures > before.pictures + 150);
  assert.match(text, new RegExp(`The heaviest picture is of ${product!.title} , 196 KB`));
});

Deno.test("the price is the reader's own, and what is none is said at its field", async () => {
  assert.match(await textOf(`${PAGE}?price=100000`), /About KES \d\d a visit, KES \d\d,000 for/);
  const wrong = await merchant.get(`${PAGE}?price=cheap`);
  assert.match(wrong.text, /id="price-error".*Write a price/s);
  assert.match(wrong.text, /value="cheap"/);
  assert.match(await textOf(), /KES 0\.0\d+ a visit/);
});

Deno.test("measuring counts no visit, and strangers measure nothing", async () => {
  await textOf();
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  assert.equal((await sql`select from traffic_counts`).length, 0);
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  assert.equal((await staff.get(PAGE)).status, 403);
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  assert.equal((await rival.get(PAGE)).status, 404);
});

Deno.test("the job writes down what each size of a picture weighs", async () => {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
  const picture = sharp({
    create: { width: 700, height: 700, channels: 3, background: "#456", noise },
  });
  const bytes = new Uint8Array(await picture.jpeg().toBuffer());
  const form = productForm({ title: "Weighed" }, [{ name: "p.jpg", bytes }]);
  assert.equal((await merchant.post("/dashboard/demo/products/new", form)).status, 303);
  const find = async () =>
    (await sql`select i.path, i.widths, i.webp_bytes, i.avif_bytes from product_images as i
      join products as p on p.id = i.product_id where p.title = 'Weighed' and i.has_avif`)[0];
  await until(async () => await find() !== undefined);

  const { path, widths, webp_bytes, avif_bytes } = (await find())!;
  assert.ok(widths.length >= 3);
  for (const [format, weights] of [["webp", webp_bytes], ["avif", avif_bytes]] as const) {
    const stored = await Promise.all(widths.map(async (width: number) => {
      const file = await fetch(mediaUrl(platform.supabase_url, path, width, format));
      return (await file.bytes()).length;
    }));
    assert.deepEqual(weights, stored, format);
  }
});

Deno.test("a shop with a domain of its own, and one with nothing to sell, are measured as they are", async () => {
  await sql`insert into store_domains (store_id, host, verified_at)
    select id, 'www.kikapu.example', now() from stores where slug = 'demo'`;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.ok(readCard(await textOf(), "Front page").page >= 5);
  await sql`update products set status = 'draft' from stores as s where s.id = store_id and s.slug = 'demo'`;
  const text = await textOf();
  assert.doesNotMatch(text, /Checkout/);
  assert.match(text, /Front page \d+ KB/);
});
