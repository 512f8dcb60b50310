import { bundleIslands } from "../build/bundle.ts";
import { writeSnapshot } from "../build/snapshot.ts";
import { type FreshConfig, resolveConfig } from "../config.ts";
import { readIslands } from "../islands/registry.ts";
import { fromFileUrl } from "../paths.ts";
import type { Manifest } from "../types.ts";
import { generateManifest } from "./generate.ts";

/**
 * Brings `fresh.gen.ts` up to date and runs the entry point in development mode; with the argument
 * `build` it writes the islands into the build folder instead. `base` is the caller's
 * `import.meta.url`.
 */
export default async function dev(
  base: string,
  entrypoint: string,
  config: FreshConfig = {},
): Promise<void> {
  await generateManifest(fromFileUrl(new URL("./", base)), config.router?.ignoreFilePattern);
  if (Deno.args.includes("build")) return await build(base, config);
  Deno.env.set("FRESH_DEV", "1");
  await import(new URL(entrypoint, base).href);
}

async function build(base: string, config: FreshConfig): Promise<void> {
  const { build: { outDir, ...options } } = resolveConfig(base, config);
  const { default: manifest } = await import(new URL("./fresh.gen.ts", base).href) as {
    default: Manifest;
  };
  const root = fromFileUrl(new URL("./", base));
  const output = await bundleIslands(readIslands(manifest), { root, ...options, dev: false });
  await writeSnapshot(outDir, output);
  console.log(`Built ${Object.keys(output.chunks).length} islands into ${outDir}`);
}
