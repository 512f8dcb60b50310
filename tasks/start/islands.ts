import { join } from "node:path";
import { StartupError } from "@/lib/startup_error.ts";

/** Everything that the browser's part is made from. */
const SOURCES = ["islands", "components", "lib", "routes", "deno.json", "deno.lock"];
const SNAPSHOT = "_fresh/snapshot.json";

/** Builds the islands unless the last build is newer than all that goes into it. */
export async function buildIslands(root: string, say: (line: string) => void): Promise<void> {
  const built = await modifiedAt(join(root, SNAPSHOT));
  const changes = await Promise.all(SOURCES.map((source) => newestIn(join(root, source))));
  if (built > Math.max(...changes)) return;
  say("Building islands");
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", join(root, "dev.ts"), "build"],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    throw new StartupError(`The islands do not build:\n${new TextDecoder().decode(stderr).trim()}`);
  }
}

/** Newest modification of a file, or of any file below a folder, in ms; 0 when there is none. */
async function newestIn(path: string): Promise<number> {
  const info = await Deno.stat(path).catch(() => null);
  if (!info) return 0;
  let newest = info.mtime?.getTime() ?? 0;
  if (!info.isDirectory) return newest;
  for await (const { name } of Deno.readDir(path)) {
    newest = Math.max(newest, await newestIn(join(path, name)));
  }
  return newest;
}

async function modifiedAt(path: string): Promise<number> {
  return await Deno.stat(path).then(({ mtime }) => mtime?.getTime() ?? 0, () => 0);
}
