import { type Charge, type End, endOf, lastTry, type Refund } from "../charges/model.ts";

export function failure(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status });
}

const REASONS: Partial<Record<End, string>> = {
  declined: "APPROVAL_REJECTED",
  cancelled: "APPROVAL_REJECTED",
  expired: "EXPIRED",
  low_balance: "NOT_ENOUGH_FUNDS",
  reversed: "INTERNAL_PROCESSING_ERROR",
};

/** A request to pay, as questions are answered and as its callback tells it. */
export function statusOf(charge: Charge) {
  const last = lastTry(charge);
  const reason = REASONS[endOf(charge)];
  const isPaid = last?.end === "paid";
  return {
    ...(isPaid && { financialTransactionId: String(last.id) }),
    externalId: charge.reference,
    amount: String(isPaid ? last.amount : charge.amount),
    currency: isPaid ? last.currency : charge.currency,
    payer: { partyIdType: "MSISDN", partyId: charge.phone },
    payerMessage: charge.label,
    payeeNote: charge.label,
    status: isPaid ? "SUCCESSFUL" : reason ? "FAILED" : "PENDING",
    // A code alone, or with a sentence: both occur.
    ...(reason && {
      reason: charge.number % 2 === 0 ? reason : { code: reason, message: "It was not paid" },
    }),
  };
}

/** A refund, as questions are answered. */
export function refundStatusOf(refund: Refund, phone: string | null) {
  const { end, id, ownRef, amount, currency, note, scenario } = refund;
  const status = end === "done" ? "SUCCESSFUL" : end === "failed" ? "FAILED" : "PENDING";
  return {
    amount: String(amount),
    currency,
    ...(end === "done" && { financialTransactionId: String(id) }),
    externalId: ownRef,
    payee: { partyIdType: "MSISDN", partyId: phone },
    payerMessage: note,
    payeeNote: note,
    status: scenario?.status ?? status,
    ...(end === "failed" && { reason: "NOT_ENOUGH_FUNDS" }),
  };
}
