import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own folder. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const MIGRATIONS = join(ROOT, "supabase", "migrations");

/** Where the embedded database, uploads and messages are kept. */
export function dataFolder(): string {
  return resolve(Deno.env.get("AFRIFY_DATA") || join(ROOT, ".afrify"));
}
