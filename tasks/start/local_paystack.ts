import postgres from "postgres";
import { LOCAL_PAYSTACK_ACCOUNT } from "@/lib/payments/mod.ts";
import type { Addresses } from "@/supabase/local/addresses.ts";

/**
 * Sets the address for webhooks at the local stand-in for Paystack, as a merchant does at Paystack by
 * hand: that of the first shop which has the stand-in's own key. Anew with each start, as ports change.
 */
export async function tellLocalPaystack(addresses: Addresses): Promise<void> {
  const { secret_key } = LOCAL_PAYSTACK_ACCOUNT.credentials;
  const sql = postgres(addresses.database_url, { max: 1, onnotice: () => {} });
  try {
    const [account] = await sql<{ token: string }[]>`
      select c.callback_token as token
      from public.payment_accounts as a
      join private.payment_credentials as c on c.account_id = a.id
      where a.gateway = 'paystack' and c.hints ->> 'secret_key' = ${secret_key.slice(-4)}
      order by a.id limit 1`;
    if (!account) return;
    const webhook_url = `${addresses.functions_url}/paystack/${account.token}`;
    const response = await fetch(`${addresses.paystack_url}/_sim/integrations`, {
      method: "POST",
      body: JSON.stringify({ secret_key, webhook_url }),
    });
    await response.body?.cancel();
  } finally {
    await sql.end({ timeout: 2 });
  }
}
