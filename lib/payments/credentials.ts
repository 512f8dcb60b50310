import type { Sql } from "@/lib/db/mod.ts";
import type { Gateway } from "@/lib/enums.ts";
import { isSealed, type Sealed, type Sealer } from "@/lib/sealed.ts";
import type { Account } from "./gateway.ts";

/** An account as the database keeps it. */
export interface StoredAccount {
  storeId: string;
  gateway: Gateway;
  settings: unknown;
  /** Sealed, or null without keys. */
  credentials: unknown;
}

type Owner = Pick<StoredAccount, "storeId" | "gateway">;

/** Keys are sealed for one gateway of one store: copied to another row, they do not open. */
function purposeOf({ storeId, gateway }: Owner): string {
  return `payment_credentials/${storeId}/${gateway}`;
}

export function sealCredentials(sealer: Sealer, owner: Owner, keys: unknown): Promise<Sealed> {
  return sealer.seal(keys, purposeOf(owner));
}

/** The account with keys that its adapter can read. Rows from before keys were sealed still work. */
export async function openAccount(sealer: Sealer, stored: StoredAccount): Promise<Account> {
  const { settings, credentials } = stored;
  if (!isSealed(credentials)) return { settings, credentials };
  return { settings, credentials: await sealer.open(credentials, purposeOf(stored)) };
}

/** What may be shown of keys: the last four characters, of those that are long enough. */
export function hintsOf(keys: Record<string, string>): Record<string, string> {
  const long = Object.entries(keys).filter(([, value]) => value.length >= 12);
  return Object.fromEntries(long.map(([name, value]) => [name, value.slice(-4)]));
}

const AT_A_TIME = 100;

/**
 * Seals keys that are not sealed yet, and those sealed under an older key. Repeating it is safe, as is
 * a merchant who saves new keys meanwhile. Answers the accounts that it sealed, and those whose keys do
 * not open: they stay as they are, and hold up nobody else's.
 */
export async function sealAllCredentials(
  sql: Sql,
  sealer: Sealer,
): Promise<{ sealed: string[]; broken: string[] }> {
  const done = { sealed: [] as string[], broken: [] as string[] };
  let after: string | null = null;
  while (true) {
    const rows: (StoredAccount & { accountId: string })[] = await sql`
      select c.account_id as "accountId", a.store_id as "storeId", a.gateway, c.credentials
      from private.payment_credentials as c
      join public.payment_accounts as a on a.id = c.account_id
      where ${after}::uuid is null or c.account_id > ${after}::uuid
      order by c.account_id limit ${AT_A_TIME}`;
    for (const row of rows) {
      if (sealer.isCurrent(row.credentials)) continue;
      const account = await openAccount(sealer, row).catch(() => null);
      if (!account) done.broken.push(row.accountId);
      else if (await sealOne(sql, sealer, { row, keys: account.credentials })) {
        done.sealed.push(row.accountId);
      }
    }
    if (rows.length < AT_A_TIME) return done;
    after = rows.at(-1)!.accountId;
  }
}

async function sealOne(
  sql: Sql,
  sealer: Sealer,
  { row, keys }: { row: StoredAccount & { accountId: string }; keys: unknown },
): Promise<boolean> {
  const fresh = await sealCredentials(sealer, row, keys);
  const done = await sql`
    update private.payment_credentials as c set credentials = ${sql.json({ ...fresh })},
      hints = case when c.hints = '{}' then ${sql.json(hintsOf(texts(keys)))} else c.hints end
    where c.account_id = ${row.accountId} and c.credentials = ${
    sql.json(row.credentials as never)
  }`;
  return done.count === 1;
}

function texts(keys: unknown): Record<string, string> {
  const entries = Object.entries(keys as object).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(entries);
}
