import type { Payout, Prompt } from "./model.ts";
import type { HandPayment } from "./tills.ts";

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

export function payoutAccepted(conversation: string, number: number): Response {
  return Response.json({
    ConversationID: `AG_20261004_${number}`,
    OriginatorConversationID: conversation,
    ResponseCode: "0",
    ResponseDescription: "Accept the service request successfully.",
  });
}

/** What a business's listener gets when a payment out has ended. */
export function payoutResult(payout: Payout) {
  const { code, text, receipt } = payout.end!;
  const { amount, is_single } = payout.scenario?.result ?? {};
  const parameters = [
    { Key: "TransactionAmount", Value: amount ?? payout.shillings },
    { Key: "TransactionReceipt", Value: receipt },
    { Key: "ReceiverPartyPublicName", Value: `${payout.phone} - Local Buyer` },
    { Key: "B2CUtilityAccountAvailableFunds", Value: 10116.0 },
  ];
  return {
    Result: {
      ResultType: 0,
      ResultCode: Number(code),
      ResultDesc: text,
      OriginatorConversationID: payout.conversation,
      ConversationID: `AG_20261004_${payout.number}`,
      TransactionID: receipt ?? "TJ00000000",
      ...(receipt && {
        ResultParameters: { ResultParameter: is_single ? parameters[0] : parameters },
      }),
      ReferenceData: { ReferenceItem: { Key: "QueueTimeoutURL", Value: payout.timeoutUrl } },
    },
  };
}

/** The answer to a question about a payment out: of a conversation of its own. */
export function statusResult(payout: Payout | undefined, question: number, word: string | null) {
  const head = {
    ResultType: 0,
    OriginatorConversationID: `status-${question}`,
    ConversationID: `AG_STATUS_${question}`,
    TransactionID: "TJ00000000",
  };
  if (!payout || !word) {
    const text = "The transaction was not found.";
    return { Result: { ...head, ResultCode: 2032, ResultDesc: text } };
  }
  return {
    Result: {
      ...head,
      ResultCode: 0,
      ResultDesc: "The service request is processed successfully.",
      ResultParameters: {
        ResultParameter: [
          { Key: "OriginatorConversationID", Value: payout.conversation },
          { Key: "TransactionStatus", Value: word },
          { Key: "Amount", Value: payout.shillings },
          { Key: "ReceiptNo", Value: payout.end?.receipt ?? "" },
        ],
      },
    },
  };
}

/** The answer to a question about a receipt; null for one that no money bears. */
export function receiptResult(
  payment: HandPayment | null,
  { question, receiver, status }: { question: number; receiver: string; status: string },
) {
  const head = {
    ResultType: 0,
    OriginatorConversationID: `receipt-${question}`,
    ConversationID: `AG_RECEIPT_${question}`,
    TransactionID: "TJ00000000",
  };
  if (!payment) {
    return { Result: { ...head, ResultCode: 2032, ResultDesc: "The transaction was not found." } };
  }
  const at = Number(eastAfrican(payment.at));
  return {
    Result: {
      ...head,
      ResultCode: 0,
      ResultDesc: "The service request is processed successfully.",
      ResultParameters: {
        ResultParameter: [
          { Key: "DebitPartyName", Value: `${payment.phone} - ASHA N` },
          { Key: "CreditPartyName", Value: `${receiver} - Local Shop` },
          { Key: "InitiatedTime", Value: at },
          { Key: "TransactionReason" },
          { Key: "ReasonType", Value: "Pay Bill Online" },
          { Key: "TransactionStatus", Value: status },
          { Key: "FinalisedTime", Value: at },
          { Key: "Amount", Value: payment.shillings },
          { Key: "ReceiptNo", Value: payment.receipt },
        ],
      },
    },
  };
}

/** What a business's listener gets when its till took money. The middle of the number is hidden. */
export function tillMessage(payment: HandPayment, shortCode: string) {
  return {
    TransactionType: "Pay Bill",
    TransID: payment.receipt,
    TransTime: eastAfrican(payment.at),
    TransAmount: payment.shillings.toFixed(2),
    BusinessShortCode: shortCode,
    BillRefNumber: payment.reference,
    InvoiceNumber: "",
    OrgAccountBalance: "49197.00",
    ThirdPartyTransID: "",
    MSISDN: `${payment.phone.slice(0, 4)} ***** ${payment.phone.slice(-3)}`,
    FirstName: "ASHA",
    MiddleName: "",
    LastName: "",
  };
}

/** Daraja's error envelope. */
export function failure(status: number, errorCode: string, errorMessage: string): Response {
  const requestId = `${crypto.getRandomValues(new Uint16Array(1))[0]}-${Date.now()}-1`;
  return Response.json({ requestId, errorCode, errorMessage }, { status });
}

function eastAfrican(time: number): string {
  return new Date(time + 3 * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 14);
}
