import { MTN_ENVIRONMENTS, type MtnCountry } from "@/lib/payments/mtn/account.ts";

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What money is called in an environment; null for one that there is not. */
export function currencyIn(environment: string): string | null {
  if (environment === "sandbox") return "EUR";
  return MTN_ENVIRONMENTS[environment as MtnCountry]?.currency ?? null;
}
