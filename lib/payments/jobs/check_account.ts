import { openAccount, type StoredAccount } from "../credentials.ts";
import type { JobDeps } from "./deps.ts";

/** Tries the keys of an account with a call that moves nothing, and keeps what the gateway said. */
export async function checkAccount(deps: JobDeps, accountId: string): Promise<void> {
  const { sql, gateways, sealer } = deps;
  const [stored] = await sql<StoredAccount[]>`
    select a.store_id as "storeId", a.gateway, a.settings, c.credentials
    from public.payment_accounts as a
    join private.payment_credentials as c on c.account_id = a.id
    where a.id = ${accountId}`;
  if (!stored) return;
  const checked = await gateways[stored.gateway].check(await openAccount(sealer, stored));
  // Keys that were replaced meanwhile are not those that were tried.
  await sql`
    update private.payment_credentials
    set checked_at = now(), check_result = ${checked.ok ? "ok" : checked.code}
    where account_id = ${accountId} and credentials = ${sql.json(stored.credentials as never)}`;
}
