import type { Sql } from "@/lib/db/mod.ts";
import type { Gateway } from "@/lib/enums.ts";

/** How reading a gateway's own list of payments went last. */
export interface Reading {
  gateway: Gateway;
  ranAt: Date;
  isAnswered: boolean;
  /** Of the last one that found something: payments of orders, and payments without one. */
  found: { at: Date; booked: number; arrived: number } | null;
}

interface Row {
  gateway: Gateway;
  ran_at: string;
  result: "ok" | "unanswered";
  found_at: string | null;
  found_booked: number;
  found_arrived: number;
}

/** Those of a store's accounts whose lists are read. Rejects with AF404 for those who see no payments. */
export async function listReadings(sql: Sql, storeId: string): Promise<Reading[]> {
  const [row] = await sql<{ rows: Row[] }[]>`
    select public.list_reconciliations(${storeId}) as rows`;
  return row!.rows.map((one) => ({
    gateway: one.gateway,
    ranAt: new Date(one.ran_at),
    isAnswered: one.result === "ok",
    found: one.found_at === null ? null : {
      at: new Date(one.found_at),
      booked: one.found_booked,
      arrived: one.found_arrived,
    },
  }));
}
