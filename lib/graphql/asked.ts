import type DataLoader from "dataloader";
import type { Bearer } from "@/lib/api/mod.ts";
import type { Config } from "@/lib/config.ts";
import type { Client, Db, Sql } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import { type Caller, permissionMissing } from "@/lib/rest/mod.ts";
import { type ApiStore, listMyStores } from "@/lib/tenants/mod.ts";

/** What the fields of one request share: its transaction, and what was read in it. */
export interface Asked {
  sql: Sql;
  /** For operations of the API, which then run in this transaction. */
  caller: Caller;
  stores(): Promise<ApiStore[]>;
  /** After a change: what was read before it may be different. */
  forget(): void;
  loaders: Map<string, DataLoader<string, unknown>>;
  /** Whether an answer is one that was given before to the same key. */
  isRepeat: boolean;
}

/** Who asks, and with what. */
export interface Asker {
  bearer: Bearer;
  client: Client;
  db: Db;
  config: Config;
}

/** A request's own world in a transaction that is open for its caller. */
export function beginAsked(sql: Sql, { bearer, client, db, config }: Asker): Asked {
  let stores: Promise<ApiStore[]> | undefined;
  const asked: Asked = {
    sql,
    caller: {
      bearer,
      client,
      config,
      // Whatever an operation does belongs to the transaction of the request.
      db: { ...db, asUser: (_claims, run) => run(sql) },
      key: null,
      match: null,
      stores: () => asked.stores(),
    },
    stores: () => stores ??= listMyStores(sql),
    forget() {
      stores = undefined;
      asked.loaders.clear();
    },
    loaders: new Map(),
    isRepeat: false,
  };
  return asked;
}

/** Ids of the caller's stores that give this permission. Throws Refused when none does. */
export async function storesWith(asked: Asked, permission: Permission): Promise<string[]> {
  const stores = await asked.stores();
  const open = stores.filter(({ permissions }) => permissions.includes(permission));
  if (open.length === 0) throw permissionMissing(permission);
  return open.map(({ id }) => id);
}
