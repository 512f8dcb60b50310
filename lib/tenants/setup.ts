import type { Sql } from "@/lib/db/mod.ts";

/** What a new shop has to sell with. */
export interface Setup {
  hasProduct: boolean;
  canTakePayment: boolean;
  deliversSomewhere: boolean;
}

/** How far the setting up of a store has come. */
export async function getSetup(sql: Sql, storeId: string): Promise<Setup> {
  const [row] = await sql<Setup[]>`
    select
      exists (select from public.products as p where p.store_id = ${storeId} and p.status = 'published') as "hasProduct",
      exists (select from public.payment_accounts as a where a.store_id = ${storeId} and a.is_enabled) as "canTakePayment",
      exists (select from public.delivery_zones as z where z.store_id = ${storeId}) as "deliversSomewhere"`;
  return row!;
}
