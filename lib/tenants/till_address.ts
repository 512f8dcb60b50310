import type { Sql } from "@/lib/db/mod.ts";

/** Whether M-Pesa was told where to tell of payments by hand, and what it said. */
export interface TillAddress {
  state: "never" | "asking" | "ok" | "not_configured" | "refused" | "unreachable";
  at: Date | null;
}

interface Row {
  is_asking: boolean;
  result: Exclude<TillAddress["state"], "never" | "asking"> | null;
  told_at: string | null;
}

/** Of a store with an M-Pesa account. Rejects with AF404 for those who do not manage settings. */
export async function getTillAddress(sql: Sql, storeId: string): Promise<TillAddress> {
  const [row] = await sql<{ till: Row | null }[]>`
    select public.get_till_address(${storeId}) as till`;
  const till = row!.till;
  return {
    state: till?.is_asking ? "asking" : till?.result ?? "never",
    at: till?.told_at ? new Date(till.told_at) : null,
  };
}

/** Has M-Pesa told. Its answer follows within seconds. */
export async function requestTillAddress(sql: Sql, storeId: string): Promise<void> {
  await sql`select public.request_till_address(${storeId})`;
}
