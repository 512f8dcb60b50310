import { z } from "zod";
import type { Account, Mode } from "../gateway.ts";

/** What shoppers may see of a store's Paystack account: nothing but whether money moves. */
export const PaystackSettings = z.object({ mode: z.enum(["test", "live"]) });
export type PaystackSettings = z.infer<typeof PaystackSettings>;

const SECRET_KEY = /^sk_(test|live)_[A-Za-z0-9]{8,100}$/;

/** The one key of a Paystack integration: it opens the API and signs the webhooks. */
export const PaystackCredentials = z.object({ secret_key: z.string().regex(SECRET_KEY) });
export type PaystackCredentials = z.infer<typeof PaystackCredentials>;

/** Null when the store has not finished setting its account up. */
export function readSecretKey({ credentials }: Pick<Account, "credentials">): string | null {
  const read = PaystackCredentials.safeParse(credentials);
  return read.success ? read.data.secret_key : null;
}

/** Test keys move no money. Null for what is no key of Paystack's. */
export function modeOfKey(secretKey: string): Mode | null {
  return SECRET_KEY.exec(secretKey)?.[1] as Mode | undefined ?? null;
}

/** The account that the local stand-in for Paystack knows; no real gateway does. */
export const LOCAL_PAYSTACK_ACCOUNT = {
  settings: { mode: "test" } satisfies PaystackSettings,
  credentials: { secret_key: "sk_test_localafrify" } satisfies PaystackCredentials,
};
