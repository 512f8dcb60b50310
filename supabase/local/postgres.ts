import postgres from "postgres";
import { unprivilegedAccount } from "./account.ts";
import { linkLibraries, postgresHome } from "./binaries.ts";
import { createCluster, startCluster, SUPERUSER } from "./cluster.ts";
import { placePostgres } from "./placement.ts";
import { prepareRoles } from "./prepare.ts";
import type { Secrets } from "./secrets.ts";

/** The logins of a local Postgres, each with its database URL. */
export type Login = "superuser" | "owner" | "services" | "web";

/** A running local Postgres whose cluster has the roles of a hosted Supabase project. */
export interface LocalPostgres {
  port: number;
  /** Resolves when Postgres has ended, whether asked to or not. */
  ended: Promise<void>;
  urlOf(login: Login, database?: string): string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  dataDir: string;
  secrets: Secrets;
  port: number;
  onLog?: (text: string) => void;
  /** For throw-away clusters: do not wait for the disk. */
  unsafe?: boolean;
}

/** Starts the data folder's Postgres, making it on first use. Throws StartupError when it cannot run. */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const { dataDir, secrets } = options;
  const home = postgresHome();
  await linkLibraries(home);
  const account = await unprivilegedAccount();
  const placement = await placePostgres(home, { dataDir, account, identity: secrets.identity });
  const settings = { ...options, ...placement, account, password: secrets.superuserPassword };
  await createCluster(settings);
  const cluster = await startCluster(settings);
  const urlOf = (login: Login, database = "postgres") =>
    databaseUrl(login, { secrets, port: options.port, database });
  await withSuperuser(urlOf("superuser"), (sql) =>
    prepareRoles(sql, {
      owner: secrets.ownerPassword,
      services: secrets.servicesPassword,
    }));
  return { ...cluster, urlOf };
}

/** Runs `work` with a connection as superuser, closed afterwards. */
export async function withSuperuser<T>(
  url: string,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

function databaseUrl(
  login: Login,
  { secrets, port, database }: { secrets: Secrets; port: number; database: string },
): string {
  const [user, password] = {
    superuser: [SUPERUSER, secrets.superuserPassword],
    owner: ["postgres", secrets.ownerPassword],
    services: ["supabase_services", secrets.servicesPassword],
    web: ["afrify_web", secrets.webPassword],
  }[login];
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}
