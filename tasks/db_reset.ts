/** Throws the embedded database, uploads and messages away, then migrates and seeds anew. */
import { join } from "node:path";
import { migrate, readMigrations } from "@/lib/db/migrate.ts";
import { StartupError } from "@/lib/startup_error.ts";
import { lockDataFolder } from "@/supabase/local/data_lock.ts";
import { startEmbedded } from "@/supabase/local/embedded.ts";
import { claimPostgres } from "@/supabase/local/postgres.ts";
import { keepSecrets } from "@/supabase/local/secrets.ts";
import { dataFolder, MIGRATIONS, ROOT } from "./start/project.ts";
import { seedDemoShop } from "./start/seed.ts";

// What a reset leaves: the lock that it holds, and what tests and tools keep for themselves.
const KEPT = ["lock", "tests", "cache"];

const say = (line: string) => console.log(`  ${line}`);

async function resetDatabase(): Promise<void> {
  if (Deno.env.get("DATABASE_URL") || Deno.env.get("SUPABASE_URL")) {
    throw new StartupError(
      "db:reset is for the embedded database alone: unset DATABASE_URL and SUPABASE_URL",
    );
  }
  const dataDir = dataFolder();
  await empty(dataDir);
  await using scope = new AsyncDisposableStack();
  const { env, addresses, ...embedded } = await startEmbedded({
    root: ROOT,
    dataDir,
    port: 0,
    platformDomain: Deno.env.get("PLATFORM_DOMAIN") || "localhost",
    say,
    onFailure: (error) => Promise.reject(error),
  }, scope);
  say("Applying all migrations");
  await migrate(addresses.database_url, await readMigrations(MIGRATIONS));
  await embedded.openToWeb();
  await embedded.servicesReady;
  await seedDemoShop(env, say);
}

async function empty(dataDir: string): Promise<void> {
  const lock = await lockDataFolder(dataDir);
  try {
    // Ends a Postgres that a killed supervisor left running on what goes away.
    await claimPostgres({ dataDir, secrets: await keepSecrets(dataDir) });
    for await (const { name } of Deno.readDir(dataDir)) {
      if (!KEPT.includes(name)) await Deno.remove(join(dataDir, name), { recursive: true });
    }
  } finally {
    lock.close();
  }
}

try {
  await resetDatabase();
  say("Done");
} catch (error) {
  console.error(error instanceof StartupError ? error.message : error);
  Deno.exit(1);
}
Deno.exit(0);
