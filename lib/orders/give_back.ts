import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { wordsIn } from "@/lib/i18n/mod.ts";
import { methodOf } from "@/lib/payments/methods.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { MerchantOrder } from "./merchant_order.ts";

/**
 * What a shop has of an order and should not keep without asking: what is more than it costs; all of it
 * once it is closed. As `private.surplus_minor` has it.
 */
export function surplusOf(order: MerchantOrder): number {
  const { paidMinor, refundedMinor, refundingMinor, disputedMinor, totalMinor, status } = order;
  const keptMinor = paidMinor - refundedMinor - refundingMinor - disputedMinor;
  if (status === "expired" || status === "cancelled") return Math.max(0, keptMinor);
  return status === "pending" ? 0 : Math.max(0, keptMinor - totalMinor);
}

/** Whether a gateway that took money of this order gives any back: else it goes by hand. */
export function goesBackByGateway({ payments, attempts }: MerchantOrder): boolean {
  const gateways = payments.map(({ attemptId }) =>
    attempts.find(({ id }) => id === attemptId)?.gateway
  );
  return gateways.some((gateway) => gateway && methodOf(gateway).refunds !== "never");
}

/** What a click says: how much it was told, and a key that is the same for the same page. */
export const GiveBackForm = z.object({
  key: z.uuid(),
  amountMinor: z.string().regex(/^[1-9]\d{0,12}$/).transform(Number),
});
export type GiveBack = z.infer<typeof GiveBackForm>;

export type GiveBackRefusal =
  | "order_not_found"
  | "nothing_on_top"
  | "surplus_changed"
  | "refund_not_available"
  | "idempotency_key_reused";

/**
 * Gives back exactly what came on top of an order, or after it was closed, by the gateways that took it.
 * The buyer reads why, in the order's language. Rejects with AF404 for those who may not give money back.
 */
export async function giveBackSurplus(
  sql: Sql,
  storeId: string,
  order: MerchantOrder,
  { key, amountMinor }: GiveBack,
): Promise<Result<number, GiveBackRefusal>> {
  const { plain, money } = wordsIn(order.language);
  const isLate = order.status === "expired" || order.status === "cancelled";
  const amount = money(amountMinor, order.currency);
  const reason = isLate ? plain("order.paidLate") : plain("order.surplus", { amount });
  const [row] = await sql`
    select public.give_back_surplus(${storeId}, ${order.number}, ${key}, ${
    sql.json({ amount_minor: amountMinor, reason })
  }) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(amountMinor) : refuse(answer.code as GiveBackRefusal);
}
