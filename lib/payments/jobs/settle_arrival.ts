import type { JobDeps } from "./deps.ts";
import { pollPayment } from "./poll_payment.ts";

/**
 * Finds out what money is for that came by itself, and books it. A prompt that may be the same money is
 * asked about first; as long as it has not ended, the database looks again a few seconds later.
 */
export async function settleArrival(deps: JobDeps, arrivalId: string): Promise<void> {
  const [beside] = await deps.sql<{ ids: string[] }[]>`
    select private.beside_arrival(${arrivalId}) as ids`;
  for (const attemptId of beside!.ids) await pollPayment(deps, attemptId);
  const [row] = await deps.sql`select private.settle_arrival(${arrivalId}) as result`;
  deps.log.info({ arrival_id: arrivalId, result: row!.result }, "Money without a prompt looked at");
}
