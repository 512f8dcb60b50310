import { z } from "zod";
import type { Account } from "../gateway.ts";

/** What shoppers may see of a store's M-Pesa account. For a till, `short_code` is its head office number. */
export const MpesaSettings = z.object({
  short_code: z.string().regex(/^\d{5,7}$/),
  kind: z.enum(["paybill", "till"]),
  till: z.string().regex(/^\d{5,8}$/).optional(),
  environment: z.enum(["sandbox", "production"]).default("production"),
}).refine((settings) => settings.kind === "paybill" || settings.till, { path: ["till"] });
export type MpesaSettings = z.infer<typeof MpesaSettings>;

/** The keys of a Daraja app, and the passkey that Safaricom issues for the short code. */
export const MpesaCredentials = z.object({
  consumer_key: z.string().min(1).max(200),
  consumer_secret: z.string().min(1).max(200),
  passkey: z.string().min(1).max(200),
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

/** The account that the local stand-in for M-Pesa knows; no real gateway does. */
export const LOCAL_MPESA_ACCOUNT: MpesaAccount = {
  settings: { short_code: "174379", kind: "paybill", environment: "sandbox" },
  credentials: {
    consumer_key: "local-consumer-key",
    consumer_secret: "local-consumer-secret",
    passkey: "local-passkey",
  },
};
