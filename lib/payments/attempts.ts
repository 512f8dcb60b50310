import type { Sql } from "@/lib/db/mod.ts";
import type { AttemptState, Gateway, OrderStatus } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import type { Sealer } from "@/lib/sealed.ts";
import { openAccount } from "./credentials.ts";
import type { Account, Outcome } from "./gateway.ts";

/** An attempt with what its jobs must know of its order and account. Ages are in seconds. */
export interface Attempt {
  id: string;
  orderId: string;
  gateway: Gateway;
  number: number;
  state: AttemptState;
  expectedMinor: number;
  currency: Currency;
  phone: string;
  /** Of whoever ordered; null where somebody else pays, whom it does not concern. */
  email: string | null;
  gatewayRef: string | null;
  /** The gateway's page where it is paid, where there is one. */
  pageUrl: string | null;
  /** Token of the account and reference of the attempt: the end of a callback address. */
  callbackToken: string;
  callbackRef: string;
  /** Of the page of whoever pays, below the platform's address. */
  payerPath: string;
  ageS: number;
  /** Since it was sent, or 0. */
  sentAgeS: number;
  orderLabel: string;
  orderStatus: OrderStatus;
  isOrderCovered: boolean;
  /** What is left to pay of the order. */
  leftMinor: number;
  /** The order does not keep its goods any longer. */
  isHoldOver: boolean;
  account: Account;
}

/** What became of an attempt, in the words of `private.apply_payment_event`. */
export interface Verdict {
  state: "succeeded" | "failed" | "expired" | "unknown";
  code: string;
  text?: string;
  amountMinor?: number;
  currency?: Currency;
  feeMinor?: number;
  receipt?: string;
  payerPhone?: string;
}

/** An attempt whose account's keys are opened. Throws when they cannot be. */
export async function getAttempt(
  { sql, sealer }: { sql: Sql; sealer: Sealer },
  attemptId: string,
): Promise<Attempt | null> {
  const [row] = await sql`
    select a.id, a.order_id, a.store_id, a.gateway, a.number, a.state, a.expected_minor, a.currency, a.phone,
      a.gateway_ref, a.page_url, c.callback_token, a.callback_ref,
      case when l.id is null then o.contact_email end as email,
      '/s/' || s.slug || case when l.id is null then '/orders/' || o.token
        else '/pay/' || l.token || '/' || a.id end as payer_path,
      extract(epoch from now() - a.created_at)::float8 as age_s,
      extract(epoch from now() - coalesce(a.submitted_at, now()))::float8 as sent_age_s,
      s.order_prefix || '-' || o.number as order_label, o.status as order_status,
      private.left_minor(o) <= 0 as is_order_covered, private.left_minor(o) as left_minor,
      o.status <> 'pending' or o.expires_at <= now() as is_hold_over, acc.settings, c.credentials
    from public.payment_attempts as a
    join public.orders as o on o.store_id = a.store_id and o.id = a.order_id
    join public.stores as s on s.id = a.store_id
    join public.payment_accounts as acc on acc.id = a.account_id
    left join private.payment_credentials as c on c.account_id = a.account_id
    left join public.pay_links as l on l.store_id = a.store_id and l.id = a.link_id
    where a.id = ${attemptId}`;
  if (!row) return null;
  return {
    id: row.id,
    orderId: row.order_id,
    gateway: row.gateway,
    number: row.number,
    state: row.state,
    expectedMinor: Number(row.expected_minor),
    currency: row.currency,
    phone: row.phone,
    email: row.email,
    gatewayRef: row.gateway_ref,
    pageUrl: row.page_url,
    callbackToken: row.callback_token ?? "",
    callbackRef: row.callback_ref,
    payerPath: row.payer_path,
    ageS: row.age_s,
    sentAgeS: row.sent_age_s,
    orderLabel: row.order_label,
    orderStatus: row.order_status,
    isOrderCovered: row.is_order_covered,
    leftMinor: Number(row.left_minor),
    isHoldOver: row.is_hold_over,
    account: await openAccount(sealer, {
      storeId: row.store_id,
      gateway: row.gateway,
      settings: row.settings,
      credentials: row.credentials,
    }),
  };
}

/** The attempts of an order that may still be paid, oldest first: also those on a page that was left. */
export async function listPayableAttemptIds(sql: Sql, orderId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from public.payment_attempts
    where order_id = ${orderId} and state <> 'succeeded'
      and (state in ('created', 'submitted', 'pending', 'unknown') or page_url is not null)
    order by number`;
  return rows.map(({ id }) => id);
}

/** True for the one caller that may send it. A reference that we choose is stored with the claim. */
export async function claimAttempt(
  sql: Sql,
  attemptId: string,
  gatewayRef: string | null,
): Promise<boolean> {
  const [row] = await sql`select private.claim_attempt(${attemptId}, ${gatewayRef}) as is_mine`;
  return row!.is_mine;
}

export async function releaseAttempt(sql: Sql, attemptId: string, retryInS: number): Promise<void> {
  await sql`select private.release_attempt(${attemptId}, make_interval(secs => ${retryInS}))`;
}

export async function acceptAttempt(
  sql: Sql,
  attemptId: string,
  { gatewayRef, pageUrl = null }: { gatewayRef: string; pageUrl?: string | null },
): Promise<void> {
  await sql`select private.accept_attempt(${attemptId}, ${gatewayRef}, ${pageUrl})`;
}

/** Applies what we found out without a message of the gateway. */
export async function applyVerdict(sql: Sql, attempt: Attempt, verdict: Verdict): Promise<void> {
  await sql`select private.apply_payment_event(${attempt.id}, null, ${
    toOutcomeJson(sql, attempt, verdict)
  })`;
}

/** Applies a stored message of the gateway. Answers the event's state and what came of it. */
export async function applyEvent(
  sql: Sql,
  eventId: string,
  { attempt, verdict }: { attempt: Attempt; verdict: Verdict },
): Promise<{ state: string; outcome: string }> {
  const [row] = await sql`select private.apply_payment_event(${attempt.id}, ${eventId}, ${
    toOutcomeJson(sql, attempt, verdict)
  }) as applied`;
  return row!.applied;
}

/** Keeps the gateway's answer to a question. The id of its event. */
export async function recordAnswer(
  sql: Sql,
  attemptId: string,
  answer: { outcome: Outcome; body: Uint8Array },
): Promise<string> {
  const [row] = await sql`
    select private.record_query_result(${attemptId}, ${answer.outcome.code}, ${answer.body}) as id`;
  return row!.id;
}

export async function finishEvent(
  sql: Sql,
  eventId: string,
  end: { state: "applied" | "ignored" | "review"; outcome: string },
): Promise<void> {
  await sql`select private.finish_event(${eventId}, ${end.state}, ${end.outcome})`;
}

/** Queues a job; one that waits under the same key is replaced. */
export async function queueJob(
  sql: Sql,
  task: string,
  job: { payload: Record<string, string>; inS: number; key: string },
): Promise<void> {
  await sql`select private.enqueue(${task}, ${sql.json(job.payload)},
    now() + make_interval(secs => ${job.inS}), ${job.key})`;
}

function toOutcomeJson(sql: Sql, attempt: Attempt, verdict: Verdict) {
  return sql.json({
    state: verdict.state,
    code: verdict.code,
    text: verdict.text ?? null,
    // The gateway asked for exactly this; it is right unless the gateway says otherwise.
    amount_minor: verdict.amountMinor ?? attempt.expectedMinor,
    currency: verdict.currency ?? attempt.currency,
    fee_minor: verdict.feeMinor ?? null,
    receipt: verdict.receipt ?? null,
    payer_phone: verdict.payerPhone ?? null,
  });
}
