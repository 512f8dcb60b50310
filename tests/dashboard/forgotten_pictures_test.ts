import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import sharp from "sharp";
import { connectService } from "@/lib/db/mod.ts";
import { sweepPictures } from "@/lib/images/mod.ts";
import { productForm, variantFields } from "@/tests/dashboard/product_fields.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { orderInput, placeOrder } from "@/tests/fixtures/shop.ts";
import { until } from "@/tests/fixtures/until.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
const service = connectService({ url: platform.database_url, poolSize: 1 });
const config = { supabaseUrl: platform.supabase_url, secretKey: platform.secret_key };
const storage = createClient(platform.supabase_url, platform.secret_key).storage;
const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");

const sweep = () => sweepPictures({ sql: service, config });

async function send(change: Record<string, string>, background: string) {
  const bytes = await sharp({ create: { width: 200, height: 200, channels: 3, background } })
    .jpeg().toBuffer();
  const form = productForm(change, [{ name: "p.jpg", bytes }]);
  return await merchant.post("/dashboard/demo/products/new", form);
}

const names = async (bucket: string) =>
  (await sql`select name from storage.objects where bucket_id = ${bucket} order by name`)
    .map(({ name }) => name as string);

/** Makes all that is stored older than the days that a form may take. */
const age = () => sql`update storage.objects set created_at = created_at - interval '2 days'`;

Deno.test("a picture sent with a form that was refused is gone after a day, and not before", async () => {
  await sweep();
  const before = await names("originals");
  await send({ title: "First", ...variantFields(0, { sku: "ONE" }) }, "#112233");
  const kept = await names("originals");
  const refused = await send({ title: "Second", ...variantFields(0, { sku: "ONE" }) }, "#332211");
  assert.equal(refused.status, 422);
  assert.deepEqual([kept.length, (await names("originals")).length], [
    before.length + 1,
    before.length + 2,
  ]);

  assert.equal(await sweep(), 0);
  await age();
  assert.equal(await sweep(), 1);

  assert.deepEqual(await names("originals"), kept);
  assert.equal(await sweep(), 0);
});

Deno.test("sizes of a picture that was taken out go unless an order shows them, and others stay", async () => {
  const pathOf = async (title: string) => {
    const [row] = await sql`select i.path from product_images as i
      join products as p on p.id = i.product_id where p.title = ${title} and i.has_avif`;
    return row?.path as string | undefined;
  };
  for (const [i, title] of ["Sold", "Unsold", "Kept"].entries()) {
    await send({ title, ...variantFields(0, { sku: title }) }, `#44556${i}`);
    await until(async () => await pathOf(title) !== undefined);
  }
  const [sold, unsold, kept] = await Promise.all(["Sold", "Unsold", "Kept"].map(pathOf));
  const [variant] = await sql`select v.id from variants as v where v.sku = 'Sold'`;
  const placed = await placeOrder(
    sql,
    "demo",
    orderInput(variant!.id, { delivery_method: "pickup" }),
  );
  assert.ok(placed.ok, placed.code);
  await sql`delete from product_images where path in (${sold!}, ${unsold!})`;
  await age();

  // Originals of both, and two sizes in two formats of the one that nobody bought.
  const media = await names("media");
  const gone = media.filter((name) => name.startsWith(unsold!));
  assert.equal(await sweep(), 2 + gone.length);

  assert.deepEqual(await names("media"), media.filter((name) => !gone.includes(name)));
  assert.ok((await names("media")).some((name) => name.startsWith(sold!)));
  const { data } = await storage.from("originals").download(kept!);
  assert.ok(data && data.size > 0);
  const missing = await storage.from("originals").download(unsold!);
  assert.notEqual(missing.error, null);
});

Deno.test("the worker sweeps by itself, and plans the next time", async () => {
  await send({ title: "Third", ...variantFields(0, { sku: "THREE" }) }, "#998877");
  const refused = await send({ title: "Fourth", ...variantFields(0, { sku: "THREE" }) }, "#778899");
  assert.equal(refused.status, 422);
  const stored = (await names("originals")).length;
  await age();
  await sql`select private.enqueue('sweep_pictures', '{}', job_key => 'sweep_pictures')`;

  await until(async () => (await names("originals")).length === stored - 1);

  const waiting = await sql`select run_at > now() + interval '23 hours' as is_tomorrow
    from graphile_worker.jobs where task_identifier = 'sweep_pictures' and locked_at is null`;
  assert.deepEqual(waiting.map(({ is_tomorrow }) => is_tomorrow), [true]);
});

Deno.test.afterAll(async () => {
  await Promise.all([sql.end(), service.end()]);
  await platform.stop();
});
