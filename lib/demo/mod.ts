import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { v5 as uuidOf } from "uuid";
import type { Config } from "@/lib/config.ts";
import { createSealer, type Sealer } from "@/lib/sealed.ts";
import { connectService, type Sql } from "@/lib/db/mod.ts";
import { categories, collections, type DemoProduct, products, shop } from "./catalog.ts";
import { rivalCategories, rivalProducts, rivalShop } from "./rival.ts";
import { type DemoLogin, makeAccounts } from "./seed/accounts.ts";
import { insertCollections } from "./seed/collections.ts";
import { insertGoods } from "./seed/goods.ts";
import { type StoredPicture, storePictures } from "./seed/pictures.ts";
import { insertShop } from "./seed/shop.ts";

export { DEMO_LOGINS, DEMO_PASSWORD, type DemoLogin } from "./seed/accounts.ts";

type SeedConfig = Pick<
  Config,
  "credentialsKeys" | "databaseUrl" | "supabaseUrl" | "publishableKey" | "secretKey"
>;

// Ids of the two shops follow from their names, so that pictures can be stored before their rows.
const NAMESPACE = "6f1f3d3a-4c0b-5b1e-9d57-0a5a1c2f7e11";
const DEMO_ID = uuidOf(shop.slug, NAMESPACE);
const RIVAL_ID = uuidOf(rivalShop.slug, NAMESPACE);

/**
 * Puts the demo shop, a rival and their sign-ins into a database that has none; otherwise does
 * nothing. The rows come last and all at once: a start that is cut short leaves no half shop, and
 * what the merchant changes is never put back.
 */
export async function seedDemo(config: SeedConfig, say: (line: string) => void): Promise<void> {
  const sql = connectService({ url: config.databaseUrl, poolSize: 1 });
  try {
    const [found] = await sql`select from public.stores where slug = ${shop.slug}`;
    if (found) return;
    say("Opening the demo shop: drawing its pictures");
    const client = createClient(config.supabaseUrl, config.secretKey, {
      auth: { persistSession: false, autoRefreshToken: false },
    });
    const [accounts, pictures] = await Promise.all([makeAccounts(config), drawAll(client)]);
    await sql.begin((transaction) =>
      insertAll(transaction as unknown as Sql, {
        accounts,
        ...pictures,
        sealer: createSealer(config.credentialsKeys),
      })
    );
    say(`The demo shop has ${products.length} products`);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

interface Pictures {
  ours: StoredPicture[];
  theirs: StoredPicture[];
}

async function drawAll(client: SupabaseClient): Promise<Pictures> {
  const ours = await storePictures(client, { storeId: DEMO_ID, products });
  const theirs = await storePictures(client, { storeId: RIVAL_ID, products: rivalProducts });
  return { ours, theirs };
}

async function insertAll(
  sql: Sql,
  { accounts, ours, theirs, sealer }: Pictures & {
    accounts: Record<DemoLogin, string>;
    sealer: Sealer;
  },
): Promise<void> {
  await sql`insert into public.platform_admins (user_id) values (${accounts.admin})
    on conflict do nothing`;
  const { tenantId } = await insertShop(sql, {
    storeId: DEMO_ID,
    shop,
    categories,
    merchantId: accounts.merchant,
    gateways: ["mpesa", "paystack"],
    sealer,
  });
  await sql`insert into public.memberships (tenant_id, store_id, user_id, role)
    values (${tenantId}, ${DEMO_ID}, ${accounts.staff}, 'staff')`;
  await insertGoods(sql, { storeId: DEMO_ID, products: newestFirst(), pictures: ours });
  await insertCollections(sql, { storeId: DEMO_ID, collections });
  await insertShop(sql, {
    storeId: RIVAL_ID,
    shop: rivalShop,
    categories: rivalCategories,
    merchantId: accounts.rival,
    gateways: ["mpesa"],
    sealer,
  });
  await insertGoods(sql, { storeId: RIVAL_ID, products: rivalProducts, pictures: theirs });
}

/** The shelf of new things in its own order, then the rest as they stand. */
function newestFirst(): DemoProduct[] {
  const shelf: readonly string[] = collections[0].products;
  const rank = ({ slug }: DemoProduct) => {
    const place = shelf.indexOf(slug);
    return place < 0 ? shelf.length : place;
  };
  return products.toSorted((a, b) => rank(a) - rank(b));
}
