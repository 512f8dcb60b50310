import postgres from "postgres";
import { type Account, unprivilegedAccount } from "./account.ts";
import { linkLibraries, postgresHome } from "./binaries.ts";
import { type Cluster, createCluster, startCluster, SUPERUSER } from "./cluster.ts";
import { stopLeftover } from "./leftover.ts";
import { type Placement, placePostgres } from "./placement.ts";
import { prepareRoles } from "./prepare.ts";
import type { Secrets } from "./secrets.ts";

/** The logins of a local Postgres, each with its database URL. */
export type Login = "superuser" | "owner" | "services" | "web";

/** Where a data folder's Postgres is, and who runs it. */
export interface PostgresSite extends Placement {
  account: Account | null;
}

/** Finds the place of a data folder's Postgres, and ends one that a killed parent left running there. */
export async function claimPostgres(
  { dataDir, secrets }: { dataDir: string; secrets: Secrets },
): Promise<PostgresSite> {
  const home = postgresHome();
  await linkLibraries(home);
  const account = await unprivilegedAccount();
  const placement = await placePostgres(home, { dataDir, account, identity: secrets.identity });
  await stopLeftover(placement.cluster);
  return { ...placement, account };
}

export interface PostgresOptions {
  site: PostgresSite;
  secrets: Secrets;
  port: number;
  onLog?: (text: string) => void;
  /** For throw-away clusters: do not wait for the disk. */
  unsafe?: boolean;
}

/**
 * Starts Postgres with the roles of a hosted Supabase project, making its cluster on first use.
 * Throws StartupError when it cannot run.
 */
export async function startPostgres(options: PostgresOptions): Promise<Cluster> {
  const { site, secrets } = options;
  const settings = { ...options, ...site, password: secrets.superuserPassword };
  await createCluster(settings);
  const cluster = await startCluster(settings);
  await withSuperuser(databaseUrl("superuser", options), (sql) =>
    prepareRoles(sql, {
      owner: secrets.ownerPassword,
      services: secrets.servicesPassword,
    }));
  return cluster;
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

/** The address of a database for a login. */
export function databaseUrl(
  login: Login,
  options: { secrets: Secrets; port: number; database?: string },
): string {
  const { secrets, port, database = "postgres" } = options;
  const [user, password] = {
    superuser: [SUPERUSER, secrets.superuserPassword],
    owner: ["postgres", secrets.ownerPassword],
    services: ["supabase_services", secrets.servicesPassword],
    web: ["afrify_web", secrets.webPassword],
  }[login];
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}
