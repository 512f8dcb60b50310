/** The arrows of docs/architecture.md, read from import lines. */
import assert from "node:assert/strict";
import {
  closureOf,
  type Import,
  readSources,
  type SourceFile,
} from "@/tests/fixtures/import_graph.ts";

const sources = await readSources(new URL("../", import.meta.url));
const files = [...sources.values()];

/** Shared by every domain; a domain may import any file of them. */
const PLATFORM = ["api", "auth", "cache", "db", "http", "i18n", "jobs", "limits", "observability"];

/** Packages that run in a browser as they do on a server. */
const BROWSER_SAFE = ["preact", "@preact/signals", "libphonenumber-js", "zod", "devalue", "uuid"];

function under(...folders: string[]): SourceFile[] {
  return files.filter(({ path }) => folders.some((folder) => path.startsWith(folder)));
}

/** Import lines that break a rule, as "file -> target". */
function breaches(of: SourceFile[], isAllowed: (line: Import, file: SourceFile) => boolean) {
  return of.flatMap((file) =>
    file.imports.filter((line) => !isAllowed(line, file))
      .map(({ specifier }) => `${file.path} -> ${specifier}`)
  );
}

function isOurs(target: string): boolean {
  return sources.has(target) ||
    /^(components|islands|lib|routes|supabase|tasks|tests)\//.test(target);
}

/** "orders" of "lib/orders/place.ts"; undefined for leaves such as lib/money.ts. */
function domainOf(path: string): string | undefined {
  return /^lib\/([^/]+)\//.exec(path)?.[1];
}

/** Why this file cannot be sent to a browser; empty when it can. */
function serverNeeds(path: string): string[] {
  return [...closureOf(sources, path)].filter((target) => {
    const file = sources.get(target);
    if (file) return /\bDeno\.|\bprocess\./.test(withoutComments(file.text));
    return !BROWSER_SAFE.some((name) => target === name || target.startsWith(`${name}/`));
  });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}

Deno.test("lib/fresh knows nothing of ours", () => {
  const isAllowed = ({ target }: Import) => !isOurs(target) || target.startsWith("lib/fresh/");
  assert.deepEqual(breaches(under("lib/fresh/"), isAllowed), []);
});

Deno.test("lib never reaches up to pages, stand-ins, tasks or the web framework", () => {
  const own = under("lib/").filter(({ path }) => !path.startsWith("lib/fresh/"));
  const isAllowed = ({ target }: Import) =>
    isOurs(target)
      ? target.startsWith("lib/") && !target.startsWith("lib/fresh/")
      : !/^preact(\/|-|$)/.test(target);
  assert.deepEqual(breaches(own, isAllowed), []);
});

Deno.test("a domain meets another only at its mod.ts, or at a file that runs anywhere", () => {
  const isAllowed = ({ target, isTypeOnly }: Import, { path }: SourceFile) => {
    const [from, to] = [domainOf(path), domainOf(target)];
    if (to === undefined || from === to || PLATFORM.includes(to)) return true;
    return target.endsWith("/mod.ts") || (!isTypeOnly && serverNeeds(target).length === 0);
  };
  const own = under("lib/").filter(({ path }) => !path.startsWith("lib/fresh/"));
  assert.deepEqual(breaches(own, isAllowed), []);
});

Deno.test("routes build no queries and open no connections: lib does", () => {
  const isAllowed = ({ target }: Import) =>
    isOurs(target)
      ? /^(routes|components|islands|lib)\//.test(target)
      : !/^(postgres|@supabase\/|graphile-worker|nodemailer|sharp)/.test(target);
  assert.deepEqual(breaches(under("routes/"), isAllowed), []);
});

Deno.test("components import components and what runs anywhere", () => {
  const isAllowed = ({ target, isTypeOnly }: Import) =>
    isTypeOnly || !isOurs(target) || /^(components|islands|lib)\//.test(target);
  assert.deepEqual(breaches(under("components/"), isAllowed), []);
});

Deno.test("whatever an island loads can run in a browser", () => {
  for (const { path } of under("islands/")) assert.deepEqual(serverNeeds(path), [], path);
});

Deno.test("edge functions import lib/payments, leaves and packages", () => {
  const isAllowed = ({ target }: Import) =>
    !isOurs(target) || /^(lib\/payments\/|lib\/[^/]+\.ts$|supabase\/functions\/)/.test(target);
  assert.deepEqual(breaches(under("supabase/functions/"), isAllowed), []);
});

Deno.test("nothing but tests imports tests", () => {
  const rest = files.filter(({ path }) => !path.startsWith("tests/"));
  assert.deepEqual(breaches(rest, ({ target }) => !target.startsWith("tests/")), []);
});

Deno.test("a path climbs two folders at most; beyond, it starts at the root", () => {
  assert.deepEqual(breaches(files, ({ specifier }) => !specifier.startsWith("../../../")), []);
});

Deno.test("no file needs itself", () => {
  const cycles = files.filter(({ path, imports }) =>
    imports.some((line) =>
      !line.isTypeOnly && !line.isDynamic && closureOf(sources, line.target).has(path)
    )
  );
  assert.deepEqual(cycles.map(({ path }) => path), []);
});

Deno.test("every file that people write can be read in one sitting", () => {
  const limitOf = (path: string) => path.startsWith("tests/") ? 500 : 300;
  // Lists of routes and of the API's types are written by programs.
  const written = ["fresh.gen.ts", "lib/client/schema.ts"];
  const read = files.filter(({ path }) => !written.includes(path));
  const long = read.filter(({ path, text }) => text.split("\n").length > limitOf(path));
  assert.deepEqual(long.map(({ path }) => path), []);
});
