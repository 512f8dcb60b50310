import { finishEvent } from "../attempts.ts";
import { getRefund } from "../refunds.ts";
import type { JobDeps } from "./deps.ts";
import { applyRefundOutcome } from "./poll_refund.ts";

/**
 * Applies what a gateway sent to the address of one refund. Only the gateway was given that address,
 * and the message must be of the reference that the refund was sent with.
 */
export async function applyRefundEvent(deps: JobDeps, eventId: string): Promise<void> {
  const { sql, gateways } = deps;
  const [event] = await sql`
    select refund_id, body from public.payment_events where id = ${eventId} and state = 'received'`;
  const refund = event && await getRefund(deps, event.refund_id);
  if (!refund) return;
  const callback = gateways[refund.gateway].parseCallback(event.body);
  if (callback?.kind !== "refund") {
    throw new Error(`Event ${eventId} was stored as one about a refund and is not`);
  }
  const { gatewayRef, outcome } = callback;
  if (!outcome || gatewayRef !== refund.gatewayRef) {
    return await finishEvent(sql, eventId, { state: "ignored", outcome: "other_reference" });
  }
  await applyRefundOutcome(deps, { refund, outcome, eventId });
  const [left] = await sql`
    select from public.payment_events where id = ${eventId} and state = 'received'`;
  if (!left) return;
  const state = outcome.isKnown && outcome.state === "pending" ? "ignored" : "review";
  await finishEvent(sql, eventId, { state, outcome: `refund_code_${outcome.code}`.slice(0, 120) });
}
