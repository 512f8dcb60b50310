import type postgres from "postgres";
import { PERMISSIONS } from "@/lib/enums.ts";
import { CAST } from "@/tests/fixtures/shop.ts";

/** Everybody who tries. `staff` holds the default permissions, `manager` all of them. */
export const ACTORS = [
  "visitor",
  "shopper",
  "staff",
  "manager",
  "merchant",
  "rival",
  "admin",
  "key",
] as const;
export type Actor = typeof ACTORS[number];

export const MANAGER = "a0000000-0000-4000-8000-000000000005";
export const ADMIN = "a0000000-0000-4000-8000-000000000006";
export const KEY_HASH = "ab".repeat(32);

const CLAIMS: Record<Actor, Record<string, string> | null> = {
  visitor: null,
  shopper: { sub: CAST.shopper },
  staff: { sub: CAST.staff },
  manager: { sub: MANAGER },
  merchant: { sub: CAST.merchant },
  rival: { sub: CAST.rival },
  admin: { sub: ADMIN },
  key: { api_key_hash: KEY_HASH },
};

/** The database role of an actor. */
export function roleOf(actor: Actor): "anon" | "authenticated" {
  return CLAIMS[actor] === null ? "anon" : "authenticated";
}

/** Everybody but the two merchants, whom `makeShop` makes: accounts, memberships and a key of the shop. */
export async function hire(
  sql: postgres.Sql,
  { tenantId, storeId }: { tenantId: string; storeId: string },
): Promise<void> {
  for (const id of [CAST.staff, CAST.shopper, MANAGER, ADMIN]) {
    await sql`insert into auth.users (id, email) values (${id}, ${id + "@afrify.test"})`;
  }
  await sql`insert into memberships (tenant_id, store_id, user_id, role)
    values (${tenantId}, ${storeId}, ${CAST.staff}, 'staff')`;
  await sql`insert into memberships (tenant_id, store_id, user_id, role, permissions)
    values (${tenantId}, ${storeId}, ${MANAGER}, 'staff', ${[...PERMISSIONS]}::permission[])`;
  await sql`insert into platform_admins (user_id) values (${ADMIN})`;
  const held = PERMISSIONS.filter((one) => one !== "staff.manage");
  await sql`insert into api_keys (store_id, name, prefix, secret_hash, permissions)
    values (${storeId}, 'Accounts', 'afk_abababab', decode(${KEY_HASH}, 'hex'), ${held}::permission[])`;
}

class Undo extends Error {}

/** Runs it as the actor and undoes whatever it did. Identity is set outside: a mistake there fails loudly. */
export async function as<T>(
  sql: postgres.Sql,
  actor: Actor,
  run: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  let result: T | undefined;
  await sql.begin(async (transaction) => {
    const claims = CLAIMS[actor] ? JSON.stringify(CLAIMS[actor]) : "";
    await transaction`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', ${roleOf(actor)}, true)`;
    result = await run(transaction as unknown as postgres.Sql);
    throw new Undo();
  }).catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
  return result as T;
}
