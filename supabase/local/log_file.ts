import { Console } from "node:console";
import { createWriteStream } from "node:fs";

/** An empty log at `path`; the one of the run before stays beside it. */
export async function openLog(path: string): Promise<Deno.FsFile> {
  await Deno.rename(path, `${path}.1`).catch(() => {});
  return await Deno.open(path, { create: true, write: true, truncate: true, mode: 0o600 });
}

/** Sends everything this process says through `console` to a file instead. */
export async function logToFile(path: string): Promise<void> {
  (await openLog(path)).close();
  const stream = createWriteStream(path, { flags: "a" });
  globalThis.console = new Console({ stdout: stream, stderr: stream }) as unknown as typeof console;
}
