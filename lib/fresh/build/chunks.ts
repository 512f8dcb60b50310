import type * as esbuild from "esbuild";
import { basename, fromFileUrl, join, relative } from "../paths.ts";
import type { Island } from "../islands/registry.ts";
import { classLikeStrings } from "./strings.ts";

/** What a page needs to know of a built island file. */
export interface BuiltChunk {
  file: string;
  /** Files it imports, directly or not; the page announces them early. */
  imports: string[];
  /** Strings in its source, and in what it imports, that may be class lists. */
  strings: string[];
}

/** Describes the built file of each island. Reads the islands' sources. */
export async function describeChunks(
  root: string,
  islands: Island[],
  { inputs, outputs }: esbuild.Metafile,
): Promise<Record<string, BuiltChunk>> {
  const stringsOf = new Map<string, Promise<string[]>>();
  const chunks: Record<string, BuiltChunk> = {};
  for (const { chunk, url } of islands) {
    if (chunks[chunk]) continue;
    const file = `${chunk}.js`;
    const imports = importsOf(file, outputs);
    const sources = reach(relative(root, fromFileUrl(url)), (path) => ownImports(inputs[path]));
    const strings = await Promise.all([...sources].map((path) => {
      const known = stringsOf.get(path);
      if (known) return known;
      const read = Deno.readTextFile(join(root, path)).then((text) => classLikeStrings(path, text));
      stringsOf.set(path, read);
      return read;
    }));
    chunks[chunk] = { file, imports, strings: [...new Set(strings.flat())].sort() };
  }
  return chunks;
}

/** The built files that this one imports, directly or not. */
export function importsOf(file: string, outputs: esbuild.Metafile["outputs"]): string[] {
  const direct = new Map(
    Object.entries(outputs).map(([path, output]) => [
      basename(path),
      output.imports.filter(({ kind }) => kind === "import-statement")
        .map(({ path }) => basename(path)),
    ]),
  );
  const [, ...imports] = reach(file, (name) => direct.get(name) ?? []);
  return imports;
}

/** Packages and this runtime hold no class names of the project. */
const FOREIGN = /(^|\/)node_modules\/|(^|\/)lib\/fresh\//;

function ownImports(input: esbuild.Metafile["inputs"][string] | undefined): string[] {
  return (input?.imports ?? [])
    .filter(({ path, external }) => !external && !FOREIGN.test(path))
    .map(({ path }) => path);
}

function reach(start: string, next: (name: string) => string[], seen = new Set<string>()) {
  if (seen.has(start)) return seen;
  seen.add(start);
  for (const name of next(start)) reach(name, next, seen);
  return seen;
}
