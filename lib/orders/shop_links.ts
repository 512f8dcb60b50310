import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

interface OrderPlace {
  storeId: string;
  number: number;
}

export const LinkForm = z.object({ how: z.enum(["make", "end"]) });

type LinkRefusal = "order_not_found" | "already_paid" | "order_cancelled" | "order_closed";

/** Makes the link by which somebody else pays an order, or finds the one that is there: its token. */
export async function makePayLink(
  sql: Sql,
  { storeId, number }: OrderPlace,
): Promise<Result<string, LinkRefusal>> {
  const [row] = await sql`select public.make_pay_link(${storeId}, ${number}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(answer.token as string) : refuse(answer.code as LinkRefusal);
}

/** Ends it, for members who work on orders. False when there is no such order. */
export async function endPayLink(sql: Sql, { storeId, number }: OrderPlace): Promise<boolean> {
  const [row] = await sql`select public.withdraw_pay_link(${storeId}, ${number}) as answer`;
  return row!.answer.ok;
}
