import postgres from "postgres";
import { asUser, type Claims, type Client } from "./as_user.ts";
import { lists } from "./lists.ts";

/** A connection pool, or one reserved connection of it, as tagged templates. */
export type Sql = postgres.Sql<{ bigint: number }>;

/** How the web server reaches the database: as a visitor, or as somebody who signed in. */
export interface Db {
  /** A pool whose role is anonymous. One statement a call; there is no transaction to set up. */
  public: Sql;
  /** Runs statements as the holder of these claims, under row-level security, in one transaction. */
  asUser<T>(claims: Claims, run: (sql: Sql) => Promise<T>, client?: Client): Promise<T>;
  /**
   * As the web server itself, for what must not be reached around it: counting turns (lib/limits), and
   * codes and links that are handed out only so often (schema `shoppers`).
   */
  own: Sql;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Address of the login role: `afrify_web` for the web server. */
  url: string;
  /** Connections of each pool. */
  poolSize?: number;
}

// Amounts are bigint in SQL and stay far below 2^53 (lib/money.ts MAX_MINOR).
const bigint = { to: 20, from: [20], parse: Number, serialize: String };

/** Pools for the web server. Nothing connects before the first statement. */
export function connect({ url, poolSize = 10 }: ConnectOptions): Db {
  const visitors = pool(url, poolSize, "anon");
  const users = pool(url, poolSize, "authenticated");
  const own = pool(url, poolSize, "afrify_web");
  return {
    public: visitors,
    own,
    asUser: (claims, run, client) => asUser(users, claims, run, client),
    async close() {
      await Promise.all([visitors, users, own].map((sql) => sql.end({ timeout: 2 })));
    },
  };
}

/**
 * A pool for work that no person does: jobs and gateway callbacks. Its role passes by row-level
 * security, so every statement must say whose rows it means. `url` is the owner's address.
 */
export function connectService({ url, poolSize = 10 }: ConnectOptions): Sql {
  return pool(url, poolSize, "service_role");
}

function pool(url: string, max: number, role: string): Sql {
  return postgres(url, {
    max,
    types: { bigint, ...lists },
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    // The role is part of the connection: no statement of this pool can run with more rights.
    connection: { application_name: `afrify-${role}`, role, statement_timeout: 10_000 },
  });
}
