import type { Sql } from "@/lib/db/mod.ts";
import {
  applyEvent,
  type Attempt,
  finishEvent,
  getAttempt,
  queueJob,
  recordAnswer,
} from "../attempts.ts";
import { nextQuestionInS, PATIENCE_S } from "../cadence.ts";
import type { Outcome, QueryAnswer } from "../gateway.ts";
import { methodOf } from "../methods.ts";
import {
  type Answered,
  applyAnswer,
  askGateway,
  type AttemptInGateway,
  isInGateway,
  stopQuestions,
} from "./ask_gateway.ts";
import type { JobDeps } from "./deps.ts";

interface StoredEvent {
  id: string;
  attemptId: string;
  body: Uint8Array;
  ageS: number;
}

/**
 * Applies what a gateway sent by itself. A failure releases no goods, so it is believed at once (the
 * next question confirms it); a success only when the gateway, asked, says the same.
 */
export async function applyPaymentEvent(deps: JobDeps, eventId: string): Promise<void> {
  const { sql, log, gateways } = deps;
  const event = await getReceivedEvent(sql, eventId);
  const attempt = event && await getAttempt(deps, event.attemptId);
  if (!attempt) return;
  const gateway = gateways[attempt.gateway];
  const callback = gateway.parseCallback(event.body);
  if (callback?.kind !== "charge") {
    throw new Error(`Event ${event.id} was stored as one about a charge and is not`);
  }
  const { outcome, mode } = callback;
  if (mode && mode !== gateway.modeOf(attempt.account)) {
    log.error({ attempt_id: attempt.id, event_id: event.id, mode }, "A callback of the other mode");
    return await finishEvent(sql, event.id, { state: "ignored", outcome: "wrong_mode" });
  }
  if (outcome.state === "succeeded") return await confirmSuccess(deps, { event, attempt, outcome });
  if (outcome.state === "failed") {
    const { code, text } = outcome;
    await applyEvent(sql, event.id, { attempt, verdict: { state: "failed", code, text } });
    return;
  }
  if (outcome.isKnown && attempt.state === "succeeded" && isInGateway(attempt)) {
    return await askAgain(deps, event, attempt);
  }
  if (outcome.isKnown) {
    await finishEvent(sql, event.id, { state: "ignored", outcome: "not_final" });
    if (isInGateway(attempt)) await askSoon(deps, attempt);
    return;
  }
  const { code, text } = outcome;
  log.error({ attempt_id: attempt.id, code, text }, "Unknown result code from the gateway");
  await finishEvent(sql, event.id, { state: "review", outcome: `unknown_code_${code}` });
}

/** Something happened to what is paid already: the gateway may have taken it back. */
async function askAgain(
  deps: JobDeps,
  event: StoredEvent,
  attempt: AttemptInGateway,
): Promise<void> {
  const answer = await askGateway(deps, attempt);
  await stopQuestions(deps, attempt);
  if (answer?.kind === "answered") {
    if (!answer.outcome.isTakenBack) {
      return await finishEvent(deps.sql, event.id, { state: "ignored", outcome: "not_final" });
    }
    deps.log.warn({ attempt_id: attempt.id, event_id: event.id }, "A payment was taken back");
    await deps.sql`select private.take_back_payment(${attempt.id}, ${event.id})`;
    return;
  }
  if (event.ageS > PATIENCE_S[methodOf(attempt.gateway).kind]) {
    return await finishEvent(deps.sql, event.id, { state: "ignored", outcome: "not_final" });
  }
  await queueJob(deps.sql, "apply_payment_event", {
    payload: { event_id: event.id },
    inS: answer ? nextQuestionInS(event.ageS) : 5,
    key: `apply_payment_event:${event.id}`,
  });
}

/** It says that something happened, and no more. */
async function askSoon({ sql }: JobDeps, attempt: Attempt): Promise<void> {
  const payload = { attempt_id: attempt.id };
  await queueJob(sql, "poll_payment", { payload, inS: 5, key: `poll_payment:${attempt.id}` });
}

async function confirmSuccess(
  deps: JobDeps,
  told: { event: StoredEvent; attempt: Attempt; outcome: Outcome },
): Promise<void> {
  const { event, attempt, outcome } = told;
  const answer = isInGateway(attempt) ? await askGateway(deps, attempt) : null;
  const said = answer?.kind === "answered" ? answer.outcome.state : "pending";
  if (said === "pending" || said === "open") return await tryLater(deps, told, answer);
  if (said === "failed") {
    deps.log.error(
      { attempt_id: attempt.id, event_id: event.id },
      "A callback told of a payment that the gateway denies",
    );
    await deps.sql`select private.review_payment_event(${event.id}, 'gateway_denies')`;
    return;
  }
  // Where the gateway's answer has details, they are the ones that were asked for.
  const answered = answer as Answered;
  const { isKnown: _, ...verdict } = { ...outcome, ...answered.outcome };
  const applied = await applyEvent(deps.sql, event.id, {
    attempt,
    verdict: { ...verdict, state: "succeeded" },
  });
  const answerId = await recordAnswer(deps.sql, attempt.id, answered);
  await finishEvent(deps.sql, answerId, { state: "applied", outcome: "confirms_callback" });
  if (applied.state === "applied") await stopQuestions(deps, attempt);
}

/** The gateway cannot say yet, or was asked a moment ago. */
async function tryLater(
  deps: JobDeps,
  { event, attempt }: { event: StoredEvent; attempt: Attempt },
  answer: QueryAnswer | null,
): Promise<void> {
  if (answer) await applyAnswer(deps, attempt, answer);
  if (event.ageS > PATIENCE_S[methodOf(attempt.gateway).kind]) {
    await deps.sql`select private.review_payment_event(${event.id}, 'gateway_never_confirmed')`;
    return;
  }
  await queueJob(deps.sql, "apply_payment_event", {
    payload: { event_id: event.id },
    inS: answer ? nextQuestionInS(event.ageS) : 5,
    key: `apply_payment_event:${event.id}`,
  });
}

/** Null when it was applied already, or waits for its attempt to be known. */
async function getReceivedEvent(sql: Sql, eventId: string): Promise<StoredEvent | null> {
  const [row] = await sql`
    select id, attempt_id, body, extract(epoch from now() - received_at)::float8 as age_s
    from public.payment_events where id = ${eventId} and state = 'received'`;
  return row ? { id: row.id, attemptId: row.attempt_id, body: row.body, ageS: row.age_s } : null;
}
