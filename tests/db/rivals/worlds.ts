import postgres from "postgres";
import { copyDatabase, startDatabase } from "@/tests/fixtures/database.ts";
import { liftPhoneLimits } from "@/tests/fixtures/shop.ts";
import { makeRandomShop, type RandomShop } from "./random_shop.ts";

/**
 * Two databases that differ in one thing: the second lacks whatever the first shop does not show to
 * visitors. What others can learn of it is what they can tell the two apart by.
 */
export interface Worlds {
  /** As the owner, of the world with the secrets and of the one without. */
  full: postgres.Sql;
  bare: postgres.Sql;
  shop: RandomShop;
  rival: RandomShop;
  /** An account that works nowhere. */
  shopper: string;
  stop(): Promise<void>;
}

/** `plant` is a fault, written into both. */
export async function makeWorlds(plant = ""): Promise<Worlds> {
  const first = await startDatabase();
  const seed = postgres(first.url, { onnotice: () => {}, max: 1 });
  await seed.unsafe(plant);
  // That a number has many orders or prompts is told on purpose, and looked at in phone_limits_test.
  await liftPhoneLimits(seed);
  const shop = await makeRandomShop(seed);
  const rival = await makeRandomShop(seed);
  const shopper = crypto.randomUUID();
  await seed`insert into auth.users (id, email) values (${shopper}, ${`${shopper}@afrify.test`})`;
  await seed.end();

  const second = await copyDatabase(first);
  const superuser = postgres(second.superuserUrl, { onnotice: () => {}, max: 1 });
  await hideAll(superuser, shop);
  await superuser.end();
  const [full, bare] = [first.url, second.url].map((url) =>
    postgres(url, { onnotice: () => {}, max: 1 })
  ) as [postgres.Sql, postgres.Sql];
  return {
    full,
    bare,
    shop,
    rival,
    shopper,
    async stop() {
      await Promise.all([full.end(), bare.end()]);
      await Promise.all([first.stop(), second.stop()]);
    },
  };
}

/** What visitors may see of a table; of all others they see nothing. */
const VISIBLE: Record<string, string> = {
  "public.stores": "true",
  "public.categories": "true",
  "public.collections": "t.is_published and t.deleted_at is null",
  "public.collection_products": `t.product_status = 'published' and exists (
    select from public.collections as c
    where c.id = t.collection_id and c.is_published and c.deleted_at is null)`,
  "public.delivery_zones": "true",
  "public.payment_accounts": "true",
  "public.pickup_points": "true",
  "public.store_pages": "t.is_published",
  "public.page_redirects": "t.is_published",
  "public.store_domains": "t.verified_at is not null",
  "public.products": "t.status = 'published'",
  "public.variants": "t.product_status = 'published' and t.archived_at is null",
  "public.product_images": "t.product_status = 'published'",
  "public.reviews": "t.state = 'published'",
  "public.product_redirects": "t.product_status = 'published'",
  "private.product_search": "t.status = 'published'",
  "private.category_search": "true",
  "private.shop_words":
    `exists (select from private.product_search as d where d.store_id = t.store_id
    and d.status = 'published' and d.document @@ quote_literal(private.search_prefix(t.store_id) || t.word)::tsquery)
    or exists (select from private.category_search as c
      where c.store_id = t.store_id and c.name @@ quote_literal(t.word)::tsquery)`,
  "private.shop_choices": `exists (select from private.product_search as d
    where d.store_id = t.store_id and d.status = 'published' and t.hash = any (d.tags || d.options))`,
  "private.choice_sets": `exists (select from private.product_search as d
    where d.store_id = t.store_id and d.status = 'published' and t.hash in (d.tag_set, d.option_set))`,
};

/** Takes away all that the shop does not show. No trigger and no foreign key has a say. */
async function hideAll(sql: postgres.Sql, shop: RandomShop): Promise<void> {
  await sql`set session_replication_role = replica`;
  for (const { table, rows } of await rowsOf(sql, shop)) {
    await sql.unsafe(
      `delete from ${table} as t where ${rows} and not (${VISIBLE[table] ?? false})`,
    );
  }
  const people = [shop.merchant, shop.manager, shop.staff];
  await sql`delete from auth.users where id = any (${people})`;
}

export type Business = Pick<RandomShop, "storeId" | "tenantId">;

const OF_ACCOUNT = "account_id in (select id from public.payment_accounts where store_id = $store)";

/** Keys of tables whose rows belong to a shop by what they point at. */
const THROUGH: Record<string, string> = {
  "private.payment_credentials": OF_ACCOUNT,
  "private.till_addresses": OF_ACCOUNT,
  "private.reconciliations": OF_ACCOUNT,
  "private.api_key_uses": "key_id in (select id from public.api_keys where store_id = $store)",
};

/** Tables that belong to nobody: what the schema itself is made of. */
const NOBODYS = [
  "private.attempt_transitions",
  "private.fulfilment_transitions",
  "private.refund_transitions",
  "private.gateways",
  "private.order_transitions",
  "private.phone_limits",
  "private.traffic_salts",
  "private.word_meanings",
  "public.platform_admins",
];

/** The condition that picks a shop's rows, for each table that has any; a table of neither kind is an error. */
export async function rowsOf(
  sql: postgres.Sql,
  { storeId, tenantId }: Business,
): Promise<{ table: string; rows: string }[]> {
  const tables = await sql<{ table: string; columns: string[] }[]>`
    select n.nspname || '.' || c.relname as table, array_agg(a.attname::text) as columns
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'private') group by 1 order by 1`;
  return tables.filter(({ table }) => !NOBODYS.includes(table)).map(({ table, columns }) => {
    const through = THROUGH[table]?.replace("$store", `'${storeId}'`);
    const rows = through ?? ({
      "public.stores": `t.id = '${storeId}'`,
      "public.tenants": `t.id = '${tenantId}'`,
    })[table] ?? (columns.includes("tenant_id") ? `t.tenant_id = '${tenantId}'` : null) ??
      (columns.includes("store_id") ? `t.store_id = '${storeId}'` : null);
    if (!rows) throw new Error(`Nobody said whose the rows of ${table} are`);
    return { table, rows };
  });
}
