import * as esbuild from "esbuild";
import { basename, fromFileUrl, join } from "../paths.ts";
import type { Island } from "../islands/registry.ts";
import { type BuiltChunk, describeChunks } from "./chunks.ts";
import { importMapPlugin, readImportMap } from "./import_map.ts";

/** The browser's half of the islands. */
export interface BuildOutput {
  /** Hash of all files, so that a URL with it never changes its content. */
  buildId: string;
  files: Map<string, Uint8Array>;
  /** By `Island.chunk`. */
  chunks: Record<string, BuiltChunk>;
}

export interface BundleOptions {
  root: string;
  target: string | string[];
  dev: boolean;
}

let lastBuild: Promise<unknown> = Promise.resolve();

/**
 * Bundles the islands for the browser: one file each, with what they share in files of its own.
 * One build at a time, since each ends with the end of esbuild's process, which would stay else.
 */
export function bundleIslands(islands: Island[], options: BundleOptions): Promise<BuildOutput> {
  const build = lastBuild.then(async () => {
    if (islands.length === 0) return { buildId: "none", files: new Map(), chunks: {} };
    try {
      return await bundle(islands, options);
    } finally {
      await esbuild.stop();
    }
  });
  lastBuild = build.catch(() => {});
  return build;
}

async function bundle(
  islands: Island[],
  { root, target, dev }: BundleOptions,
): Promise<BuildOutput> {
  const entries = new Map(islands.map(({ chunk }) => [chunk, entrySource(islands, chunk)]));
  const shims = new URL("../islands/jsx.ts", import.meta.url);
  const result = await esbuild.build({
    entryPoints: [...entries.keys()].map((chunk) => ({ in: `island:${chunk}`, out: chunk })),
    absWorkingDir: root,
    outdir: join(root, "_fresh"),
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target,
    minify: !dev,
    sourcemap: dev ? "inline" : false,
    chunkNames: "shared-[hash]",
    // Preact's core already holds `h`; the automatic runtime would bring a second copy of it.
    jsx: "transform",
    jsxFactory: "__h",
    jsxFragment: "__Fragment",
    inject: [fromFileUrl(shims)],
    define: { "window.__PREACT_SIGNALS_DEVTOOLS__": "false" },
    plugins: [entryPlugin(root, entries), importMapPlugin(await readImportMap(root))],
    tsconfigRaw: {},
    logLevel: "silent",
  });
  return {
    buildId: await hashOf(result.outputFiles),
    files: new Map(result.outputFiles.map(({ path, contents }) => [basename(path), contents])),
    chunks: await describeChunks(root, islands, result.metafile),
  };
}

function entrySource(islands: Island[], chunk: string): string {
  const own = islands.filter((island) => island.chunk === chunk);
  const names = own.map((island) => island.exportName).join(", ");
  const boot = new URL("../islands/boot.ts", import.meta.url).href;
  return `export { ${names} } from ${JSON.stringify(own[0]!.url)};
export { boot as __boot } from ${JSON.stringify(boot)};`;
}

function entryPlugin(root: string, entries: Map<string, string>): esbuild.Plugin {
  return {
    name: "island-entries",
    setup(build) {
      build.onResolve({ filter: /^island:/ }, ({ path }) => ({
        path: path.slice("island:".length),
        namespace: "island",
      }));
      build.onLoad({ filter: /.*/, namespace: "island" }, ({ path }) => ({
        contents: entries.get(path),
        resolveDir: root,
      }));
    },
  };
}

async function hashOf(outputs: esbuild.OutputFile[]): Promise<string> {
  const lines = outputs.map(({ path, hash }) => `${basename(path)} ${hash}`).sort().join("\n");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(lines));
  return new Uint8Array(digest).toHex().slice(0, 16);
}
