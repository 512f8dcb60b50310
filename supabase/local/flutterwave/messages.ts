import type { Charge, End, Refund, RefundEnd, Try } from "../charges/model.ts";

/** Flutterwave's envelope. */
export function done(message: string, data: unknown, meta?: unknown): Response {
  return Response.json({ status: "success", message, ...(meta !== undefined && { meta }), data });
}

export function failure(status: number, message: string): Response {
  return Response.json({ status: "error", message, data: null }, { status });
}

const STATUSES: Partial<Record<End, string>> = { paid: "successful", processing: "pending" };
const RESPONSES: Partial<Record<End, string>> = { paid: "Approved", processing: "Pending" };

/** One go at paying, as verify and list show it and as events carry it. */
export function transactionData(charge: Charge, one: Try) {
  const fee = Math.round(one.amount * 1.4) / 100;
  return {
    id: one.id,
    tx_ref: charge.reference,
    flw_ref: `FLW-${one.receipt}`,
    device_fingerprint: "N/A",
    amount: one.amount,
    currency: one.currency,
    charged_amount: one.amount,
    app_fee: fee,
    merchant_fee: 0,
    processor_response: RESPONSES[one.end] ?? "Declined",
    auth_model: "MOBILEMONEY",
    ip: "127.0.0.1",
    narration: charge.label,
    status: STATUSES[one.end] ?? "failed",
    payment_type: "card",
    created_at: new Date(one.at).toISOString(),
    account_id: 1,
    amount_settled: one.amount - fee,
    customer: {
      id: 1,
      name: "Anonymous Customer",
      phone_number: charge.phone,
      email: charge.email,
    },
  };
}

/** The body of an event about the last go at it. */
export function eventBody(charge: Charge): string {
  return JSON.stringify({
    event: "charge.completed",
    data: transactionData(charge, charge.tries.at(-1)!),
    meta_data: { attempt_id: charge.reference },
    "event.type": "CARD_TRANSACTION",
  });
}

/** "completed" alone says that it was begun. */
const REFUND_STATUSES: Record<RefundEnd, string> = {
  pending: "completed",
  done: "completed-momo",
  failed: "failed",
};

/** What the request for a refund is answered. */
export function refundAnswer({ id, tryId, amount, createdAt }: Refund) {
  return {
    id,
    account_id: 1,
    tx_id: tryId,
    flw_ref: `URF_${id}`,
    wallet_id: 1,
    amount_refunded: amount,
    status: "completed",
    destination: "payment_source",
    meta: { source: "availablebalance" },
    created_at: new Date(createdAt).toISOString(),
  };
}

/** A refund as the list shows it and events carry it, in names of another kind. */
export function refundData({ id, tryId, amount, end, note, createdAt, scenario }: Refund) {
  return {
    id,
    AmountRefunded: amount,
    status: scenario?.status ?? REFUND_STATUSES[end],
    FlwRef: `URF_${id}`,
    TransactionId: tryId,
    destination: "payment_source",
    comments: note,
    settlement_id: "NEW",
    meta: JSON.stringify({ source: "availablebalance" }),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(createdAt).toISOString(),
    walletId: 1,
    AccountId: 1,
  };
}
