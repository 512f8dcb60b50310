import * as esbuild from "esbuild";
import { extname } from "../paths.ts";

const LITERAL = /"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`|'((?:[^'\\]|\\.)*)'/g;
const CLASS_NAME = /^[!@*\-a-z[][^\s"'`;]*$/;

/**
 * The words in a module's string literals that have the form of a class name. esbuild prints the
 * module first, so that comments are gone and markup text is in literals too.
 */
export async function stringWords(path: string, source: string): Promise<string[]> {
  const loader = LOADERS[extname(path)];
  if (!loader) return [];
  const { code } = await esbuild.transform(source, {
    loader,
    jsx: "transform",
    minifyWhitespace: true,
    tsconfigRaw: {},
  });
  const words = [...code.matchAll(LITERAL)]
    .flatMap(([, double, template, single]) => (double ?? template ?? single ?? "").split(/\s+/))
    .filter((word) => CLASS_NAME.test(word));
  return [...new Set(words)];
}

const LOADERS: Record<string, esbuild.Loader> = {
  ".ts": "ts",
  ".tsx": "tsx",
  ".js": "js",
  ".jsx": "jsx",
  ".mjs": "js",
  ".mts": "ts",
};
