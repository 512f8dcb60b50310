import { queueJob } from "../attempts.ts";
import type { RefundAnswer, RefundRequest } from "../gateway.ts";
import {
  acceptRefund,
  applyRefundVerdict,
  claimRefund,
  getRefund,
  type Refund,
  releaseRefund,
} from "../refunds.ts";
import { nextRefundQuestionInS } from "../cadence.ts";
import type { JobDeps } from "./deps.ts";

/** How long a gateway that is too busy is tried again, and how soon. */
const BUSY_PATIENCE_S = 24 * 3600;
const BUSY_PAUSE_S = 30;

/**
 * Sends a refund to its gateway. The claim is committed before the gateway is called, so that after a
 * crash nobody sends it blindly a second time: `poll_refund` finds out what became of it.
 */
export async function sendRefund(deps: JobDeps, refundId: string): Promise<void> {
  const { sql, gateways, log } = deps;
  const refund = await getRefund(deps, refundId);
  if (refund?.state !== "requested") return;
  const refunds = gateways[refund.gateway].refunds;
  if (!refunds) {
    const verdict = { state: "failed", code: "not_supported" } as const;
    return await applyRefundVerdict(sql, { refundId, verdict });
  }
  const gatewayRef = refunds.chooseRef(refund.id);
  if (!await claimRefund(sql, refund.id, gatewayRef)) return;
  const answer = await refunds.send(refund.account, toRequest(deps, { ...refund, gatewayRef }));
  if (answer.kind !== "accepted") {
    log.warn({ refund_id: refund.id, ...answer }, "The gateway did not take the refund");
  }
  await applySendAnswer(deps, refund, answer);
}

async function applySendAnswer(
  { sql }: JobDeps,
  { id: refundId, ageS, isRepeat }: Refund,
  answer: RefundAnswer,
): Promise<void> {
  if (answer.kind === "accepted") return await acceptRefund(sql, refundId, answer.gatewayRef);
  // Only a yes says something of a refund that may have been taken before.
  if (answer.kind === "unknown" || isRepeat) {
    await applyRefundVerdict(sql, { refundId, verdict: { ...answer, state: "unknown" } });
    const payload = { refund_id: refundId };
    // One that was refused or turned away is not sent again at once.
    const inS = isRepeat ? nextRefundQuestionInS(ageS) : 10;
    return await queueJob(sql, "poll_refund", { payload, inS, key: `poll_refund:${refundId}` });
  }
  if (answer.kind === "busy" && ageS < BUSY_PATIENCE_S) {
    return await releaseRefund(sql, refundId, { inS: BUSY_PAUSE_S });
  }
  await applyRefundVerdict(sql, { refundId, verdict: { ...answer, state: "failed" } });
}

/** The refund as its adapter takes it. */
export function toRequest(deps: JobDeps, refund: Refund): RefundRequest {
  return {
    refundId: refund.id,
    gatewayRef: refund.gatewayRef,
    otherRefs: refund.otherRefs,
    amountMinor: refund.amountMinor,
    currency: refund.currency,
    reason: refund.reason,
    reference: refund.orderLabel,
    payment: refund.payment,
    since: refund.createdAt,
    callbackUrl: addressOf(deps, refund, refund.callbackRef),
    timeoutUrl: addressOf(deps, refund, refund.timeoutRef),
  };
}

function addressOf({ functionsUrl, gateways }: JobDeps, refund: Refund, end: string): string {
  const { functionName, callbacksTo } = gateways[refund.gateway];
  const address = `${functionsUrl}/${functionName}/${refund.callbackToken}`;
  return callbacksTo === "attempt" ? `${address}/${end}` : address;
}
