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
export const MtnSettings = z.object({ environment: z.enum(["sandbox", ...COUNTRIES]) });
export type MtnSettings = z.infer<typeof MtnSettings>;

const HEX_KEY = /^[0-9a-fA-F]{32}$/;
const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
export const MTN_KEY_PATTERNS = { subscription_key: HEX_KEY, api_user: UUID, api_key: HEX_KEY };

export const MtnCredentials = z.object({
  subscription_key: z.string().regex(HEX_KEY),
  api_user: z.string().regex(UUID),
  api_key: z.string().regex(HEX_KEY),
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

export function mtnMode(settings: unknown): Mode | null {
  const environment = MtnSettings.safeParse(settings).data?.environment;
  return environment ? environment === "sandbox" ? "test" : "live" : null;
}

/** The account that the local stand-in for MTN knows; no real gateway does. */
export const LOCAL_MTN_ACCOUNT = {
  settings: { environment: "sandbox" } satisfies MtnSettings,
  credentials: {
    subscription_key: "10ca10ca10ca10ca10ca10ca10ca10ca",
    api_user: "10ca10ca-10ca-40ca-80ca-10ca10ca10ca",
    api_key: "0af21f00af21f00af21f00af21f00af2",
  } satisfies MtnCredentials,
};
