import type * as esbuild from "esbuild";
import { dirname, fromFileUrl, join } from "../paths.ts";

export interface ImportMap {
  /** Folder that the map's relative addresses start from. */
  folder: string;
  imports: Record<string, string>;
}

/** The `imports` of the nearest deno.json at or above `folder`; empty when there is none. */
export async function readImportMap(folder: string): Promise<ImportMap> {
  try {
    const { imports } = JSON.parse(await Deno.readTextFile(join(folder, "deno.json")));
    return { folder, imports: imports ?? {} };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const parent = dirname(folder);
  return parent === folder ? { folder, imports: {} } : readImportMap(parent);
}

/** Lets esbuild resolve what Deno resolves: import map names, `npm:` and file URLs. */
export function importMapPlugin({ folder, imports }: ImportMap): esbuild.Plugin {
  const prefixes = Object.keys(imports)
    .filter((name) => name.endsWith("/"))
    .sort((a, b) => b.length - a.length);

  function mapped(specifier: string): string {
    const exact = imports[specifier];
    if (exact !== undefined) return exact;
    const prefix = prefixes.find((name) => specifier.startsWith(name));
    if (prefix !== undefined) return imports[prefix] + specifier.slice(prefix.length);
    // "preact/hooks" when the map names only "preact".
    const [, name, path] = /^((?:@[^/]+\/)?[^/]+)(\/.*)$/.exec(specifier) ?? [];
    const parent = name === undefined ? undefined : imports[name];
    return parent?.startsWith("npm:") ? parent + path : specifier;
  }

  return {
    name: "import-map",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, pluginData }) => {
        if (pluginData === RESOLVED) return;
        const target = mapped(path);
        if (target.startsWith("file://")) return { path: fromFileUrl(target) };
        if (target.startsWith("./")) return { path: join(folder, target) };
        if (target.startsWith("node:")) {
          return { errors: [{ text: `"${target}" does not exist in the browser (${importer})` }] };
        }
        const name = target.startsWith("npm:") ? withoutVersion(target) : target;
        if (name === path) return;
        return await build.resolve(name, { kind, resolveDir: folder, pluginData: RESOLVED });
      });
    },
  };
}

const RESOLVED = Symbol("resolved");

/** "npm:@preact/signals@2.1.0/utils" is found in node_modules as "@preact/signals/utils". */
function withoutVersion(specifier: string): string {
  return specifier.replace(/^npm:\/?/, "").replace(/^((?:@[^/]+\/)?[^@/]+)@[^/]+/, "$1");
}
