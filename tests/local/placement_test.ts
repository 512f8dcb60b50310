import assert from "node:assert/strict";
import { join } from "node:path";
import { freePort } from "@/supabase/local/free_port.ts";
import {
  claimPostgres,
  databaseUrl,
  startPostgres,
  withSuperuser,
} from "@/supabase/local/postgres.ts";
import { keepSecrets } from "@/supabase/local/secrets.ts";

const isRoot = Deno.build.os !== "windows" && Deno.uid() === 0;

Deno.test({
  name: "As root, Postgres also runs for a data folder that no other account may enter",
  ignore: !isRoot,
  async fn() {
    // Made for its owner alone, as temporary folders and home folders are.
    const closed = await Deno.makeTempDir();
    const dataDir = join(closed, "data");
    await Deno.mkdir(dataDir);
    const first = await runOnce(dataDir, (sql) => sql`create table public.kept as select 1 as id`);
    assert.equal(first.startsWith(dataDir), false);

    const second = await runOnce(dataDir, (sql) => sql`select id from public.kept`);
    assert.equal(second, first);

    await Deno.remove(closed, { recursive: true });
    await Deno.mkdir(dataDir, { recursive: true, mode: 0o700 });
    await Deno.chmod(closed, 0o700);
    await runOnce(dataDir, async (sql) => {
      await assert.rejects(sql`select id from public.kept`, { code: "42P01" });
    });
    await Deno.remove(closed, { recursive: true });
  },
});

/** Starts the folder's Postgres, works with it and stops it. Resolves with where its files are. */
async function runOnce(
  dataDir: string,
  work: Parameters<typeof withSuperuser>[1],
): Promise<string> {
  const secrets = await keepSecrets(dataDir);
  const site = await claimPostgres({ dataDir, secrets });
  const port = freePort();
  const cluster = await startPostgres({ site, secrets, port, unsafe: true });
  try {
    await withSuperuser(databaseUrl("superuser", { secrets, port }), work);
  } finally {
    await cluster.stop();
  }
  return site.cluster;
}
