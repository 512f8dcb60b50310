import { join } from "node:path";
import { readConfig } from "@/lib/config.ts";
import { checkConnection } from "@/lib/db/connection_error.ts";
import { migrate, readMigrations } from "@/lib/db/migrate.ts";
import { startEmbedded } from "@/supabase/local/embedded.ts";
import { freePort } from "@/supabase/local/free_port.ts";
import { writePrivately } from "@/supabase/local/secrets.ts";
import { buildIslands } from "./islands.ts";
import { tellLocalWebhooks } from "./local_webhooks.ts";
import { type Product, startProduct } from "./product.ts";
import { dataFolder, MIGRATIONS, ROOT } from "./project.ts";
import { seedDemoShop } from "./seed.ts";
import { stopSignal } from "./stop_signal.ts";
import { watchFiles } from "./watch.ts";
import { readPort } from "./web_port.ts";
import { welcome } from "./welcome.ts";

/** One run of the platform. */
interface Run {
  watch: boolean;
  /** Aborted when it is to stop. */
  stopping: AbortSignal;
  /** Holds what was started, to be stopped in the opposite order. */
  scope: AsyncDisposableStack;
  say: (line: string) => void;
  fail: (error: unknown) => void;
}

/**
 * Runs the platform until a signal asks it to stop: on the Supabase project that the environment
 * names, or else on one of its own. Throws StartupError.
 */
export async function startPlatform({ watch }: { watch: boolean }): Promise<void> {
  const failing = new AbortController();
  const stopping = AbortSignal.any([stopSignal(), failing.signal]);
  const say = (line: string) => console.log(`  ${line}`);
  const isHosted = Boolean(Deno.env.get("DATABASE_URL") || Deno.env.get("SUPABASE_URL"));
  await using scope = new AsyncDisposableStack();
  const run: Run = { watch, stopping, scope, say, fail: (error) => failing.abort(error) };
  try {
    await (isHosted ? runHosted(run) : runEmbedded(run));
    await untilAborted(stopping);
  } catch (error) {
    if (!stopping.aborted) throw error;
  }
  say("Stopping");
  failing.signal.throwIfAborted();
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true })
  );
}

async function runHosted(run: Run): Promise<void> {
  const env = { PORT: String(readPort(Deno.env.get("PORT")) || freePort()) };
  const config = readConfig({ ...Deno.env.toObject(), ...env });
  await bringUp(run, {
    env,
    databaseUrl: config.databaseUrl,
    port: config.port,
    // Migrations make this login; its password is given to it by the operator.
    afterMigrations: () => checkConnection(config.webDatabaseUrl, "WEB_DATABASE_URL"),
  });
  console.log(welcome({ url: config.publicUrl, isDemo: false }));
}

async function runEmbedded(run: Run): Promise<void> {
  const { scope, say, fail } = run;
  const dataDir = dataFolder();
  const embedded = await startEmbedded({
    root: ROOT,
    dataDir,
    port: readPort(Deno.env.get("PORT")),
    platformDomain: Deno.env.get("PLATFORM_DOMAIN") || "localhost",
    publicUrl: Deno.env.get("PUBLIC_URL") || undefined,
    say,
    onFailure: fail,
  }, scope);
  const { env, addresses, services } = embedded;
  const file = join(dataDir, "local.json");
  await forget(file);
  scope.defer(() => forget(file));
  await bringUp(run, {
    // Between the steps that a newcomer reads, only what is wrong.
    env: { ...env, LOG_LEVEL: Deno.env.get("LOG_LEVEL") || "warn" },
    databaseUrl: addresses.database_url,
    port: Number(env.PORT),
    afterMigrations: embedded.openToWeb,
    onChange: () => services.restart(),
  });
  await embedded.servicesReady;
  await seedDemoShop(env, say);
  await tellLocalWebhooks(addresses);
  // Last: who finds the file finds everything running.
  await writePrivately(file, addresses);
  console.log(welcome({ url: addresses.url, isDemo: true }));
}

async function forget(file: string): Promise<void> {
  await Deno.remove(file).catch(() => {});
}

interface Target {
  /** Environment of the product's processes, on top of this one's. */
  env: Record<string, string>;
  databaseUrl: string;
  port: number;
  afterMigrations?: () => Promise<void>;
  /** Called before the product starts again for files that changed. */
  onChange?: () => Promise<void>;
}

/** Migrates, builds and starts the product; when watching, does so again for what changes. */
async function bringUp(run: Run, target: Target): Promise<void> {
  const { watch, stopping, scope, say } = run;
  const built = watch ? Promise.resolve() : buildIslands(ROOT, say);
  built.catch(() => {});
  await bringUpToDate(run, target);
  await built;
  stopping.throwIfAborted();
  const product = startProduct({ root: ROOT, ...target, watch, say }, scope);
  await product.ready;
  stopping.throwIfAborted();
  if (watch) void watchProduct(run, target, product);
}

async function bringUpToDate({ stopping, say }: Run, target: Target): Promise<void> {
  stopping.throwIfAborted();
  await migrate(target.databaseUrl, await readMigrations(MIGRATIONS), {
    onStart: ({ length }) => say(`Applying ${length} ${length === 1 ? "migration" : "migrations"}`),
  });
  await target.afterMigrations?.();
}

async function watchProduct(run: Run, target: Target, product: Product): Promise<void> {
  const { stopping, say } = run;
  await watchFiles(ROOT, {
    signal: stopping,
    onChange: async (paths) => {
      const [first = "", ...more] = paths.map((path) => path.slice(ROOT.length));
      say(`${first}${more.length > 0 ? ` and ${more.length} more` : ""} changed: starting again`);
      try {
        await bringUpToDate(run, target);
      } catch (error) {
        return say((error as Error).message);
      }
      await Promise.all([target.onChange?.(), product.restart()]);
    },
  });
}
