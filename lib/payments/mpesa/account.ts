import { z } from "zod";
import type { Account } from "../gateway.ts";

/** What shoppers may see of a store's M-Pesa account. For a till, `short_code` is its head office number. */
export const MpesaSettings = z.object({
  short_code: z.string().regex(/^\d{5,7}$/),
  kind: z.enum(["paybill", "till"]),
  till: z.string().regex(/^\d{5,8}$/).optional(),
  environment: z.enum(["sandbox", "production"]).default("production"),
  /** There are keys to pay out with, so money can go back. */
  can_refund: z.boolean().optional(),
}).refine((settings) => settings.kind === "paybill" || settings.till, { path: ["till"] });
export type MpesaSettings = z.infer<typeof MpesaSettings>;

/**
 * The keys of a Daraja app, and the passkey that Safaricom issues for the short code. To pay out: the
 * short code that pays, whoever may have it pay, and their password as Daraja's portal encrypts it.
 */
export const MpesaCredentials = z.object({
  consumer_key: z.string().min(1).max(200),
  consumer_secret: z.string().min(1).max(200),
  passkey: z.string().min(1).max(200),
  payout_short_code: z.string().regex(/^\d{5,7}$/).optional(),
  initiator_name: z.string().min(1).max(100).optional(),
  security_credential: z.string().min(1).max(2_000).optional(),
});
export type MpesaCredentials = z.infer<typeof MpesaCredentials>;

export interface MpesaAccount {
  settings: MpesaSettings;
  credentials: MpesaCredentials;
}

/** Null when the store has not finished setting its account up. */
export function readMpesaAccount(account: Account): MpesaAccount | null {
  const settings = MpesaSettings.safeParse(account.settings);
  const credentials = MpesaCredentials.safeParse(account.credentials);
  if (!settings.success || !credentials.success) return null;
  return { settings: settings.data, credentials: credentials.data };
}

/** What pays out; null when the store gave no keys for it. */
export function payoutOf({ credentials }: MpesaAccount) {
  const { payout_short_code, initiator_name, security_credential } = credentials;
  if (!payout_short_code || !initiator_name || !security_credential) return null;
  return { shortCode: payout_short_code, initiator: initiator_name, security_credential };
}

/** The account that the local stand-in for M-Pesa knows; no real gateway does. */
export const LOCAL_MPESA_ACCOUNT: MpesaAccount = {
  settings: { short_code: "174379", kind: "paybill", environment: "sandbox", can_refund: true },
  credentials: {
    consumer_key: "local-consumer-key",
    consumer_secret: "local-consumer-secret",
    passkey: "local-passkey",
    payout_short_code: "600992",
    initiator_name: "localapi",
    security_credential: "local-security-credential",
  },
};
