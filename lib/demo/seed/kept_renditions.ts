import { createHash, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { RENDERING, renderSvg, type Rendition } from "../pictures/render.ts";

const FOLDER = fileURLToPath(new URL("../../../node_modules/.cache/afrify/", import.meta.url));

/**
 * Renders an SVG, or finds what an earlier run made of the same one: every fresh database shows the
 * same pictures, and drawing them all takes a good part of a first start.
 */
export async function renderOnce(svg: string, { folder = FOLDER } = {}): Promise<Rendition[]> {
  const key = createHash("sha256").update(RENDERING).update(svg).digest("hex");
  const file = `${folder}/${key}`;
  const kept = await Deno.readFile(file).then(read, () => null);
  if (kept) return kept;
  const renditions = await renderSvg(svg);
  await keep(file, renditions, folder);
  return renditions;
}

/** Null for a file that is not whole, or not ours. */
function read(bytes: Uint8Array): Rendition[] | null {
  try {
    return deserialize(bytes);
  } catch {
    return null;
  }
}

/** Under another name first, so that nobody finds half a file. A folder that cannot be written keeps nothing. */
async function keep(file: string, renditions: Rendition[], folder: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeFile(draft, serialize(renditions));
    await Deno.rename(draft, file);
  } catch (error) {
    const { code } = error as { code?: string };
    if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(code ?? "")) throw error;
  }
}
