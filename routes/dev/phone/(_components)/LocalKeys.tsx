import { Code } from "@/components/Layout.tsx";
import {
  LOCAL_AIRTEL_ACCOUNT,
  LOCAL_FLUTTERWAVE_ACCOUNT,
  LOCAL_MPESA_ACCOUNT,
  LOCAL_MTN_ACCOUNT,
  LOCAL_PAYSTACK_ACCOUNT,
  LOCAL_PESAPAL_ACCOUNT,
} from "@/lib/payments/mod.ts";

const ACCOUNTS: [string, Record<string, string>][] = [
  ["M-Pesa", {
    short_code: LOCAL_MPESA_ACCOUNT.settings.short_code,
    ...LOCAL_MPESA_ACCOUNT.credentials,
  }],
  ["MTN MoMo", LOCAL_MTN_ACCOUNT.credentials],
  ["Airtel Money", LOCAL_AIRTEL_ACCOUNT.credentials],
  ["Paystack", LOCAL_PAYSTACK_ACCOUNT.credentials],
  ["Flutterwave", LOCAL_FLUTTERWAVE_ACCOUNT.credentials],
  ["Pesapal", LOCAL_PESAPAL_ACCOUNT.credentials],
];

/** What a merchant types into the payment settings of a shop on this machine. */
export function LocalKeys() {
  return (
    <details class="mt-8">
      <summary class="min-h-tap flex items-center font-bold">Keys for a shop of your own</summary>
      {ACCOUNTS.map(([name, keys]) => (
        <section key={name} class="mt-3">
          <h3 class="text-md">{name}</h3>
          <dl class="mt-1">
            {Object.entries(keys).map(([key, value]) => (
              <div key={key} class="flex flex-wrap justify-between gap-x-4 py-1.5">
                <dt class="mut">{inWords(key)}</dt>
                <dd>
                  <Code>{value}</Code>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </details>
  );
}

/** "Consumer key" for consumer_key. */
function inWords(key: string): string {
  const words = key.replaceAll("_", " ").replace("api", "API");
  return words[0]!.toUpperCase() + words.slice(1);
}
