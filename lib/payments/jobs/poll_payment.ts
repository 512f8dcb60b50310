import { applyVerdict, type Attempt, getAttempt, queueJob } from "../attempts.ts";
import { PATIENCE_S, SUBMIT_WITHIN_S, WINDOW_S } from "../cadence.ts";
import { applyAnswer, askGateway, isInGateway } from "./ask_gateway.ts";
import type { JobDeps } from "./deps.ts";

/** By then every call that could still be sending an attempt has run into its time limit. */
const SENDER_GIVEN_UP_S = 85;

const NOT_HEARD = { code: "no_answer", text: "The gateway was not heard of" };

/**
 * Looks after an attempt that is not settled: asks the gateway about it, or gives it up when there is
 * nobody to ask. A failure that only a callback told of is asked about as well, because anyone who
 * knows the callback's address could tell one; a success is final. False when somebody else asked a
 * moment ago, whose answer may still be on its way.
 */
export async function pollPayment(deps: JobDeps, attemptId: string): Promise<boolean> {
  const attempt = await getAttempt(deps.sql, attemptId);
  if (!attempt || attempt.state === "succeeded") return true;
  if (isInGateway(attempt) && attempt.sentAgeS < PATIENCE_S) {
    const answer = await askGateway(deps, attempt);
    if (!answer) return false;
    await applyAnswer(deps, attempt, answer);
  } else if (attempt.state === "created") {
    await giveUpUnsent(deps, attempt);
  } else if (attempt.state === "submitted") {
    await giveUpSender(deps, attempt);
  } else if (attempt.state === "unknown" || attempt.state === "pending") {
    await giveUpWaiting(deps, attempt);
  }
  return true;
}

async function giveUpUnsent({ sql }: JobDeps, attempt: Attempt): Promise<void> {
  if (attempt.ageS < SUBMIT_WITHIN_S) return;
  await applyVerdict(sql, attempt, { state: "failed", code: "not_sent" });
}

/** Whoever claimed it died before the gateway's answer was stored. The prompt may be on the phone. */
async function giveUpSender({ sql }: JobDeps, attempt: Attempt): Promise<void> {
  if (attempt.sentAgeS >= SENDER_GIVEN_UP_S) {
    await applyVerdict(sql, attempt, { state: "unknown", ...NOT_HEARD });
  }
  await lookAgain(
    sql,
    attempt,
    attempt.sentAgeS >= SENDER_GIVEN_UP_S ? WINDOW_S : SENDER_GIVEN_UP_S,
  );
}

/** Without the gateway's reference it cannot be asked. Should money come all the same, it is booked. */
async function giveUpWaiting({ sql }: JobDeps, attempt: Attempt): Promise<void> {
  if (attempt.sentAgeS < WINDOW_S) return await lookAgain(sql, attempt, WINDOW_S);
  await applyVerdict(sql, attempt, { state: "expired", ...NOT_HEARD });
}

async function lookAgain(sql: JobDeps["sql"], attempt: Attempt, atAgeS: number): Promise<void> {
  await queueJob(sql, "poll_payment", {
    payload: { attempt_id: attempt.id },
    inS: Math.max(atAgeS - attempt.sentAgeS, 1),
    key: `poll_payment:${attempt.id}`,
  });
}
