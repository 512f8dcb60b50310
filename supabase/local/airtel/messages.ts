import type { End } from "../charges/model.ts";

export const STATUSES: Record<End, string> = {
  open: "TIP",
  processing: "TA",
  paid: "TS",
  declined: "TF",
  cancelled: "TF",
  low_balance: "TF",
  expired: "TE",
  reversed: "TR",
};

export const MESSAGES: Partial<Record<End, string>> = {
  open: "In process",
  processing: "Ambiguous",
  paid: "Paid",
  declined: "Incorrect PIN",
  cancelled: "Refused",
  low_balance: "Not enough balance",
  expired: "Transaction has been expired",
};

/** What an enquiry is told of how it stands. */
export const RESPONSE_CODES: Record<End, string> = {
  open: "DP00800001006",
  processing: "DP00800001000",
  paid: "DP00800001001",
  declined: "DP00800001002",
  cancelled: "DP00800001008",
  low_balance: "DP00800001007",
  expired: "DP00800001029",
  reversed: "DP00800001001",
};

interface Answer {
  /** HTTP's. */
  status?: number;
  code: string;
  result?: string;
  message: string;
  isSuccess: boolean;
  transaction?: Record<string, unknown>;
}

/** Airtel's envelope. */
export function envelope(
  { status = 200, code, result = "ESB000010", message, isSuccess, transaction }: Answer,
): Response {
  return Response.json({
    ...(transaction && { data: { transaction } }),
    status: {
      code: String(status),
      message,
      result_code: result,
      response_code: code,
      success: isSuccess,
    },
  }, { status });
}
