import postgres from "postgres";
import {
  LOCAL_AIRTEL_ACCOUNT,
  LOCAL_FLUTTERWAVE_ACCOUNT,
  LOCAL_PAYSTACK_ACCOUNT,
} from "@/lib/payments/mod.ts";
import type { Addresses } from "@/supabase/local/addresses.ts";

const { secret_key: PAYSTACK_KEY } = LOCAL_PAYSTACK_ACCOUNT.credentials;
const { secret_key: FLUTTERWAVE_KEY, secret_hash } = LOCAL_FLUTTERWAVE_ACCOUNT.credentials;
const { client_id, client_secret } = LOCAL_AIRTEL_ACCOUNT.credentials;

/** How the stand-in of each gateway that calls one address for a whole account is told it. */
const TOLD = [
  {
    gateway: "airtel",
    hint: ["client_secret", client_secret],
    lever: "accounts",
    toBody: (url: string) => ({ key: client_id, secret: client_secret, callback_url: url }),
  },
  {
    gateway: "paystack",
    hint: ["secret_key", PAYSTACK_KEY],
    lever: "integrations",
    toBody: (url: string) => ({ secret_key: PAYSTACK_KEY, webhook_url: url }),
  },
  {
    gateway: "flutterwave",
    hint: ["secret_key", FLUTTERWAVE_KEY],
    lever: "accounts",
    toBody: (url: string) => ({ key: FLUTTERWAVE_KEY, secret: secret_hash, callback_url: url }),
  },
] as const;

/**
 * Sets the address for webhooks at the local stand-ins, as a merchant does at the gateways by hand: that
 * of the first shop which has a stand-in's own key. Anew with each start, as ports change.
 */
export async function tellLocalWebhooks(addresses: Addresses): Promise<void> {
  const sql = postgres(addresses.database_url, { max: 1, onnotice: () => {} });
  try {
    for (const { gateway, hint: [name, key], lever, toBody } of TOLD) {
      const [account] = await sql<{ token: string }[]>`
        select c.callback_token as token
        from public.payment_accounts as a
        join private.payment_credentials as c on c.account_id = a.id
        where a.gateway = ${gateway} and c.hints ->> ${name} = ${key.slice(-4)}
        order by a.id limit 1`;
      if (!account) continue;
      const body = toBody(`${addresses.functions_url}/${gateway}/${account.token}`);
      const response = await fetch(`${addresses[`${gateway}_url`]}/_sim/${lever}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      await response.body?.cancel();
    }
    // Where M-Pesa tells of payments by hand has moved with the ports as well.
    await sql`
      select private.enqueue('register_till', jsonb_build_object('account_id', t.account_id),
        job_key => 'register_till:' || t.account_id)
      from private.till_addresses as t`;
  } finally {
    await sql.end({ timeout: 2 });
  }
}
