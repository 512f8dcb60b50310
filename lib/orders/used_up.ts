import { sqlState } from "@/lib/db/sql_state.ts";

/** An order that was over opens again only while its discounts last. For the `catch` of a statement. */
export function usedUp(error: unknown): { answer: { ok: false; code: "discount_used_up" } }[] {
  if (sqlState(error) !== "AFOFF") throw error;
  return [{ answer: { ok: false, code: "discount_used_up" } }];
}
