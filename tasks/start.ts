/** Starts the whole platform. `--watch` starts again what changes. */
import { startPlatform } from "./start/platform.ts";
import { StartupError } from "@/lib/startup_error.ts";

try {
  await startPlatform({ watch: Deno.args.includes("--watch") });
} catch (error) {
  console.error(error instanceof StartupError ? error.message : error);
  Deno.exit(1);
}
Deno.exit(0);
