import type { Sql } from "@/lib/db/mod.ts";
import { queueJob } from "../attempts.ts";
import { openAccount, type StoredAccount } from "../credentials.ts";
import type { Account } from "../gateway.ts";
import type { ReceiptAnswer, Receipts } from "../receipts.ts";
import type { JobDeps } from "./deps.ts";

/** For how long a gateway is asked, and how often. */
const PATIENCE_S = 300;
const PAUSE_S = 60;

interface Question {
  id: string;
  receipt: string;
  ageS: number;
  callbackToken: string;
  callbackRef: string;
  timeoutRef: string;
  functionName: string;
  receipts: Receipts;
  account: Account;
}

/** Asks about a payment by its receipt, and again as long as no answer came. */
export async function askAboutReceipt(deps: JobDeps, questionId: string): Promise<void> {
  const { sql, functionsUrl, log } = deps;
  const question = await getQuestion(deps, questionId, ["asking"]);
  if (!question) return;
  if (question.ageS > PATIENCE_S) return await answer(sql, questionId, { state: "unanswered" });
  const base = `${functionsUrl}/${question.functionName}/${question.callbackToken}`;
  const asked = await question.receipts.ask(question.account, {
    questionId,
    receipt: question.receipt,
    callbackUrl: `${base}/${question.callbackRef}`,
    timeoutUrl: `${base}/${question.timeoutRef}`,
  });
  if (asked.kind !== "asked") {
    log.warn({ question_id: questionId, ...asked }, "The gateway did not take the question");
  }
  if (asked.kind === "refused") {
    return await answer(sql, questionId, { ...asked, state: "unanswered" });
  }
  const payload = { question_id: questionId };
  const key = `ask_about_receipt:${questionId}`;
  await queueJob(sql, "ask_about_receipt", { payload, inS: PAUSE_S, key });
}

/** Applies what came to the address of one question, which only the gateway was given. */
export async function applyReceiptAnswer(
  deps: JobDeps,
  questionId: string,
  eventId: string,
): Promise<void> {
  const { sql } = deps;
  const question = await getQuestion(deps, questionId, ["asking", "unanswered"]);
  const [event] = await sql`
    select body from public.payment_events where id = ${eventId} and state = 'received'`;
  if (!event) return;
  const told = question && question.receipts.read(question.account, question.receipt, event.body);
  if (!told) {
    await sql`select private.finish_event(${eventId}, 'ignored', 'receipt_other')`;
    return;
  }
  await answer(sql, questionId, { ...toVerdict(told), eventId });
}

function toVerdict(told: ReceiptAnswer): Omit<Verdict, "eventId"> {
  if (told.kind === "absent") return { state: "not_found", code: told.code, text: told.text };
  const { receipt, amountMinor, payer, payerName, paidAt } = told.payment;
  return {
    state: "found",
    money: {
      receipt,
      amount_minor: amountMinor,
      currency: "KES",
      payer: payer ?? "",
      payer_name: payerName ?? "",
      came_at: paidAt?.toISOString() ?? null,
    },
  };
}

interface Verdict {
  state: "found" | "not_found" | "unanswered";
  code?: string;
  text?: string;
  money?: Record<string, string | number | null>;
  eventId?: string;
}

async function answer(sql: Sql, questionId: string, { eventId, ...told }: Verdict): Promise<void> {
  await sql`select private.answer_receipt_question(${questionId}, ${eventId ?? null}, ${
    sql.json(told)
  })`;
}

async function getQuestion(
  { sql, gateways, sealer }: JobDeps,
  questionId: string,
  states: string[],
): Promise<Question | null> {
  const [row] = await sql<(StoredAccount & Omit<Question, "account">)[]>`
    select q.id, q.receipt, extract(epoch from now() - q.asked_at)::float8 as "ageS",
      q.callback_ref as "callbackRef", q.timeout_ref as "timeoutRef",
      c.callback_token as "callbackToken", a.store_id as "storeId", a.gateway, a.settings, c.credentials
    from private.receipt_questions as q
    join public.payment_accounts as a on a.id = q.account_id
    join private.payment_credentials as c on c.account_id = q.account_id
    where q.id = ${questionId} and q.state = any (${states})`;
  const gateway = row && gateways[row.gateway];
  if (!gateway?.receipts) return null;
  const { storeId, settings, credentials, ...question } = row!;
  return {
    ...question,
    functionName: gateway.functionName,
    receipts: gateway.receipts,
    account: await openAccount(sealer, { storeId, gateway: row!.gateway, settings, credentials }),
  };
}
