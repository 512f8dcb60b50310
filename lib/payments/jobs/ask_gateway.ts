import { applyEvent, applyVerdict, type Attempt, finishEvent, recordAnswer } from "../attempts.ts";
import { nextQuestionInS, WINDOW_S } from "../cadence.ts";
import type { QueryAnswer } from "../gateway.ts";
import type { JobDeps } from "./deps.ts";

export type Answered = QueryAnswer & { kind: "answered" };

export type AttemptInGateway = Attempt & { gatewayRef: string };

export function isInGateway(attempt: Attempt): attempt is AttemptInGateway {
  return attempt.gatewayRef !== null;
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
  const { account, gatewayRef } = attempt;
  return await gateways[attempt.gateway].query(account, { attemptId: attempt.id, gatewayRef });
}

/** Draws the consequences of an answer, and stops asking when it is final. */
export async function applyAnswer(
  deps: JobDeps,
  attempt: Attempt,
  answer: QueryAnswer,
): Promise<void> {
  const { state, code, text } = answer.kind === "answered" ? answer.outcome : {
    ...answer,
    state: "pending" as const,
  };
  if (answer.kind === "answered" && state !== "pending") {
    const eventId = await recordAnswer(deps.sql, attempt.id, answer);
    await applyEvent(deps.sql, eventId, { attempt, verdict: { state, code, text } });
    return await stopQuestions(deps, attempt);
  }
  if (answer.kind === "answered" && !answer.outcome.isKnown) {
    await reportUnknown(deps, attempt, answer);
  }
  // Nobody enters a PIN this late, yet the gateway does not say no: the money may be on its way.
  if (attempt.state === "pending" && attempt.sentAgeS >= WINDOW_S) {
    await applyVerdict(deps.sql, attempt, { state: "unknown", code, text });
  }
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
  await finishEvent(sql, eventId, { state: "review", outcome: `unknown_code_${code}` });
}
