import { z } from "zod";
import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";
import { failure, tillMessage } from "./messages.ts";
import type { Network } from "./network.ts";

const { settings: { short_code: SHORT_CODE } } = LOCAL_MPESA_ACCOUNT;

type Body = Record<string, unknown>;

/** Where a business wants to hear of payments by hand. */
interface Registration {
  confirmationUrl: string;
  validationUrl: string;
}

/** A payment that somebody typed at the till. */
export interface HandPayment {
  receipt: string;
  phone: string;
  shillings: number;
  reference: string;
  at: number;
}

/** What somebody types, and what shall become of the message about it. */
export const TypedPayment = z.strictObject({
  phone: z.string().regex(/^254[17]\d{8}$/),
  amount: z.number().int().positive(),
  reference: z.string().max(20).default(""),
  drop: z.boolean().default(false),
  duplicates: z.number().int().min(0).max(1_000).default(0),
});
export type TypedPayment = z.output<typeof TypedPayment>;

// Daraja turns away addresses with words like these in them.
const FORBIDDEN = /m-?pesa|safaricom|\bexe\b|\bcmd\b|sql|query/i;

/** Takes the addresses of a short code, as Daraja's sandbox does as often as it is told. */
export function register(network: Network, body: Body): Response {
  const urls = [body.ConfirmationURL, body.ValidationURL].map(String);
  const isRight = body.ShortCode === SHORT_CODE &&
    /^(Completed|Cancelled)$/.test(String(body.ResponseType)) &&
    urls.every((url) => /^https?:\/\/\S+$/.test(url) && !FORBIDDEN.test(new URL(url).pathname));
  if (!isRight) return failure(400, "400.002.02", "Bad Request - Invalid URL or ShortCode");
  network.records.put("till", { confirmationUrl: urls[0], validationUrl: urls[1] });
  return Response.json({
    // Spelled as Daraja spells it.
    OriginatorCoversationID: crypto.randomUUID(),
    ResponseCode: "0",
    ResponseDescription: "Success",
  });
}

/** Somebody pays the till by hand; only Daraja's sandbox does so when asked. */
export async function simulate(network: Network, body: Body): Promise<Response> {
  const typed = TypedPayment.safeParse({
    phone: String(body.Msisdn),
    amount: Number(body.Amount),
    reference: String(body.BillRefNumber ?? ""),
  });
  const isRight = typed.success && body.ShortCode === SHORT_CODE &&
    /^Customer(PayBill|BuyGoods)Online$/.test(String(body.CommandID));
  if (!isRight) return failure(400, "400.002.02", "Bad Request - Invalid payment");
  await payByHand(network, typed.data);
  return Response.json({
    OriginatorCoversationID: crypto.randomUUID(),
    ResponseCode: "0",
    ResponseDescription: "Accept the service request successfully.",
  });
}

/** Asks the business whether it is welcome, takes the money, and tells of it. Null when it was turned away. */
export async function payByHand(
  network: Network,
  { phone, amount, reference, drop, duplicates }: TypedPayment,
): Promise<HandPayment | null> {
  const number = (network.records.get<number>("till-payments") ?? 0) + 1;
  network.records.put("till-payments", number);
  const random = BigInt("0x" + network.random(`till ${number}`)).toString(36).toUpperCase();
  const payment: HandPayment = {
    receipt: `U${random}`.slice(0, 10),
    phone,
    shillings: amount,
    reference,
    at: network.clock.now(),
  };
  if (!await isWelcome(network, payment)) return null;
  network.records.put(`hand:${payment.receipt}`, payment);
  if (!drop) await confirm(network, payment, 1 + duplicates);
  return payment;
}

/** Tells the business of money at its till: also of a prompt's, where that does. */
export async function confirm(network: Network, payment: HandPayment, copies = 1): Promise<void> {
  const url = network.records.get<Registration>("till")?.confirmationUrl;
  if (!url) return;
  const body = tillMessage(payment, SHORT_CODE);
  await Promise.all(Array.from(
    { length: copies },
    () => network.tell({ checkoutId: payment.receipt, url, body, dueAt: network.clock.now() }),
  ));
}

/** A business that does not answer is taken to agree. */
async function isWelcome(network: Network, payment: HandPayment): Promise<boolean> {
  const url = network.records.get<Registration>("till")?.validationUrl;
  if (!url) return true;
  try {
    const response = await fetch(url, {
      method: "POST",
      body: JSON.stringify(tillMessage(payment, SHORT_CODE)),
      signal: AbortSignal.timeout(8_000),
    });
    const { ResultCode } = await response.json();
    return !response.ok || String(ResultCode) === "0";
  } catch {
    return true;
  }
}
