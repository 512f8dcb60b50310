import {
  acceptAttempt,
  applyVerdict,
  type Attempt,
  claimAttempt,
  getAttempt,
  listOpenAttemptIds,
  queueJob,
  releaseAttempt,
} from "../attempts.ts";
import { BUSY_PATIENCE_S, BUSY_PAUSE_S, SUBMIT_WITHIN_S } from "../cadence.ts";
import type { SubmitAnswer } from "../gateway.ts";
import type { JobDeps } from "./deps.ts";
import { pollPayment } from "./poll_payment.ts";

/**
 * Sends an attempt to its gateway, once: the claim is committed before the gateway is called, so that
 * after a crash nobody sends it a second time. What became of a lost one, its watchdog finds out.
 */
export async function submitPayment(deps: JobDeps, attemptId: string): Promise<void> {
  const { sql, log } = deps;
  let attempt = await getAttempt(sql, attemptId);
  if (attempt?.state !== "created") return;
  if (attempt.number > 1) {
    if (!await askAboutEarlier(deps, attempt)) return await submitLater(sql, attempt);
    attempt = await getAttempt(sql, attemptId) as Attempt;
  }
  const obstacle = obstacleTo(attempt);
  if (obstacle) {
    return await applyVerdict(sql, attempt, { state: "failed", code: obstacle });
  }
  if (!await claimAttempt(sql, attempt.id)) return;
  const answer = await deps.gateways[attempt.gateway].submit(attempt.account, {
    attemptId: attempt.id,
    amountMinor: attempt.expectedMinor,
    currency: attempt.currency,
    phone: attempt.phone,
    reference: attempt.orderLabel,
    callbackUrl: callbackUrl(deps, attempt),
  });
  if (answer.kind !== "accepted") {
    log.warn({ attempt_id: attempt.id, ...answer }, "The payment prompt was not accepted");
  }
  await applySubmitAnswer(deps, attempt, answer);
}

/** Why sending it would be wrong by now; null when nothing speaks against it. */
function obstacleTo({ orderStatus, isOrderCovered, ageS }: Attempt): string | null {
  if (orderStatus !== "pending" || isOrderCovered) return "order_closed";
  return ageS > SUBMIT_WITHIN_S ? "not_sent" : null;
}

/**
 * Two prompts can both be paid, so the gateway says first how the ones before this one stand. False
 * when it is being asked by somebody else.
 */
async function askAboutEarlier(deps: JobDeps, attempt: Attempt): Promise<boolean> {
  for (const id of await listOpenAttemptIds(deps.sql, attempt.orderId)) {
    if (id !== attempt.id && !await pollPayment(deps, id)) return false;
  }
  return true;
}

async function submitLater(sql: JobDeps["sql"], attempt: Attempt): Promise<void> {
  await queueJob(sql, "submit_payment", {
    payload: { attempt_id: attempt.id },
    inS: 5,
    key: `submit_payment:${attempt.id}`,
  });
}

async function applySubmitAnswer(
  { sql }: JobDeps,
  attempt: Attempt,
  answer: SubmitAnswer,
): Promise<void> {
  switch (answer.kind) {
    case "accepted":
      return await acceptAttempt(sql, attempt.id, answer.gatewayRef);
    case "busy":
      if (attempt.ageS < BUSY_PATIENCE_S) {
        return await releaseAttempt(sql, attempt.id, BUSY_PAUSE_S);
      }
      return await applyVerdict(sql, attempt, { ...answer, state: "failed" });
    case "refused":
      return await applyVerdict(sql, attempt, { ...answer, state: "failed" });
    case "unknown":
      return await applyVerdict(sql, attempt, { ...answer, state: "unknown" });
  }
}

function callbackUrl({ functionsUrl, gateways }: JobDeps, attempt: Attempt): string {
  return `${functionsUrl}/${gateways[attempt.gateway].functionName}/${attempt.callbackPath}`;
}
