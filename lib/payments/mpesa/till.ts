import { asText, type Json, parseObject } from "../json.ts";
import { fromShillings, fromTimestamp } from "./wire.ts";

/** A payment that somebody typed at a till or paybill by hand, as M-Pesa tells it (C2B). */
export interface TillPayment {
  receipt: string;
  amountMinor: number;
  /** The till, or the number of the paybill. */
  shortCode: string;
  /** What the payer typed as the account; empty at a till. */
  reference: string;
  /** A number, one with stars in it, or a hash of one. */
  payer: string;
  payerName: string;
  paidAt: Date | null;
}

/** Null for what is no such message. Runs in edge functions; never throws. */
export function parseTillPayment(body: Uint8Array): TillPayment | null {
  const json = parseObject(body);
  const receipt = textOrNumber(json?.TransID, 60).toUpperCase();
  const amountMinor = fromShillings(json?.TransAmount);
  const shortCode = textOrNumber(json?.BusinessShortCode, 20);
  if (!json || !receipt || amountMinor === null || !shortCode) return null;
  return {
    receipt,
    amountMinor,
    shortCode,
    reference: textOrNumber(json.BillRefNumber, 120),
    payer: textOrNumber(json.MSISDN, 64),
    payerName: nameOf(json),
    paidAt: fromTimestamp(json.TransTime),
  };
}

function nameOf(json: Json): string {
  const names = [json.FirstName, json.MiddleName, json.LastName]
    .map((name) => textOrNumber(name, 100));
  return names.filter(Boolean).join(" ").trim().slice(0, 100);
}

/** Numbers of M-Pesa's come as either. Empty for anything else; half a character is none to store. */
function textOrNumber(value: unknown, maxLength: number): string {
  return asText(typeof value === "number" ? String(value) : value, maxLength)?.toWellFormed()
    .trim() ?? "";
}
