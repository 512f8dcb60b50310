import { isCurrency } from "@/lib/money.ts";
import type { Reply } from "../caller.ts";
import type { ListAnswer, ListedPayment } from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";
import { flutterwaveAmounts } from "./amounts.ts";
import { feeOf } from "./fees.ts";

/** Path of one page of the transactions that succeeded. Flutterwave takes days, not moments. */
export function listPath({ from, page }: { from: Date; page: number }): string {
  const query = new URLSearchParams({
    from: from.toISOString().slice(0, 10),
    status: "successful",
    page: String(page),
  });
  return `/transactions?${query}`;
}

/** What the answer means; what cannot be read is left out. */
export function toListAnswer({ isDone, json, code, text }: Reply, page: number): ListAnswer {
  if (!isDone || !Array.isArray(json?.data)) {
    return { kind: "unanswered", code: isDone ? "unreadable_answer" : code, text };
  }
  const payments = json.data.map(asObject).flatMap((one) => readPayment(one) ?? []);
  const pages = Number(asObject(asObject(json.meta)?.page_info)?.total_pages);
  return { kind: "answered", payments, hasMore: pages > page };
}

function readPayment(data: Json | null): ListedPayment | null {
  const currency = asText(data?.currency, 3) ?? "";
  const gatewayRef = asText(data?.tx_ref, 120);
  const receipt = /^\d{1,20}$/.exec(String(data?.id))?.[0];
  if (data?.status !== "successful" || !gatewayRef || !receipt || !isCurrency(currency)) {
    return null;
  }
  const amountMinor = flutterwaveAmounts.fromWire(data.amount, currency);
  if (amountMinor === null) return null;
  const feeMinor = feeOf([data], currency);
  const customer = asObject(data.customer);
  const paidAt = Date.parse(asText(data.created_at, 40) ?? "");
  return {
    gatewayRef,
    receipt,
    amountMinor,
    currency,
    ...(feeMinor !== undefined && { feeMinor }),
    payer: asText(customer?.phone_number, 64) ?? "",
    payerName: asText(customer?.name, 100) ?? "",
    paidAt: Number.isNaN(paidAt) ? null : new Date(paidAt),
  };
}
