import { finishEvent, getAttempt, queueJob } from "../attempts.ts";
import type { Dispute } from "../gateway.ts";
import type { JobDeps } from "./deps.ts";
import { nextRefundQuestionInS } from "../cadence.ts";

/** After this a person asks the gateway. */
const PATIENCE_S = 3 * 24 * 3600;

/** Asks the gateway about the dispute that a stored event speaks of, and books how it stands. */
export async function applyDisputeEvent(deps: JobDeps, eventId: string): Promise<void> {
  const { sql, gateways } = deps;
  const [event] = await sql`
    select attempt_id, body, extract(epoch from now() - received_at)::float8 as age_s
    from public.payment_events where id = ${eventId} and state = 'received'`;
  const attempt = event && await getAttempt(deps, event.attempt_id);
  if (!attempt) return;
  const gateway = gateways[attempt.gateway];
  const callback = gateway.parseCallback(event.body);
  if (callback?.kind !== "dispute") {
    throw new Error(`Event ${eventId} was stored as one about a dispute and is not`);
  }
  const answer = await gateway.queryDispute?.(attempt.account, callback.disputeRef);
  if (answer?.kind === "answered" && answer.dispute.gatewayRef === attempt.gatewayRef) {
    return await applyDispute(deps, { attemptId: attempt.id, eventId, dispute: answer.dispute });
  }
  if (event.age_s > PATIENCE_S || answer?.kind === "answered") {
    return await finishEvent(sql, eventId, { state: "review", outcome: "dispute_not_confirmed" });
  }
  await queueJob(sql, "apply_dispute_event", {
    payload: { event_id: eventId },
    inS: nextRefundQuestionInS(event.age_s),
    key: `apply_dispute_event:${eventId}`,
  });
}

async function applyDispute(
  { sql, log }: JobDeps,
  { attemptId, eventId, dispute }: { attemptId: string; eventId: string; dispute: Dispute },
): Promise<void> {
  const { ref, state, amountMinor, currency } = dispute;
  log.warn({ attempt_id: attemptId, dispute: ref, state }, "A payment is disputed");
  await sql`select private.apply_dispute(${attemptId}, ${eventId}, ${
    sql.json({ ref, state, amount_minor: amountMinor, currency })
  })`;
}
