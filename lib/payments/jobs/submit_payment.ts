import {
  acceptAttempt,
  applyVerdict,
  type Attempt,
  claimAttempt,
  getAttempt,
  listPayableAttemptIds,
  queueJob,
  releaseAttempt,
} from "../attempts.ts";
import { BUSY_PATIENCE_S, BUSY_PAUSE_S, SUBMIT_WITHIN_S } from "../cadence.ts";
import type { SubmitAnswer } from "../gateway.ts";
import type { JobDeps } from "./deps.ts";
import { type Poll, pollPayment } from "./poll_payment.ts";

/**
 * Sends an attempt to its gateway, once: the claim is committed before the gateway is called, so that
 * after a crash nobody sends it a second time. What became of a lost one, its watchdog finds out.
 */
export async function submitPayment(deps: JobDeps, attemptId: string): Promise<void> {
  const { sql, log } = deps;
  let attempt = await getAttempt(deps, attemptId);
  if (attempt?.state !== "created") return;
  let earlier: Poll = "done";
  if (attempt.number > 1) {
    earlier = await askAboutEarlier(deps, attempt);
    if (earlier === "asked_by_another") return await submitLater(sql, attempt);
    attempt = await getAttempt(deps, attemptId) as Attempt;
  }
  const obstacle = obstacleTo(attempt, earlier);
  if (obstacle) {
    return await applyVerdict(sql, attempt, { state: "failed", code: obstacle });
  }
  const gateway = deps.gateways[attempt.gateway];
  const gatewayRef = gateway.chooseRef(attempt.id);
  if (!await claimAttempt(sql, attempt.id, gatewayRef)) return;
  const answer = await gateway.submit(attempt.account, {
    attemptId: attempt.id,
    gatewayRef,
    amountMinor: attempt.expectedMinor,
    currency: attempt.currency,
    phone: attempt.phone,
    email: attempt.email,
    reference: attempt.orderLabel,
    callbackUrl: callbackUrl(deps, attempt),
    returnUrl: `${deps.publicUrl}${attempt.payerPath}/back`,
  });
  if (answer.kind !== "accepted" && answer.kind !== "redirect") {
    log.warn({ attempt_id: attempt.id, ...answer }, "The gateway did not take the attempt");
  }
  await applySubmitAnswer(deps, attempt, answer);
}

/** Why sending it would be wrong by now; null when nothing speaks against it. */
function obstacleTo(
  { orderStatus, isOrderCovered, expectedMinor, leftMinor, ageS }: Attempt,
  earlier: Poll,
): string | null {
  if (orderStatus !== "pending" || isOrderCovered) return "order_closed";
  // Another payer was faster: nobody is asked for more than what is left when it is sent.
  if (expectedMinor > leftMinor) return "less_left";
  if (earlier === "under_way") return "earlier_under_way";
  return ageS > SUBMIT_WITHIN_S ? "not_sent" : null;
}

/** Two attempts can both be paid, so the gateway says first how the ones before this one stand. */
async function askAboutEarlier(deps: JobDeps, attempt: Attempt): Promise<Poll> {
  let isUnderWay = false;
  for (const id of await listPayableAttemptIds(deps.sql, attempt.orderId)) {
    const poll = id === attempt.id ? "done" : await pollPayment(deps, id);
    if (poll === "asked_by_another") return poll;
    isUnderWay ||= poll === "under_way" && await isTooMuchWith(deps, attempt, id);
  }
  return isUnderWay ? "under_way" : "done";
}

/** Parts of several payers may be under way together as long as they fit into what is left. */
async function isTooMuchWith(deps: JobDeps, attempt: Attempt, otherId: string): Promise<boolean> {
  const other = await getAttempt(deps, otherId);
  return attempt.expectedMinor + (other?.expectedMinor ?? 0) > attempt.leftMinor;
}

async function submitLater(sql: JobDeps["sql"], attempt: Attempt): Promise<void> {
  await queueJob(sql, "submit_payment", {
    payload: { attempt_id: attempt.id },
    inS: 5,
    key: `submit_payment:${attempt.id}`,
  });
}

async function applySubmitAnswer(
  { sql, gateways }: JobDeps,
  attempt: Attempt,
  answer: SubmitAnswer,
): Promise<void> {
  switch (answer.kind) {
    case "accepted":
    case "redirect":
      return await acceptAttempt(sql, attempt.id, answer);
    case "busy":
      if (attempt.ageS < BUSY_PATIENCE_S) {
        return await releaseAttempt(sql, attempt.id, BUSY_PAUSE_S);
      }
      return await applyVerdict(sql, attempt, { ...answer, state: "failed" });
    case "refused":
      return await applyVerdict(sql, attempt, { ...answer, state: "failed" });
    case "unknown":
      await applyVerdict(sql, attempt, { ...answer, state: "unknown" });
      // Under a reference of ours the gateway can say at once whether it has it.
      if (gateways[attempt.gateway].chooseRef(attempt.id)) await askSoon(sql, attempt.id);
  }
}

async function askSoon(sql: JobDeps["sql"], attemptId: string): Promise<void> {
  const attempt = { attempt_id: attemptId };
  await queueJob(sql, "poll_payment", {
    payload: attempt,
    inS: 2,
    key: `poll_payment:${attemptId}`,
  });
}

function callbackUrl({ functionsUrl, gateways }: JobDeps, attempt: Attempt): string {
  const { functionName, callbacksTo } = gateways[attempt.gateway];
  const address = `${functionsUrl}/${functionName}/${attempt.callbackToken}`;
  return callbacksTo === "attempt" ? `${address}/${attempt.callbackRef}` : address;
}
