import { join } from "node:path";
import { StartupError } from "@/lib/startup_error.ts";
import { type Addresses, addressesOf, productEnv } from "./addresses.ts";
import { keepChild, type KeptChild, untilListening } from "./child.ts";
import type { Cluster } from "./cluster.ts";
import { lockDataFolder } from "./data_lock.ts";
import { keepPostgres } from "./kept_postgres.ts";
import { openLog } from "./log_file.ts";
import { choosePorts, type Ports } from "./ports.ts";
import { claimPostgres, databaseUrl, type PostgresSite, withSuperuser } from "./postgres.ts";
import { prepareSchemas, setPassword } from "./prepare.ts";
import { keepSecrets, type Secrets } from "./secrets.ts";
import { STACK_OPTIONS, type StackOptions } from "./stack_options.ts";
import { startStandIns } from "./stand_ins.ts";

export interface EmbeddedOptions {
  /** The project: the folder that `supabase/` is in. */
  root: string;
  dataDir: string;
  /** Of the web server; 0 picks a free one. */
  port: number;
  /** Shops are at `<slug>.<platformDomain>`. */
  platformDomain: string;
  /** How shoppers reach the platform, when it is not this machine's own address. */
  publicUrl?: string;
  /** Told in a few words what happens. */
  say: (line: string) => void;
  /** Told when Postgres has ended and cannot be started again. */
  onFailure: (error: unknown) => void;
}

/** What a hosted deployment would have elsewhere, running on this machine. */
export interface Embedded {
  addresses: Addresses;
  /** The environment that a hosted deployment would give the product's processes. */
  env: Record<string, string>;
  /** Auth, REST, Storage and edge functions. */
  services: KeptChild;
  /** Resolves when the services answer. Throws StartupError when they end instead. */
  servicesReady: Promise<void>;
  /** Lets the web server log in. Its login is made by the migrations, so they come first. */
  openToWeb(): Promise<void>;
}

/**
 * Starts Postgres, the Supabase services and the stand-ins on a data folder. What was started is
 * handed to `scope`, also when something after it fails. Throws StartupError.
 */
export async function startEmbedded(
  options: EmbeddedOptions,
  scope: AsyncDisposableStack,
): Promise<Embedded> {
  const { dataDir, say, platformDomain } = options;
  const lock = await lockDataFolder(dataDir);
  scope.defer(() => lock.close());
  const secrets = await keepSecrets(dataDir);
  // Before ports are chosen, as one left running would hold its own.
  const site = await claimPostgres({ dataDir, secrets });
  const ports = await choosePorts(dataDir, options.port);
  const url = options.publicUrl?.replace(/\/+$/, "") ?? `http://${platformDomain}:${ports.web}`;
  const addresses = addressesOf({ url, ports, secrets });

  say("Starting Postgres 17");
  const databaseStarts = startDatabase(options, { site, secrets, ports });
  scope.defer(async () => await (await databaseStarts.catch(() => null))?.stop());
  await startStandIns({ dataDir, ports }, scope);
  // The services' own code takes a second to load, in which Postgres is up as well.
  const services = keepServices(options, { addresses, secrets, ports });
  scope.defer(() => services.stop());
  await databaseStarts;
  const servicesReady = untilAnswering(ports.supabase, services);
  // Awaited after migrations and the build; until then its failure must not pass for a fault.
  servicesReady.catch(() => {});
  return {
    addresses,
    env: productEnv(addresses, { port: ports.web, platformDomain }),
    services,
    servicesReady,
    openToWeb: () =>
      asSuperuser({ secrets, ports }, (sql) => setPassword(sql, "afrify_web", secrets.webPassword)),
  };
}

async function startDatabase(
  { dataDir, say, onFailure }: EmbeddedOptions,
  { site, secrets, ports }: { site: PostgresSite; secrets: Secrets; ports: Ports },
): Promise<Cluster> {
  const log = await openLog(join(dataDir, "postgres.log"));
  const encoder = new TextEncoder();
  const postgres = await keepPostgres({
    site,
    secrets,
    port: ports.postgres,
    onLog: (text) => log.writeSync(encoder.encode(text)),
  }, { onRestart: () => say("Postgres ended: starting it again"), onFailure });
  try {
    await asSuperuser({ secrets, ports }, prepareSchemas);
    return postgres;
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

function keepServices(
  { root, dataDir, say }: EmbeddedOptions,
  { addresses, secrets, ports }: { addresses: Addresses; secrets: Secrets; ports: Ports },
): KeptChild {
  const options: StackOptions & { dataDir: string } = {
    root,
    dataDir,
    port: ports.supabase,
    databaseUrl: databaseUrl("services", { secrets, port: ports.postgres }),
    ownerDatabaseUrl: addresses.database_url,
    jwtSecret: secrets.jwtSecret,
    publishableKey: secrets.publishableKey,
    secretKey: secrets.secretKey,
    credentialsKeys: secrets.credentialsKeys,
    siteUrl: addresses.url,
    smtpUrl: addresses.smtp_url,
    storageDir: join(dataDir, "storage"),
  };
  return keepChild({
    entry: import.meta.resolve("./main.ts"),
    env: { [STACK_OPTIONS]: JSON.stringify(options) },
  }, { onRestart: (code) => say(`Supabase ended with code ${code}: starting it again`) });
}

async function untilAnswering(port: number, services: KeptChild): Promise<void> {
  if (await untilListening(port, services.firstEnd)) return;
  throw new StartupError("The Supabase services ended while starting; supabase.log may say why");
}

function asSuperuser<T>(
  { secrets, ports }: { secrets: Secrets; ports: Ports },
  work: Parameters<typeof withSuperuser<T>>[1],
): Promise<T> {
  return withSuperuser(databaseUrl("superuser", { secrets, port: ports.postgres }), work);
}
