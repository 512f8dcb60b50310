import { createHmac } from "node:crypto";
import type { Transaction } from "./model.ts";

/** Paystack's envelope. */
export function done(message: string, data: unknown, meta?: unknown): Response {
  return Response.json({ status: true, message, data, ...(meta !== undefined && { meta }) });
}

/** Paystack's error envelope. */
export function failure(status: number, code: string, message: string): Response {
  const type = status < 500 ? "validation_error" : "api_error";
  const meta = { nextStep: "See the documentation of the API" };
  return Response.json({ status: false, message, meta, type, code }, { status });
}

/** A transaction as verify and list show it, and as events carry it. */
export function transactionData(transaction: Transaction) {
  const { paid, amount, currency, status } = transaction;
  const iso = (time: number) => new Date(time).toISOString();
  return {
    id: transaction.id,
    domain: domainOf(transaction.secretKey),
    status,
    reference: transaction.reference,
    receipt_number: null,
    amount: paid?.amount ?? amount,
    requested_amount: amount,
    currency: paid?.currency ?? currency,
    channel: paid ? "card" : null,
    gateway_response: transaction.gatewayResponse,
    message: null,
    paid_at: paid ? iso(paid.at) : null,
    created_at: iso(transaction.createdAt),
    fees: paid ? feeOf(paid.amount) : null,
    fees_split: null,
    ip_address: "127.0.0.1",
    // Empty metadata comes back as text.
    metadata: transaction.metadata ?? "",
    authorization: paid
      ? { authorization_code: `AUTH_${transaction.accessCode}`, channel: "card", reusable: true }
      : {},
    customer: { id: 1, email: transaction.email, customer_code: "CUS_local", phone: null },
    plan: null,
    split: {},
    subaccount: {},
    log: null,
  };
}

/** The body of an event: what is signed is exactly this text. */
export function eventBody(transaction: Transaction): string {
  const { amount, currency, domain } = transaction.scenario?.webhook ?? {};
  const data = transactionData(transaction);
  return JSON.stringify({
    event: "charge.success",
    data: {
      ...data,
      amount: amount ?? data.amount,
      currency: currency ?? data.currency,
      domain: domain ?? data.domain,
    },
  });
}

export function sign(body: string, secretKey: string): string {
  return createHmac("sha512", secretKey).update(body).digest("hex");
}

export function domainOf(secretKey: string): "test" | "live" {
  return secretKey.startsWith("sk_live_") ? "live" : "test";
}

/** 1.5 %, as good as any. */
export function feeOf(amount: number): number {
  return Math.round(amount * 0.015);
}
