import type { Sql } from "@/lib/db/mod.ts";
import type { Sealed, Sealer } from "@/lib/sealed.ts";

/** Sealed for one store, so that a secret which is moved to another does not open there. */
const purposeOf = (storeId: string) => `webhook:${storeId}`;

export function sealSecret(sealer: Sealer, storeId: string, secret: string): Promise<Sealed> {
  return sealer.seal(secret, purposeOf(storeId));
}

interface Row {
  endpoint_id: string;
  store_id: string;
  secret: Sealed;
  old_secret: Sealed | null;
  old_until: Date | null;
}

/** What messages to an endpoint are signed with at this moment: the newest first. */
export async function openSecrets(
  { sql, sealer }: { sql: Sql; sealer: Sealer },
  endpointId: string,
  at: Date,
): Promise<string[]> {
  const [row] = await sql<Row[]>`
    select s.endpoint_id, s.store_id, s.secret, s.old_secret, s.old_until
    from private.webhook_secrets as s where s.endpoint_id = ${endpointId}`;
  if (!row) return [];
  const isOldGood = row.old_secret !== null && row.old_until! > at;
  const sealed = isOldGood ? [row.secret, row.old_secret!] : [row.secret];
  const opened = await Promise.all(
    sealed.map((one) => sealer.open(one, purposeOf(row.store_id))),
  );
  return opened as string[];
}

/** Seals anew what was sealed under an older key, and forgets secrets whose time is over. Answers how many. */
export async function resealSecrets(
  { sql, sealer }: { sql: Sql; sealer: Sealer },
): Promise<number> {
  await sql`update private.webhook_secrets set old_secret = null, old_until = null
    where old_until < now()`;
  const rows = await sql<Row[]>`
    select s.endpoint_id, s.store_id, s.secret, s.old_secret, s.old_until from private.webhook_secrets as s`;
  let count = 0;
  for (const { endpoint_id, store_id, secret, old_secret } of rows) {
    if ([secret, old_secret].every((one) => one === null || sealer.isCurrent(one))) continue;
    const anew = async (one: Sealed | null) =>
      one && await sealer.seal(await sealer.open(one, purposeOf(store_id)), purposeOf(store_id));
    const next = { secret: await anew(secret), old_secret: await anew(old_secret) };
    // Not over a rotation of this moment.
    const { count: written } = await sql`
      update private.webhook_secrets as s
      set secret = ${sql.json(next.secret as never)}, old_secret = ${
      next.old_secret && sql.json(next.old_secret as never)
    }
      where s.endpoint_id = ${endpoint_id} and s.secret = ${sql.json(secret as never)}`;
    count += written;
  }
  return count;
}
