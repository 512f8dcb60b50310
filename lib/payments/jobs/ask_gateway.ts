import { applyEvent, applyVerdict, type Attempt, finishEvent, recordAnswer } from "../attempts.ts";
import { nextQuestionInS, windowOf } from "../cadence.ts";
import type { QueryAnswer } from "../gateway.ts";
import { methodOf } from "../methods.ts";
import type { JobDeps } from "./deps.ts";

export type Answered = QueryAnswer & { kind: "answered" };

export type AttemptInGateway = Attempt & { gatewayRef: string };

export function isInGateway(attempt: Attempt): attempt is AttemptInGateway {
  return attempt.gatewayRef !== null;
}

/** Paid on a page of the gateway's, not by a prompt on a phone. */
export function isOnPage({ gateway }: Attempt): boolean {
  return methodOf(gateway).kind === "page";
}

/**
 * Asks the gateway how an attempt stands; null when it was asked less than 5 s ago, by whomever. The
 * next question is queued first, so asking goes on whatever happens to this one.
 */
export async function askGateway(
  { sql, gateways }: JobDeps,
  attempt: AttemptInGateway,
): Promise<QueryAnswer | null> {
  const [row] = await sql`select private.begin_question(${attempt.id},
    make_interval(secs => ${nextQuestionInS(attempt.sentAgeS)})) as may_ask`;
  if (!row!.may_ask) return null;
  const { account, gatewayRef, currency } = attempt;
  const question = { attemptId: attempt.id, gatewayRef, currency };
  return await gateways[attempt.gateway].query(account, question);
}

/** Draws the consequences of an answer, and stops asking when it is final. */
export async function applyAnswer(
  deps: JobDeps,
  attempt: Attempt,
  answer: QueryAnswer,
): Promise<void> {
  if (answer.kind === "answered") return await applyAnswered(deps, attempt, answer);
  if (answer.kind === "absent" && wasNeverTaken(attempt)) {
    return await giveUp(deps, attempt, "not_sent");
  }
  await noteSilence(deps, attempt, answer);
}

async function applyAnswered(deps: JobDeps, attempt: Attempt, answer: Answered): Promise<void> {
  const { outcome } = answer;
  if (outcome.state === "succeeded" || outcome.state === "failed") {
    const eventId = await recordAnswer(deps.sql, attempt.id, answer);
    const { isKnown: _, ...verdict } = outcome;
    await applyEvent(deps.sql, eventId, { attempt, verdict: { ...verdict, state: outcome.state } });
    // On a page that is still open a second try may succeed where the first one failed.
    if (outcome.state === "succeeded" || !isOnPage(attempt)) await stopQuestions(deps, attempt);
    return;
  }
  if (!outcome.isKnown) await reportUnknown(deps, attempt, answer);
  // The gateway has it, but its answer with the page was lost: nobody can pay there.
  if (isOnPage(attempt) && !attempt.pageUrl) return await giveUp(deps, attempt, "page_lost");
  if (outcome.state === "open") return await leaveOpen(deps, attempt);
  await noteSilence(deps, attempt, outcome);
}

/** A page on which nobody is paying holds no goods longer than its order does. */
async function leaveOpen({ sql }: JobDeps, attempt: Attempt): Promise<void> {
  const isLive = attempt.state === "pending" || attempt.state === "unknown";
  if (isLive && attempt.isHoldOver) {
    await applyVerdict(sql, attempt, { state: "expired", code: "abandoned" });
  }
}

/** Nobody enters a PIN this late, yet the gateway does not say no: the money may be on its way. */
async function noteSilence(
  { sql }: JobDeps,
  attempt: Attempt,
  { code, text }: { code: string; text: string },
): Promise<void> {
  const isSent = attempt.state === "pending" || attempt.state === "submitted";
  if (isSent && attempt.sentAgeS >= windowOf(attempt.gateway)) {
    await applyVerdict(sql, attempt, { state: "unknown", code, text });
  }
}

/** Sent, but without an answer that says that the gateway took it. */
function wasNeverTaken({ state, pageUrl }: Attempt): boolean {
  return pageUrl === null && (state === "submitted" || state === "unknown");
}

async function giveUp(deps: JobDeps, attempt: Attempt, code: string): Promise<void> {
  if (attempt.state !== "failed") await applyVerdict(deps.sql, attempt, { state: "failed", code });
  await stopQuestions(deps, attempt);
}

export async function stopQuestions({ sql }: JobDeps, attempt: Attempt): Promise<void> {
  await sql`select private.stop_questions(${attempt.id})`;
}

/** A code that the documentation does not have fails nothing; a person must find out what it means. */
async function reportUnknown(
  { sql, log }: JobDeps,
  attempt: Attempt,
  answer: Answered,
): Promise<void> {
  const { code, text } = answer.outcome;
  log.error({ attempt_id: attempt.id, code, text }, "Unknown result code from the gateway");
  const eventId = await recordAnswer(sql, attempt.id, answer);
  await finishEvent(sql, eventId, {
    state: "review",
    outcome: `unknown_code_${code}`.slice(0, 120),
  });
}
