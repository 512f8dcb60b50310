import { applyVerdict, type Attempt, getAttempt, queueJob } from "../attempts.ts";
import { PATIENCE_S, SUBMIT_WITHIN_S, windowOf } from "../cadence.ts";
import type { QueryAnswer } from "../gateway.ts";
import { methodOf } from "../methods.ts";
import { applyAnswer, askGateway, isInGateway, isOnPage } from "./ask_gateway.ts";
import type { JobDeps } from "./deps.ts";

/** By then every call that could still be sending an attempt has run into its time limit. */
const SENDER_GIVEN_UP_S = 85;
/** The same where one call is all it takes. */
const PAGE_SENDER_GIVEN_UP_S = 25;

const NOT_HEARD = { code: "no_answer", text: "The gateway was not heard of" };

/**
 * What came of looking after an attempt. Asked by another: somebody else asked a moment ago, whose
 * answer may still be on its way. Under way: somebody is paying it at this moment.
 */
export type Poll = "done" | "asked_by_another" | "under_way";

/**
 * Looks after an attempt that is not settled: asks the gateway about it, or gives it up when there is
 * nobody to ask. A failure that only a callback told of is asked about as well, because anyone who
 * knows the callback's address could tell one; a success is final.
 */
export async function pollPayment(deps: JobDeps, attemptId: string): Promise<Poll> {
  const attempt = await getAttempt(deps, attemptId);
  if (!attempt || attempt.state === "succeeded") return "done";
  if (attempt.state === "submitted" && attempt.sentAgeS < senderGivenUpS(attempt)) {
    await lookAgain(deps.sql, attempt, senderGivenUpS(attempt));
  } else if (
    isInGateway(attempt) && attempt.sentAgeS < PATIENCE_S[methodOf(attempt.gateway).kind]
  ) {
    const answer = await askGateway(deps, attempt);
    if (!answer) return "asked_by_another";
    await applyAnswer(deps, attempt, answer);
    return isUnderWay(attempt, answer) ? "under_way" : "done";
  } else if (attempt.state === "created") {
    await giveUpUnsent(deps, attempt);
  } else if (attempt.state === "submitted") {
    await giveUpSender(deps, attempt);
  } else if (attempt.state === "unknown" || attempt.state === "pending") {
    await giveUpWaiting(deps, attempt);
  }
  return "done";
}

/** On a page, as long as it is not open: a card is being charged, a transfer is awaited. */
function isUnderWay(attempt: Attempt, answer: QueryAnswer): boolean {
  return isOnPage(attempt) && attempt.pageUrl !== null && answer.kind === "answered" &&
    answer.outcome.state === "pending" && answer.outcome.isKnown;
}

function senderGivenUpS(attempt: Attempt): number {
  return isOnPage(attempt) ? PAGE_SENDER_GIVEN_UP_S : SENDER_GIVEN_UP_S;
}

async function giveUpUnsent({ sql }: JobDeps, attempt: Attempt): Promise<void> {
  if (attempt.ageS < SUBMIT_WITHIN_S) return;
  await applyVerdict(sql, attempt, { state: "failed", code: "not_sent" });
}

/** Whoever claimed it died before the gateway's answer was stored. The prompt may be on the phone. */
async function giveUpSender({ sql }: JobDeps, attempt: Attempt): Promise<void> {
  await applyVerdict(sql, attempt, { state: "unknown", ...NOT_HEARD });
  await lookAgain(sql, attempt, windowOf(attempt.gateway));
}

/** Without the gateway's reference it cannot be asked. Should money come all the same, it is booked. */
async function giveUpWaiting({ sql }: JobDeps, attempt: Attempt): Promise<void> {
  const windowS = windowOf(attempt.gateway);
  if (attempt.sentAgeS < windowS) return await lookAgain(sql, attempt, windowS);
  await applyVerdict(sql, attempt, { state: "expired", ...NOT_HEARD });
}

async function lookAgain(sql: JobDeps["sql"], attempt: Attempt, atAgeS: number): Promise<void> {
  await queueJob(sql, "poll_payment", {
    payload: { attempt_id: attempt.id },
    inS: Math.max(atAgeS - attempt.sentAgeS, 1),
    key: `poll_payment:${attempt.id}`,
  });
}
