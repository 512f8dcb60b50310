import { z } from "zod";
import type { Account, Mode } from "../gateway.ts";

/** What shoppers may see of a store's Airtel Money account. */
export const AirtelSettings = z.object({ environment: z.enum(["production", "staging"]) });
export type AirtelSettings = z.infer<typeof AirtelSettings>;

const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
export const AIRTEL_KEY_PATTERN = UUID;

/** Of an application at Airtel's portal for developers. */
export const AirtelCredentials = z.object({
  client_id: z.string().regex(UUID),
  client_secret: z.string().regex(UUID),
});
export type AirtelCredentials = z.infer<typeof AirtelCredentials>;

export interface AirtelAccount {
  settings: AirtelSettings;
  credentials: AirtelCredentials;
}

/** Null when the store has not finished setting its account up. */
export function readAirtelAccount(account: Account): AirtelAccount | null {
  const settings = AirtelSettings.safeParse(account.settings).data;
  const credentials = AirtelCredentials.safeParse(account.credentials).data;
  return settings && credentials ? { settings, credentials } : null;
}

export function airtelMode(settings: unknown): Mode | null {
  const environment = AirtelSettings.safeParse(settings).data?.environment;
  return environment ? environment === "production" ? "live" : "test" : null;
}

/** The account that the local stand-in for Airtel knows; no real gateway does. */
export const LOCAL_AIRTEL_ACCOUNT = {
  settings: { environment: "staging" } satisfies AirtelSettings,
  credentials: {
    client_id: "a17e10ca-10ca-40ca-80ca-a17e10caa17e",
    client_secret: "5ec2e710-ca10-4ca1-8ca1-5ec2e710ca10",
  } satisfies AirtelCredentials,
};
