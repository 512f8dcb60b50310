import type * as esbuild from "esbuild";
import { fromFileUrl, join } from "../paths.ts";

export type ImportMap = Record<string, string>;

/** The `imports` of the project's deno.json; empty when there is none. */
export async function readImportMap(root: string): Promise<ImportMap> {
  try {
    return JSON.parse(await Deno.readTextFile(join(root, "deno.json"))).imports ?? {};
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

/** Lets esbuild resolve what Deno resolves: import map names, `npm:` and file URLs. */
export function importMapPlugin(root: string, imports: ImportMap): esbuild.Plugin {
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
        if (target.startsWith("./")) return { path: join(root, target) };
        if (target.startsWith("node:")) {
          return { errors: [{ text: `"${target}" does not exist in the browser (${importer})` }] };
        }
        const name = target.startsWith("npm:") ? withoutVersion(target) : target;
        if (name === path) return;
        return await build.resolve(name, { kind, resolveDir: root, pluginData: RESOLVED });
      });
    },
  };
}

const RESOLVED = Symbol("resolved");

/** "npm:@preact/signals@2.1.0/utils" is found in node_modules as "@preact/signals/utils". */
function withoutVersion(specifier: string): string {
  return specifier.replace(/^npm:\/?/, "").replace(/^((?:@[^/]+\/)?[^@/]+)@[^/]+/, "$1");
}
