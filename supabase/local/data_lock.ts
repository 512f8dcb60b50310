import { join } from "node:path";
import { StartupError } from "@/lib/startup_error.ts";

/**
 * Claims a data folder for this process. The claim ends with the process, however it ends. Throws
 * StartupError when the folder cannot be written, or when another process has it.
 */
export async function lockDataFolder(dataDir: string): Promise<Deno.FsFile> {
  const file = await openLock(dataDir);
  if (await file.tryLock(true)) {
    await file.truncate();
    await file.write(new TextEncoder().encode(String(Deno.pid)));
    return file;
  }
  const holder = await new Response(file.readable).text();
  throw new StartupError(
    `Afrify already runs on "${dataDir}" as process ${holder}: stop it, or set AFRIFY_DATA to another folder`,
  );
}

async function openLock(dataDir: string): Promise<Deno.FsFile> {
  try {
    await Deno.mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await Deno.open(join(dataDir, "lock"), { create: true, read: true, write: true });
  } catch (error) {
    const { message } = error as Error;
    throw new StartupError(`The data folder "${dataDir}" cannot be written: ${message}`);
  }
}
