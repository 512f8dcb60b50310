import type { Prompt } from "./model.ts";

/** What the shop's listener gets when a prompt has ended. Only a payment has details. */
export function callbackBody(prompt: Prompt) {
  const { amount, code } = prompt.scenario?.callback ?? {};
  const end = prompt.end!;
  const resultCode = code ?? Number(end.code);
  return {
    Body: {
      stkCallback: {
        MerchantRequestID: prompt.merchantId,
        CheckoutRequestID: prompt.checkoutId,
        ResultCode: resultCode,
        ResultDesc: end.text,
        ...(Number(resultCode) === 0 && {
          CallbackMetadata: {
            Item: [
              { Name: "Amount", Value: amount ?? prompt.shillings },
              { Name: "MpesaReceiptNumber", Value: end.receipt },
              { Name: "Balance" },
              { Name: "TransactionDate", Value: Number(eastAfrican(end.at)) },
              { Name: "PhoneNumber", Value: Number(prompt.phone) },
            ],
          },
        }),
      },
    },
  };
}

export function pushAccepted(prompt: Prompt): Response {
  const text = "Success. Request accepted for processing";
  return Response.json({
    MerchantRequestID: prompt.merchantId,
    CheckoutRequestID: prompt.checkoutId,
    ResponseCode: "0",
    ResponseDescription: text,
    CustomerMessage: text,
  });
}

/** The answer to a query about a prompt. Unlike in callbacks, the result code is text. */
export function queryResult(
  prompt: Prompt,
  { code, text }: { code: string; text: string },
): Response {
  return Response.json({
    ResponseCode: "0",
    // The third s is Daraja's own.
    ResponseDescription: "The service request has been accepted successsfully",
    MerchantRequestID: prompt.merchantId,
    CheckoutRequestID: prompt.checkoutId,
    ResultCode: code,
    ResultDesc: text,
  });
}

/** Daraja's error envelope. */
export function failure(status: number, errorCode: string, errorMessage: string): Response {
  const requestId = `${crypto.getRandomValues(new Uint16Array(1))[0]}-${Date.now()}-1`;
  return Response.json({ requestId, errorCode, errorMessage }, { status });
}

function eastAfrican(time: number): string {
  return new Date(time + 3 * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 14);
}
