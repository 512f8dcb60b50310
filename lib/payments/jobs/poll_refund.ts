import { queueJob } from "../attempts.ts";
import { nextRefundQuestionInS } from "../cadence.ts";
import type { RefundOutcome, RefundQueryAnswer, Refunds } from "../gateway.ts";
import {
  acceptRefund,
  applyRefundVerdict,
  getRefund,
  noteRefund,
  type Refund,
  releaseRefund,
  reviewRefund,
} from "../refunds.ts";
import type { JobDeps } from "./deps.ts";
import { toRequest } from "./send_refund.ts";

/** By then every call that could still be sending a refund has run into its time limit. */
const SENDER_GIVEN_UP_S = 55;

/** A refund that the gateway does not show this long after it was sent was never taken. */
const ABSENT_AFTER_S = 120;

/** After this a person asks the gateway as well. */
const PATIENCE_S = 3 * 24 * 3600;

/**
 * Looks after a refund that is not settled. One whose answer was lost is sent again only where the
 * gateway knows it by our reference, or says that it has nothing of it.
 */
export async function pollRefund(deps: JobDeps, refundId: string): Promise<void> {
  const { sql, gateways } = deps;
  const refund = await getRefund(deps, refundId);
  const refunds = refund && gateways[refund.gateway].refunds;
  if (!refunds || refund.state === "requested" || refund.state === "done") return;
  if (refund.state === "sending") return await giveUpSender(deps, refund);
  // The gateway said something of one that it had failed: asked once, not over and over.
  if (refund.state === "failed") return await ask(deps, refunds, refund);
  const [row] = await sql`select private.begin_refund_question(${refund.id},
    make_interval(secs => ${nextRefundQuestionInS(refund.ageS)})) as may_ask`;
  if (!row!.may_ask) return;
  if (refund.ageS > PATIENCE_S) await reviewRefund(sql, refund.id);
  if (refund.state === "unknown" && refunds.chooseRef(refund.id)) {
    return await releaseRefund(sql, refund.id, { inS: 0, isRepeat: true });
  }
  await ask(deps, refunds, refund);
}

async function ask(deps: JobDeps, refunds: Refunds, refund: Refund): Promise<void> {
  const answer = await refunds.query(refund.account, toRequest(deps, refund));
  await applyAnswer(deps, refund, answer);
}

/** Whoever claimed it died before the gateway's answer was stored. */
async function giveUpSender({ sql }: JobDeps, refund: Refund): Promise<void> {
  const leftS = SENDER_GIVEN_UP_S - refund.sentAgeS;
  if (leftS <= 0) {
    const verdict = { state: "unknown", code: "no_answer" } as const;
    await applyRefundVerdict(sql, { refundId: refund.id, verdict });
  }
  await queueJob(sql, "poll_refund", {
    payload: { refund_id: refund.id },
    inS: Math.max(leftS, 1),
    key: `poll_refund:${refund.id}`,
  });
}

async function applyAnswer(
  deps: JobDeps,
  refund: Refund,
  answer: RefundQueryAnswer,
): Promise<void> {
  const { sql } = deps;
  if (answer.kind === "answered") {
    if (refund.state === "unknown") await acceptRefund(sql, refund.id, answer.gatewayRef);
    return await applyRefundOutcome(deps, { refund, outcome: answer.outcome });
  }
  if (answer.kind !== "absent" || refund.state !== "unknown") return;
  if (refund.sentAgeS >= ABSENT_AFTER_S) await releaseRefund(sql, refund.id, { inS: 0 });
}

/** Draws the consequences of what a gateway says. Answers what came of it. */
export async function applyRefundOutcome(
  { sql, log }: JobDeps,
  { refund, outcome, eventId = null }: {
    refund: Refund;
    outcome: RefundOutcome;
    eventId?: string | null;
  },
): Promise<void> {
  const { state, code, text, receipt, amountMinor } = outcome;
  const isWrong = state === "done" && amountMinor !== undefined &&
    amountMinor !== refund.amountMinor;
  if (isWrong || !outcome.isKnown) {
    log.error({ refund_id: refund.id, code, text, isWrong }, "What the gateway says is unclear");
  }
  if (state === "pending" || isWrong) {
    const isKnown = outcome.isKnown && !isWrong;
    return await noteRefund(sql, refund.id, {
      ...outcome,
      code: isWrong ? "wrong_amount" : code,
      isKnown,
    });
  }
  await applyRefundVerdict(sql, {
    refundId: refund.id,
    eventId,
    verdict: { state, code, text, receipt },
  });
}
