import { z } from "zod";
import type { Account, Mode } from "../gateway.ts";

/** What shoppers may see of a store's Pesapal account. */
export const PesapalSettings = z.object({ environment: z.enum(["live", "sandbox"]) });
export type PesapalSettings = z.infer<typeof PesapalSettings>;

export const PESAPAL_KEY_PATTERN = /^[\w+/=-]{16,100}$/;

export const PesapalCredentials = z.object({
  consumer_key: z.string().regex(PESAPAL_KEY_PATTERN),
  consumer_secret: z.string().regex(PESAPAL_KEY_PATTERN),
});
export type PesapalCredentials = z.infer<typeof PesapalCredentials>;

export interface PesapalAccount {
  settings: PesapalSettings;
  credentials: PesapalCredentials;
}

/** Null when the store has not finished setting its account up. */
export function readPesapalAccount(account: Account): PesapalAccount | null {
  const settings = PesapalSettings.safeParse(account.settings).data;
  const credentials = PesapalCredentials.safeParse(account.credentials).data;
  return settings && credentials ? { settings, credentials } : null;
}

export function pesapalMode(settings: unknown): Mode | null {
  const environment = PesapalSettings.safeParse(settings).data?.environment;
  return environment ? environment === "live" ? "live" : "test" : null;
}

/** The account that the local stand-in for Pesapal knows; no real gateway does. */
export const LOCAL_PESAPAL_ACCOUNT = {
  settings: { environment: "sandbox" } satisfies PesapalSettings,
  credentials: {
    consumer_key: "local-pesapal-consumer-key",
    consumer_secret: "local-pesapal-consumer-secret",
  } satisfies PesapalCredentials,
};
