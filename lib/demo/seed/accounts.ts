import { createClient } from "@supabase/supabase-js";
import type { Config } from "@/lib/config.ts";

/** Who can sign in to the demo, by the part of the address before the @. */
export const DEMO_LOGINS = ["admin", "merchant", "staff", "shopper", "rival"] as const;
export type DemoLogin = typeof DEMO_LOGINS[number];
export const DEMO_PASSWORD = "afrify-demo";

const NAMES: Record<DemoLogin, string> = {
  admin: "Amina Odhiambo",
  merchant: "Njeri Mwangi",
  staff: "Brian Otieno",
  shopper: "Wanjiru Kamau",
  rival: "Zuri Atieno",
};

/** Makes the accounts that are missing. Resolves with the id of each; throws what Auth answers. */
export async function makeAccounts(
  config: Pick<Config, "supabaseUrl" | "publishableKey">,
): Promise<Record<DemoLogin, string>> {
  const ids = await Promise.all(
    DEMO_LOGINS.map(async (login) => [login, await makeAccount(config, login)] as const),
  );
  return Object.fromEntries(ids) as Record<DemoLogin, string>;
}

/** Signs up as anybody does: local Auth has no API for operators, and asks nobody to confirm. */
async function makeAccount(
  { supabaseUrl, publishableKey }: Pick<Config, "supabaseUrl" | "publishableKey">,
  login: DemoLogin,
): Promise<string> {
  const { auth } = createClient(supabaseUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const credentials = { email: `${login}@afrify.test`, password: DEMO_PASSWORD };
  const made = await auth.signUp({ ...credentials, options: { data: { name: NAMES[login] } } });
  if (made.data.session) return made.data.session.user.id;
  // A start that was cut short may have made some of them.
  const { data, error } = await auth.signInWithPassword(credentials);
  if (error) throw made.error ?? error;
  return data.user.id;
}
