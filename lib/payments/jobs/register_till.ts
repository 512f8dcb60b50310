import { openAccount, type StoredAccount } from "../credentials.ts";
import { tillAddresses } from "../mpesa/receive_till.ts";
import type { JobDeps } from "./deps.ts";

/** Tells M-Pesa where to tell of payments by hand, and keeps what it said. */
export async function registerTill(deps: JobDeps, accountId: string): Promise<void> {
  const { sql, gateways, sealer, functionsUrl } = deps;
  const [stored] = await sql<(StoredAccount & { token: string })[]>`
    select a.store_id as "storeId", a.gateway, a.settings, c.credentials, t.token
    from public.payment_accounts as a
    join private.payment_credentials as c on c.account_id = a.id
    join private.till_addresses as t on t.account_id = a.id
    where a.id = ${accountId}`;
  const gateway = stored && gateways[stored.gateway];
  if (!gateway?.registerTill) return;
  const account = await openAccount(sealer, stored!);
  const told = await gateway.registerTill(account, tillAddresses(functionsUrl, stored!.token));
  await sql`
    update private.till_addresses set told_at = now(), result = ${told.ok ? "ok" : told.code}
    where account_id = ${accountId}`;
}
