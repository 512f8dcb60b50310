import { listPayableAttemptIds } from "../attempts.ts";
import type { JobDeps } from "./deps.ts";
import { pollPayment } from "./poll_payment.ts";

/** Gives the stock of an unpaid order back, after asking the gateway about every attempt that may be paid. */
export async function expireOrder(deps: JobDeps, orderId: string): Promise<void> {
  for (const attemptId of await listPayableAttemptIds(deps.sql, orderId)) {
    await pollPayment(deps, attemptId);
  }
  const [row] = await deps.sql`select private.expire_order(${orderId}) as result`;
  deps.log.info({ order_id: orderId, result: row!.result }, "Order looked at for expiry");
}
