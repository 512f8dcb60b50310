import { z } from "zod";
import type { Currency } from "@/lib/money.ts";
import type { Account, Mode } from "../gateway.ts";

/** Where MTN MoMo runs, and what it takes there. The sandbox counts everything in euros. */
export const MTN_ENVIRONMENTS = {
  mtnuganda: { currency: "UGX", code: "256" },
  mtnghana: { currency: "GHS", code: "233" },
  mtnivorycoast: { currency: "XOF", code: "225" },
  mtnrwanda: { currency: "RWF", code: "250" },
  mtnsouthafrica: { currency: "ZAR", code: "27" },
  mtnnigeria: { currency: "NGN", code: "234" },
} satisfies Record<string, { currency: Currency; code: string }>;

export type MtnCountry = keyof typeof MTN_ENVIRONMENTS;
const COUNTRIES = Object.keys(MTN_ENVIRONMENTS) as MtnCountry[];

/** What shoppers may see of a store's MTN account. */
export const MtnSettings = z.object({
  environment: z.enum(["sandbox", ...COUNTRIES]),
  /** There are keys of the product that pays out, so money can go back. */
  can_refund: z.boolean().optional(),
});
export type MtnSettings = z.infer<typeof MtnSettings>;

const HEX_KEY = /^[0-9a-fA-F]{32}$/;
const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
export const MTN_KEY_PATTERNS = { subscription_key: HEX_KEY, api_user: UUID, api_key: HEX_KEY };

/** Of the product Collections, and of Disbursements where money shall go back. */
export const MtnCredentials = z.object({
  subscription_key: z.string().regex(HEX_KEY),
  api_user: z.string().regex(UUID),
  api_key: z.string().regex(HEX_KEY),
  refund_subscription_key: z.string().regex(HEX_KEY).optional(),
  refund_api_user: z.string().regex(UUID).optional(),
  refund_api_key: z.string().regex(HEX_KEY).optional(),
});
export type MtnCredentials = z.infer<typeof MtnCredentials>;

export interface MtnAccount {
  settings: MtnSettings;
  credentials: MtnCredentials;
}

/** Null when the store has not finished setting its account up. */
export function readMtnAccount(account: Account): MtnAccount | null {
  const settings = MtnSettings.safeParse(account.settings).data;
  const credentials = MtnCredentials.safeParse(account.credentials).data;
  return settings && credentials ? { settings, credentials } : null;
}

/** A product of MTN's, each with a subscription, a user and tokens of its own. */
export interface MtnProduct {
  name: "collection" | "disbursement";
  environment: MtnSettings["environment"];
  subscriptionKey: string;
  apiUser: string;
  apiKey: string;
}

/** What asks for money. */
export function collectionOf({ settings, credentials }: MtnAccount): MtnProduct {
  return {
    name: "collection",
    environment: settings.environment,
    subscriptionKey: credentials.subscription_key,
    apiUser: credentials.api_user,
    apiKey: credentials.api_key,
  };
}

/** What gives it back; null when the store gave no keys for it. */
export function disbursementOf({ settings, credentials }: MtnAccount): MtnProduct | null {
  const { refund_subscription_key, refund_api_user, refund_api_key } = credentials;
  if (!refund_subscription_key || !refund_api_user || !refund_api_key) return null;
  return {
    name: "disbursement",
    environment: settings.environment,
    subscriptionKey: refund_subscription_key,
    apiUser: refund_api_user,
    apiKey: refund_api_key,
  };
}

export function mtnMode(settings: unknown): Mode | null {
  const environment = MtnSettings.safeParse(settings).data?.environment;
  return environment ? environment === "sandbox" ? "test" : "live" : null;
}

/** The account that the local stand-in for MTN knows; no real gateway does. */
export const LOCAL_MTN_ACCOUNT = {
  settings: { environment: "sandbox", can_refund: true } satisfies MtnSettings,
  credentials: {
    subscription_key: "10ca10ca10ca10ca10ca10ca10ca10ca",
    api_user: "10ca10ca-10ca-40ca-80ca-10ca10ca10ca",
    api_key: "0af21f00af21f00af21f00af21f00af2",
    refund_subscription_key: "bac0bac0bac0bac0bac0bac0bac0bac0",
    refund_api_user: "bac0bac0-bac0-40ac-80ac-bac0bac0bac0",
    refund_api_key: "0af21fba0af21fba0af21fba0af21fba",
  } satisfies MtnCredentials,
};
