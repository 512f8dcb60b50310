import { MAX_MINOR, roundMinor } from "@/lib/money.ts";
import type { WireAmounts } from "../gateway.ts";
import type { MpesaAccount } from "./account.ts";

const SHILLING_MINOR = 100;
const EAST_AFRICA_MS = 3 * 60 * 60 * 1000;

/** Whole shillings, the only amounts M-Pesa takes; null for anything else. */
export function toShillings(amountMinor: number): number | null {
  const isWhole = Number.isSafeInteger(amountMinor) && amountMinor % SHILLING_MINOR === 0;
  return isWhole && amountMinor > 0 && amountMinor <= MAX_MINOR
    ? amountMinor / SHILLING_MINOR
    : null;
}

/** Minor units of an amount as M-Pesa writes it (1500, 1500.00, "1500.5"); null when it is none. */
export function fromShillings(wire: unknown): number | null {
  const text = typeof wire === "number" ? String(wire) : wire;
  if (typeof text !== "string" || !/^\d{1,11}(\.\d{1,2}0*)?$/.test(text.trim())) return null;
  const amountMinor = roundMinor(Number(text) * SHILLING_MINOR);
  return amountMinor > 0 && amountMinor <= MAX_MINOR ? amountMinor : null;
}

export const mpesaAmounts: WireAmounts = {
  toWire: (amountMinor, currency) => currency === "KES" ? toShillings(amountMinor) : null,
  fromWire: (wire, currency) => currency === "KES" ? fromShillings(wire) : null,
};

/** "254712345678" for a Kenyan mobile number in E.164; null for any other. */
export function toMsisdn(phone: string): string | null {
  return /^\+254[17]\d{8}$/.test(phone) ? phone.slice(1) : null;
}

/** E.164 of a payer's number; null where M-Pesa hides it. */
export function fromMsisdn(wire: unknown): string | null {
  if (typeof wire !== "number" && typeof wire !== "string") return null;
  return /^254[17]\d{8}$/.test(String(wire)) ? `+${wire}` : null;
}

/** `YYYYMMDDHHmmss` in East Africa Time, whatever the server's own zone. */
export function toTimestamp(date: Date): string {
  const local = new Date(date.getTime() + EAST_AFRICA_MS);
  return local.toISOString().replace(/\D/g, "").slice(0, 14);
}

/** The moment of such a timestamp, text or number; null for anything else. */
export function fromTimestamp(wire: unknown): Date | null {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(String(wire)) ?? [];
  const [year, month, day, hour, minute, second] = parts.map(Number);
  if (!year) return null;
  return new Date(Date.UTC(year, month! - 1, day, hour, minute, second) - EAST_AFRICA_MS);
}

/** The proof that opens every Lipa na M-Pesa request; the same timestamp goes beside it. */
export function toPassword({ settings, credentials }: MpesaAccount, timestamp: string): string {
  return btoa(settings.short_code + credentials.passkey + timestamp);
}
