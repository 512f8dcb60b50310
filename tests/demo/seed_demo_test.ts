import assert from "node:assert/strict";
import postgres from "postgres";
import { products } from "@/lib/demo/catalog.ts";
import { DEMO_LOGINS, DEMO_PASSWORD, seedDemo } from "@/lib/demo/mod.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CREDENTIALS_KEYS } from "@/tests/fixtures/seal_keys.ts";
import { startStack, type TestStack } from "@/tests/fixtures/stack.ts";

let stack: TestStack;
let owner: postgres.Sql;

Deno.test.beforeAll(async () => {
  stack = await startStack();
  owner = postgres(stack.database.url, { max: 1, onnotice: () => {} });
  await seed();
});

Deno.test.afterAll(async () => {
  await owner.end();
  await stack.stop();
});

Deno.test("A visitor finds every product with its category, a price and a cover", async () => {
  const visitor = stack.client(stack.publishableKey);
  const { data: store } = await visitor.from("stores").select("id, name, currency, order_prefix")
    .eq("slug", "demo").single();
  const { data } = await visitor.from("products")
    .select("slug, category_id, variants (price_minor), product_images (position, widths)")
    .eq("store_id", store?.id);

  assert.deepEqual(
    [store?.name, store?.currency, store?.order_prefix],
    ["Kikapu & Kin", "KES", "KK"],
  );
  assert.deepEqual(data?.map(({ slug }) => slug).sort(), products.map(({ slug }) => slug).sort());
  for (const product of data ?? []) {
    assert.ok(product.category_id, product.slug);
    assert.ok(product.variants.length > 0, product.slug);
    const cover = product.product_images.find(({ position }) => position === 0);
    assert.deepEqual(cover?.widths, [160, 320, 640, 1080], product.slug);
  }
});

Deno.test("Every size of a picture is there to be fetched, and its original for the worker", async () => {
  const [image] = await owner`select path, widths from public.product_images limit 1`;
  for (const width of image!.widths) {
    const response = await fetch(
      `${stack.url}/storage/v1/object/public/media/${image!.path}/${width}.webp`,
    );
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "image/webp");
    assert.ok((await response.arrayBuffer()).byteLength > 500);
  }
  const { data } = await stack.client(stack.secretKey).storage.from("originals")
    .download(image!.path);

  assert.ok((data?.size ?? 0) > 500);
});

Deno.test("The pictures need no work from the job worker", async () => {
  const jobs = await owner`select task_identifier from graphile_worker.jobs`;

  assert.deepEqual([...jobs], []);
});

Deno.test("Stock came in through the ledger", async () => {
  const stores = await owner<{ id: string }[]>`select id from public.stores`;
  for (const { id } of stores) await assertLedgerAddsUp(owner, id);
  const [{ units }] = await owner<[{ units: number }]>`
    select sum(l.on_hand)::int as units from public.inventory_levels as l
    join public.stores as s on s.id = l.store_id where s.slug = 'demo'`;

  const expected = products.flatMap(({ variants }) => variants).map(({ stock }) => stock);
  assert.equal(units, expected.reduce((sum, stock) => sum + stock, 0));
});

Deno.test("Everyone of the cast signs in, and meets only their own shop's costs", async () => {
  const seen: Record<string, string[]> = {};
  for (const login of DEMO_LOGINS) {
    const client = stack.client(stack.publishableKey);
    const email = `${login}@afrify.test`;
    const { data, error } = await client.auth.signInWithPassword({
      email,
      password: DEMO_PASSWORD,
    });
    assert.equal(error, null, login);
    const token = data.session!.access_token;
    const { data: costs } = await stack.client(stack.publishableKey, token)
      .from("variant_costs").select("store_id, variants (sku)").limit(1000);
    const stores = await owner<{ id: string; slug: string }[]>`select id, slug from public.stores`;
    const slugs = new Set(costs?.map((row) => stores.find(({ id }) => id === row.store_id)!.slug));
    seen[login] = [...slugs];
  }

  assert.deepEqual(seen, {
    admin: [],
    merchant: ["demo"],
    staff: [],
    shopper: [],
    rival: ["zuri"],
  });
});

Deno.test("A repeated start changes nothing, also what the merchant has changed since", async () => {
  await owner`update public.products set title = 'Renamed', status = 'archived'
    where slug = 'gift-card'`;
  const before = await counts();

  await seed();

  assert.deepEqual(await counts(), before);
  const [card] = await owner`select title, status from public.products where slug = 'gift-card'`;
  assert.deepEqual({ ...card }, { title: "Renamed", status: "archived" });
});

async function seed(): Promise<void> {
  const config = {
    databaseUrl: stack.database.url,
    supabaseUrl: stack.url,
    publishableKey: stack.publishableKey,
    secretKey: stack.secretKey,
    credentialsKeys: CREDENTIALS_KEYS,
  };
  await seedDemo(config, () => {});
}

async function counts() {
  const [row] = await owner`select
    (select count(*) from auth.users) as users, (select count(*) from public.products) as products,
    (select count(*) from public.product_images) as images,
    (select count(*) from public.inventory_movements) as movements`;
  return { ...row };
}
