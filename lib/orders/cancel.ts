import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { OrderFulfilment } from "./merchant_goods.ts";
import type { OrderState } from "./merchant_list.ts";

/** The form that ends an order. */
export const CancelForm = z.object({
  reason: z.string().trim().max(200, "Write at most 200 characters.")
    .regex(/^\P{Cc}*$/u, "Write it in one line.").default(""),
  restock: z.enum(["1", "0"]).default("1"),
  tell: z.literal("1").optional(),
});
export type CancelForm = z.output<typeof CancelForm>;

export type CancelRefusal =
  | "order_not_found"
  | "order_not_open"
  | "goods_delivered"
  | "money_received";

/**
 * Ends an order of which nothing was handed over. With a form, what was paid for it waits to be refunded;
 * without one nothing may be paid, the goods go on the shelf and nobody is told. Rejects with AF404 for
 * strangers.
 */
export async function cancelOrder(
  sql: Sql,
  { storeId, number }: { storeId: string; number: number },
  form?: CancelForm,
): Promise<Result<null, CancelRefusal>> {
  const input = form
    ? {
      reason: form.reason,
      is_restocked: form.restock === "1",
      is_told: form.tell === "1",
      is_money_kept: true,
    }
    : {};
  const [row] = await sql<{ answer: { ok: boolean; code: CancelRefusal } }[]>`
    select public.cancel_order(${storeId}, ${number}, ${sql.json(input)}) as answer`;
  return row!.answer.ok ? ok(null) : refuse(row!.answer.code);
}

/** Whether it may come to nothing: nothing of it is with its buyer. */
export function isCancellable(
  { status, fulfilments }: OrderState & { fulfilments: Pick<OrderFulfilment, "state">[] },
): boolean {
  return (status === "pending" || status === "paid") &&
    fulfilments.every(({ state }) => state !== "delivered");
}
