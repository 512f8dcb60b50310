export interface CallbackFields {
  checkoutId: string;
  code?: number | string;
  amount?: number;
  receipt?: string;
}

/** A callback in M-Pesa's words, as anyone could write it. */
export function stkCallback(fields: CallbackFields): string {
  const { checkoutId, code = 0, amount = 1, receipt = "TFORGED001" } = fields;
  return JSON.stringify({
    Body: {
      stkCallback: {
        MerchantRequestID: "1-1-1",
        CheckoutRequestID: checkoutId,
        ResultCode: code,
        ResultDesc: "As somebody says",
        ...(Number(code) === 0 && {
          CallbackMetadata: {
            Item: [
              { Name: "Amount", Value: amount },
              { Name: "MpesaReceiptNumber", Value: receipt },
              { Name: "Balance" },
              { Name: "TransactionDate", Value: 20261004153042 },
              { Name: "PhoneNumber", Value: 254708374149 },
            ],
          },
        }),
      },
    },
  });
}
