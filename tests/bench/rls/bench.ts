import postgres from "postgres";
import { listProducts } from "@/lib/catalog/merchant.ts";
import { readListPage } from "@/lib/catalog/storefront.ts";
import { asUser } from "@/lib/db/as_user.ts";
import { connect, type Sql } from "@/lib/db/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";

const STORES = 200;
const PRODUCTS = 500;
const ROUNDS = 1_500;

/**
 * What row-level security costs: the lists of a shop and of its dashboard under the caller's rights,
 * and the same statements by the owner, who passes by every policy. Turn by turn in one run.
 */
async function main(): Promise<void> {
  const database = await startDatabase();
  const owner = postgres(database.url, { onnotice: () => {}, max: 1 });
  const db = connect({ url: database.webUrl, poolSize: 1 });
  try {
    const shop = await fill(owner);
    const free = owner as unknown as Sql;
    const request = { slug: "demo", cart: { lines: [], changedAt: 0 } };
    await compare("storefront list", {
      under: () => readListPage(db.public, request),
      without: () => readListPage(free, request),
    });
    const claims = { sub: CAST.merchant };
    await compare("dashboard list", {
      under: () => db.asUser(claims, (sql) => listProducts(sql, shop.storeId)),
      without: () => asUser(free, claims, (sql) => listProducts(sql, shop.storeId)),
    });
  } finally {
    await db.close();
    await owner.end();
    await database.stop();
  }
}

/** 100,000 products with a variant and a picture each, in 200 shops; the demo's merchant owns one. */
export async function fill(owner: postgres.Sql) {
  const shop = await makeShop(owner, { slug: "demo" });
  await owner`
    with made as (
      insert into public.tenants (name)
      select 'Business ' || n from generate_series(2, ${STORES}::int) as n returning id, name
    )
    insert into public.stores (tenant_id, slug, name, country, currency, time_zone, order_prefix)
    select id, 'shop-no-' || split_part(name, ' ', 2), name, 'KE', 'KES', 'Africa/Nairobi', 'AB' from made`;
  await owner`
    insert into public.products (store_id, slug, title, status)
    select s.id, 'basket-' || n, 'Basket ' || n, 'published'
    from public.stores as s, generate_series(1, ${PRODUCTS}::int) as n`;
  await owner`
    insert into public.variants (store_id, product_id, price_minor)
    select store_id, id, 245000 from public.products where slug <> 'basket'`;
  await owner`
    insert into public.product_images (store_id, product_id, path, width, height, widths)
    select store_id, id, store_id || '/' || id, 1080, 1080, '{160,320}' from public.products`;
  await owner`update public.stores set status = 'suspended' where slug like 'shop-no-%77'`;
  await owner`vacuum (analyze) public.products, public.variants, public.product_images,
    public.stores, public.inventory_levels`;
  return shop;
}

type Read = () => Promise<unknown>;

/** Median milliseconds of both, and how many times the one costs the other. */
async function compare(name: string, reads: { under: Read; without: Read }): Promise<void> {
  const times = { under: [] as number[], without: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const which of ["under", "without"] as const) {
      const started = performance.now();
      await reads[which]();
      if (round >= ROUNDS / 10) times[which].push(performance.now() - started);
    }
  }
  const [under, without] = [median(times.under), median(times.without)];
  console.log(
    `${name.padEnd(16)} ${under.toFixed(2)} ms under policies, ${without.toFixed(2)} ms without: ` +
      `${(under / without).toFixed(2)} times`,
  );
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

if (import.meta.main) await main();
