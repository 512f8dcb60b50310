import { join } from "../paths.ts";
import type { BuildOutput } from "./bundle.ts";

const INDEX = "snapshot.json";

/** Writes a build into `folder` in place of an older one; other files there stay. */
export async function writeSnapshot(folder: string, build: BuildOutput): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await removeSnapshot(folder);
  for (const [name, contents] of build.files) await Deno.writeFile(join(folder, name), contents);
  const index = { ...build, files: [...build.files.keys()] };
  // Last, so that a folder with an index is always whole.
  await Deno.writeTextFile(join(folder, INDEX), JSON.stringify(index, null, 2) + "\n");
}

/** Reads a build back, or null when `folder` holds none. */
export async function readSnapshot(folder: string): Promise<BuildOutput | null> {
  const text = await Deno.readTextFile(join(folder, INDEX)).catch(ignoreMissing);
  if (text === null) return null;
  const { files, ...rest } = JSON.parse(text);
  const read = async (name: string) => [name, await Deno.readFile(join(folder, name))] as const;
  return { ...rest, files: new Map(await Promise.all(files.map(read))) };
}

async function removeSnapshot(folder: string): Promise<void> {
  const text = await Deno.readTextFile(join(folder, INDEX)).catch(ignoreMissing);
  if (text === null) return;
  await Deno.remove(join(folder, INDEX));
  for (const name of JSON.parse(text).files) {
    await Deno.remove(join(folder, name)).catch(ignoreMissing);
  }
}

function ignoreMissing(error: unknown): null {
  if (error instanceof Deno.errors.NotFound) return null;
  throw error;
}
