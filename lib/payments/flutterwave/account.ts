import { z } from "zod";
import type { Account, Mode } from "../gateway.ts";

/** What shoppers may see of a store's Flutterwave account: nothing but whether money moves. */
export const FlutterwaveSettings = z.object({ mode: z.enum(["test", "live"]) });
export type FlutterwaveSettings = z.infer<typeof FlutterwaveSettings>;

export const SECRET_KEY = /^FLWSECK(_TEST)?-[\w-]{8,150}$/;

/** Made up by the merchant, so it must be long enough not to be guessed. */
export const SECRET_HASH = /^[\x21-\x7e]{12,100}$/;

/** The secret key opens the API; the secret hash, which the merchant makes up, comes with webhooks. */
export const FlutterwaveCredentials = z.object({
  secret_key: z.string().regex(SECRET_KEY),
  secret_hash: z.string().regex(SECRET_HASH),
});
export type FlutterwaveCredentials = z.infer<typeof FlutterwaveCredentials>;

/** Null when the store has not finished setting its account up. */
export function readFlutterwaveKeys(
  { credentials }: Pick<Account, "credentials">,
): FlutterwaveCredentials | null {
  return FlutterwaveCredentials.safeParse(credentials).data ?? null;
}

/** Test keys move no money. Null for what is no secret key of Flutterwave's. */
export function modeOfFlutterwaveKey(secretKey: string): Mode | null {
  const match = SECRET_KEY.exec(secretKey);
  return match && (match[1] ? "test" : "live");
}

/** The account that the local stand-in for Flutterwave knows; no real gateway does. */
export const LOCAL_FLUTTERWAVE_ACCOUNT = {
  settings: { mode: "test" } satisfies FlutterwaveSettings,
  credentials: {
    secret_key: "FLWSECK_TEST-localafrify-X",
    secret_hash: "local-afrify-hash",
  } satisfies FlutterwaveCredentials,
};
