import * as esbuild from "esbuild";
import { basename, fromFileUrl, join } from "../paths.ts";
import type { Island } from "../islands/registry.ts";
import { type BuiltChunk, describeChunks, importsOf } from "./chunks.ts";
import { importMapPlugin, readImportMap } from "./import_map.ts";

/** The browser's half of the islands. */
export interface BuildOutput {
  /** Hash of all files, so that a URL with it never changes its content. */
  buildId: string;
  files: Map<string, Uint8Array>;
  /** By `Island.chunk`. */
  chunks: Record<string, BuiltChunk>;
  /** What a page loads besides when signals are among its islands' props; null without islands. */
  signals: BuiltChunk | null;
}

const SIGNALS = "signals";

export interface BundleOptions {
  root: string;
  target: string | string[];
  dev: boolean;
  /** Files of their own by name, each with all that it imports; see `FreshConfig.build.scripts`. */
  scripts?: Record<string, string>;
}

let lastBuild: Promise<unknown> = Promise.resolve();

/**
 * Bundles the islands for the browser: one file each, with what they share in files of its own.
 * One build at a time, since each ends with the end of esbuild's process, which would stay else.
 */
export function bundleIslands(islands: Island[], options: BundleOptions): Promise<BuildOutput> {
  const build = lastBuild.then(async () => {
    const scripts = Object.entries(options.scripts ?? {});
    if (islands.length + scripts.length === 0) {
      return { buildId: "none", files: new Map(), chunks: {}, signals: null };
    }
    try {
      const parts = [await bundle(islands, options), await bundleScripts(scripts, options)];
      const outputs = parts.flatMap(({ outputFiles }) => outputFiles);
      return {
        buildId: await hashOf(outputs),
        files: new Map(outputs.map(({ path, contents }) => [basename(path), contents])),
        chunks: await describeChunks(options.root, islands, parts[0]!.metafile),
        signals: islands.length > 0 ? describeSignals(parts[0]!.metafile) : null,
      };
    } finally {
      await esbuild.stop();
    }
  });
  lastBuild = build.catch(() => {});
  return build;
}

async function bundle(islands: Island[], options: BundleOptions) {
  const { root } = options;
  const entries = new Map(islands.map(({ chunk }) => [chunk, entrySource(islands, chunk)]));
  if (entries.size > 0) entries.set(SIGNALS, `export * from ${moduleOf("signals.ts")};`);
  const shims = new URL("../islands/jsx.ts", import.meta.url);
  return await esbuild.build({
    ...commonOptions(options),
    entryPoints: [...entries.keys()].map((chunk) => ({ in: `island:${chunk}`, out: chunk })),
    splitting: true,
    format: "esm",
    chunkNames: "shared-[hash]",
    // Preact's core already holds `h`; the automatic runtime would bring a second copy of it.
    jsx: "transform",
    jsxFactory: "__h",
    jsxFragment: "__Fragment",
    inject: [fromFileUrl(shims)],
    define: { "window.__PREACT_SIGNALS_DEVTOOLS__": "false" },
    plugins: [entryPlugin(root, entries), importMapPlugin(await readImportMap(root))],
  });
}

/** Each whole in one classic script, as service workers and `<script async>` take it. */
async function bundleScripts(scripts: [name: string, path: string][], options: BundleOptions) {
  const { root } = options;
  return await esbuild.build({
    ...commonOptions(options),
    entryPoints: scripts.map(([name, path]) => ({ in: join(root, path), out: scriptName(name) })),
    format: "iife",
    plugins: [importMapPlugin(await readImportMap(root))],
  });
}

/** Name of the built file, without extension. */
export function scriptName(name: string): string {
  return `script-${name}`;
}

function commonOptions({ root, target, dev }: BundleOptions) {
  return {
    absWorkingDir: root,
    outdir: join(root, "_fresh"),
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    target,
    minify: !dev,
    sourcemap: dev ? "inline" : false,
    tsconfigRaw: {},
    logLevel: "silent",
  } as const;
}

function entrySource(islands: Island[], chunk: string): string {
  const own = islands.filter((island) => island.chunk === chunk);
  const names = own.map((island) => island.exportName).join(", ");
  return `export { ${names} } from ${JSON.stringify(own[0]!.url)};
export { boot as __boot } from ${moduleOf("boot.ts")};`;
}

/** A module of the browser's half, as source text names it. */
function moduleOf(file: string): string {
  return JSON.stringify(new URL(`../islands/${file}`, import.meta.url).href);
}

function describeSignals({ outputs }: esbuild.Metafile): BuiltChunk {
  const file = `${SIGNALS}.js`;
  return { file, imports: importsOf(file, outputs), strings: [] };
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
