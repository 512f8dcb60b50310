import * as esbuild from "esbuild";
import { extname } from "../paths.ts";

/** A string, with what stands before it: a call of the tag factory or an import is no class. */
const LITERAL =
  /(\bh\(|\bfrom\s*|\bimport\s*\(?\s*)?(?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`|'((?:[^'\\]|\\.)*)')/g;
const CLASS_NAME = /^(?:[!@*\-a-z[]|2xl:)[^\s"'`;\\]*(?<![.,!?:])$/;

/**
 * The strings in a module that have the form of a class list, `${}` left out. esbuild prints the
 * module first, so that comments are gone and markup is calls.
 */
export async function classLikeStrings(path: string, source: string): Promise<string[]> {
  const loader = LOADERS[extname(path)];
  if (!loader) return [];
  const { code } = await esbuild.transform(source, {
    loader,
    jsx: "transform",
    jsxFactory: "h",
    charset: "utf8",
    tsconfigRaw: {},
  });
  const found = new Set<string>();
  for (const [, context, double, template, single] of code.matchAll(LITERAL)) {
    if (context) continue;
    const text = double ?? template?.replace(/\$\{[^}]*\}/g, " ") ?? single ?? "";
    const words = text.split(/\s+/).filter((word) => word !== "");
    if (words.length > 0 && words.every((word) => CLASS_NAME.test(word))) {
      found.add(words.join(" "));
    }
  }
  return [...found];
}

const LOADERS: Record<string, esbuild.Loader> = {
  ".ts": "ts",
  ".tsx": "tsx",
  ".js": "js",
  ".jsx": "jsx",
  ".mjs": "js",
  ".mts": "ts",
};
