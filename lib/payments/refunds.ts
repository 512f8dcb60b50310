import type { Sql } from "@/lib/db/mod.ts";
import type { Gateway, RefundState } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import type { Sealer } from "@/lib/sealed.ts";
import { openAccount } from "./credentials.ts";
import type { Account, RefundOutcome, RefundRequest } from "./gateway.ts";

/** A refund by a gateway, with what its jobs must know of its payment and account. */
export interface Refund {
  id: string;
  orderId: string;
  gateway: Gateway;
  state: RefundState;
  amountMinor: number;
  currency: Currency;
  reason: string;
  gatewayRef: string | null;
  otherRefs: string[];
  /** It was sent before, and may have been taken then. */
  isRepeat: boolean;
  createdAt: Date;
  /** Seconds since it was asked for. */
  ageS: number;
  /** Seconds since it was sent last, or 0. */
  sentAgeS: number;
  orderLabel: string;
  payment: RefundRequest["payment"];
  /** Ends of its callback addresses. */
  callbackToken: string;
  callbackRef: string;
  timeoutRef: string;
  account: Account;
}

/** What became of a refund, in the words of `private.apply_refund_outcome`. */
export interface RefundVerdict {
  state: "done" | "failed" | "unknown";
  code: string;
  text?: string;
  receipt?: string;
  gatewayRef?: string;
}

/** A refund by a gateway whose account's keys are opened; null when there is none. */
export async function getRefund(
  { sql, sealer }: { sql: Sql; sealer: Sealer },
  refundId: string,
): Promise<Refund | null> {
  const [row] = await sql`
    select r.id, r.store_id, r.order_id as "orderId", r.gateway, r.state, r.amount_minor, r.currency, r.reason,
      r.gateway_ref as "gatewayRef", r.is_repeat as "isRepeat", r.created_at as "createdAt",
      extract(epoch from now() - r.created_at)::float8 as "ageS",
      extract(epoch from now() - coalesce(r.sent_at, now()))::float8 as "sentAgeS",
      array(select other.gateway_ref from public.refunds as other
        where other.store_id = r.store_id and other.payment_id = r.payment_id and other.id <> r.id
          and other.gateway_ref is not null) as "otherRefs",
      s.order_prefix || '-' || o.number as "orderLabel",
      a.gateway_ref as payment_ref, p.receipt, p.amount_minor as paid_minor, coalesce(p.payer_phone, a.phone) as phone,
      c.callback_token, r.callback_ref as "callbackRef", r.timeout_callback_ref as "timeoutRef",
      acc.settings, c.credentials
    from public.refunds as r
    join public.orders as o on o.store_id = r.store_id and o.id = r.order_id
    join public.stores as s on s.id = r.store_id
    join public.payments as p on p.store_id = r.store_id and p.id = r.payment_id
    join public.payment_attempts as a on a.store_id = p.store_id and a.id = p.attempt_id
    join public.payment_accounts as acc on acc.id = r.account_id
    left join private.payment_credentials as c on c.account_id = r.account_id
    where r.id = ${refundId}`;
  if (!row) return null;
  const {
    store_id,
    amount_minor,
    paid_minor,
    payment_ref,
    receipt,
    phone,
    callback_token,
    ...refund
  } = row;
  const { settings, credentials, ...told } = refund;
  return {
    ...told as Omit<Refund, "amountMinor" | "payment" | "callbackToken" | "account">,
    amountMinor: Number(amount_minor),
    payment: { gatewayRef: payment_ref, receipt, phone, amountMinor: Number(paid_minor) },
    callbackToken: callback_token ?? "",
    account: await openAccount(sealer, {
      storeId: store_id,
      gateway: row.gateway,
      settings,
      credentials,
    }),
  };
}

/** True for the one caller that may send it. */
export async function claimRefund(
  sql: Sql,
  refundId: string,
  gatewayRef: string | null,
): Promise<boolean> {
  const [row] = await sql`select private.claim_refund(${refundId}, ${gatewayRef}) as is_mine`;
  return row!.is_mine;
}

export async function releaseRefund(
  sql: Sql,
  refundId: string,
  { inS, isRepeat = false }: { inS: number; isRepeat?: boolean },
): Promise<void> {
  await sql`select private.release_refund(${refundId}, make_interval(secs => ${inS}), ${isRepeat})`;
}

export async function acceptRefund(sql: Sql, refundId: string, gatewayRef: string): Promise<void> {
  await sql`select private.accept_refund(${refundId}, ${gatewayRef})`;
}

/** Keeps what the gateway says of one that is under way; somebody looks at what nobody documented. */
export async function noteRefund(sql: Sql, refundId: string, outcome: RefundOutcome) {
  await sql`select private.note_refund(${refundId}, ${outcome.code}, ${outcome.text})`;
  if (!outcome.isKnown) await reviewRefund(sql, refundId);
}

export async function reviewRefund(sql: Sql, refundId: string): Promise<void> {
  await sql`select private.review_refund(${refundId})`;
}

/** Applies what became of it, told by a stored event or found out without one. */
export async function applyRefundVerdict(
  sql: Sql,
  { refundId, eventId = null, verdict }: {
    refundId: string;
    eventId?: string | null;
    verdict: RefundVerdict;
  },
): Promise<void> {
  const { state, code, text, receipt, gatewayRef } = verdict;
  const outcome = {
    state,
    code,
    text: text ?? null,
    receipt: receipt ?? null,
    gateway_ref: gatewayRef ?? null,
  };
  await sql`select private.apply_refund_outcome(${refundId}, ${eventId}, ${sql.json(outcome)})`;
}
