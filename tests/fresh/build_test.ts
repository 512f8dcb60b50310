import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { bundleIslands } from "../../lib/fresh/build/bundle.ts";
import { readSnapshot, writeSnapshot } from "../../lib/fresh/build/snapshot.ts";
import { readIslands } from "../../lib/fresh/islands/registry.ts";
import { anApp, FIXTURES } from "./app.ts";
import * as counter from "./fixtures/islands/Counter.tsx";
import * as disclosure from "./fixtures/islands/Disclosure.tsx";
import * as pair from "./fixtures/islands/Pair.tsx";

const islands = {
  "./islands/Counter.tsx": counter,
  "./islands/Disclosure.tsx": disclosure,
  "./islands/Pair.tsx": pair,
};

function buildFixtures(names = islands) {
  const root = new URL(".", FIXTURES).pathname;
  return bundleIslands(
    readIslands({ routes: {}, islands: names, baseUrl: FIXTURES }),
    { root, target: "es2022", dev: false },
  );
}

/** Builds one island with this source, in a project of its own. */
async function buildSource(source: string, files: Record<string, string> = {}) {
  const repository = new URL("../../", import.meta.url).pathname;
  // Inside of the repository, so that packages are found.
  const root = await Deno.makeTempDir({ dir: join(repository, "node_modules"), prefix: "island-" });
  try {
    for (const [name, text] of Object.entries({ "Island.tsx": source, ...files })) {
      await Deno.writeTextFile(join(root, name), text);
    }
    const baseUrl = pathToFileURL(join(root, "fresh.gen.ts")).href;
    const modules = { "./Island.tsx": { default: () => null } };
    const built = await bundleIslands(
      readIslands({ routes: {}, islands: modules, baseUrl }),
      { root, target: "es2022", dev: false },
    );
    const text = [...built.files.values()].map((bytes) => new TextDecoder().decode(bytes)).join();
    return { ...built, text };
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("Each island is a file of its own, and Preact is in one that all share", async () => {
  const { files, chunks } = await buildFixtures();
  const text = (name: string) => new TextDecoder().decode(files.get(name)!);

  assert.deepEqual(Object.keys(chunks).sort(), [
    "island-counter",
    "island-disclosure",
    "island-pair",
  ]);
  const { file, imports } = chunks["island-disclosure"]!;
  const [shared] = imports;
  assert.match(text(file), /toggle/);
  assert.doesNotMatch(text(file), /createElement|__k/);
  assert.match(text(shared!), /insertBefore/);
  assert.ok(chunks["island-pair"]!.imports.includes(shared!));
  for (const name of [file, ...imports]) assert.ok(files.has(name));
});

Deno.test("What makes signals is apart from what every island loads", async () => {
  const { files, chunks, signals } = await buildFixtures();
  const text = (name: string) => new TextDecoder().decode(files.get(name)!);
  const ofSignals = /Cycle detected/;

  assert.ok(signals!.imports.some((name) => ofSignals.test(text(name))));
  // Its own source needs signals only as a type.
  const { imports } = chunks["island-counter"]!;
  assert.deepEqual(imports.filter((name) => ofSignals.test(text(name))), []);
});

Deno.test("A script that is no island is built whole into one file, and part of the build's id", async () => {
  const scripts = { more: "./islands/Disclosure.tsx" };
  const options = { root: new URL(".", FIXTURES).pathname, target: "es2022", dev: false };
  const [alone, without] = await Promise.all([
    bundleIslands([], { ...options, scripts }),
    bundleIslands([], options),
  ]);

  assert.deepEqual([...alone.files.keys()], ["script-more.js"]);
  const text = new TextDecoder().decode(alone.files.get("script-more.js")!);
  assert.doesNotMatch(text, /\b(import|export)\b[^(]*["']/);
  assert.notEqual(alone.buildId, without.buildId);
});

Deno.test("The same sources give the same build, other sources another", async () => {
  const [one, same, other] = await Promise.all([
    buildFixtures(),
    buildFixtures(),
    buildFixtures({ "./islands/Counter.tsx": counter } as typeof islands),
  ]);

  assert.equal(one.buildId, same.buildId);
  assert.notEqual(one.buildId, other.buildId);
});

Deno.test("A build can be written to a folder and read back, replacing an older one", async () => {
  const folder = await Deno.makeTempDir();
  const files = new Map([["old.js", new Uint8Array()]]);
  await writeSnapshot(folder, { buildId: "old", files, chunks: {}, signals: null });
  await Deno.writeTextFile(join(folder, "notes.txt"), "not of a build");
  const build = await buildFixtures();

  await writeSnapshot(folder, build);

  assert.deepEqual(await readSnapshot(folder), build);
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  assert.ok(!names.includes("old.js"));
  assert.ok(names.includes("notes.txt"));
  assert.equal(await readSnapshot(join(folder, "none")), null);
});

Deno.test("A server with a written build serves it instead of building", async () => {
  const outDir = await Deno.makeTempDir();
  const build = await buildFixtures();
  await writeSnapshot(outDir, { ...build, buildId: "fixed" });

  const { fetch } = await anApp({ islands }, { build: { outDir } });

  assert.equal((await fetch("/_frsh/js/fixed/island-counter.js")).status, 200);
});

Deno.test("Built files are cached for good and sent compressed; those of other builds are not found", async () => {
  const outDir = await Deno.makeTempDir();
  const build = await buildFixtures({ "./islands/Counter.tsx": counter } as typeof islands);
  await writeSnapshot(outDir, { ...build, buildId: "fixed" });
  const { fetch } = await anApp({ islands }, { build: { outDir } });
  const headers = { "accept-encoding": "gzip" };

  const response = await fetch("/_frsh/js/fixed/island-counter.js", { headers });

  assert.equal(response.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.equal(response.headers.get("cache-control"), "public, max-age=31536000, immutable");
  assert.equal(response.headers.get("vary"), "accept-encoding");
  assert.equal(response.headers.get("content-encoding"), "gzip");
  assert.match(gunzipSync(await response.bytes()).toString(), /insertBefore/);
  assert.equal((await fetch("/_frsh/js/older/island-counter.js")).status, 404);
  assert.equal((await fetch("/_frsh/js/fixed/snapshot.json")).status, 404);
});

Deno.test("Islands find what the project's import map names", async () => {
  const { text } = await buildSource(
    `import { IS_BROWSER } from "$fresh/runtime.ts";
     import { word } from "~/word.ts";
     import { useState } from "preact/hooks";
     import { signal } from "reactive";
     export default () => { useState(signal(IS_BROWSER)); return word; };`,
    {
      "word.ts": `export const word = "mapped";`,
      "deno.json": JSON.stringify({
        imports: {
          "~/": "./",
          "$fresh/": new URL("../../lib/fresh/", import.meta.url).href,
          "preact": "npm:preact@11.2.0",
          "reactive": "npm:@preact/signals@2.11.4",
        },
      }),
    },
  );

  assert.match(text, /mapped/);
});

Deno.test("An island that needs what only a server has is refused by name", async () => {
  await assert.rejects(
    buildSource(`import fs from "node:fs"; export default () => fs.readFileSync("x");`),
    /"node:fs" does not exist in the browser .*Island\.tsx/,
  );
});

Deno.test("What may be a class list is kept of an island and its components, and no prose or tag", async () => {
  const { chunks } = await buildSource(
    `import { Part } from "./Part.tsx";
     // class="from-comment"
     export default () => (
       <fieldset title="Two of them. Left" class={on ? "p-4 md:flex" : \`m-1 \${x}\`}>
         don't <Part />
       </fieldset>
     );`,
    { "Part.tsx": `export const Part = () => <i className='text-[13px] !mt-2'>it's</i>;` },
  );
  const { strings } = chunks["island-island"]!;

  assert.deepEqual(strings, ["m-1", "p-4 md:flex", "text-[13px] !mt-2"]);
});

Deno.test("Two islands of the same name are refused", () => {
  const modules = { "./islands/A.tsx": counter, "./routes/(_islands)/A.tsx": pair };

  assert.throws(
    () => readIslands({ routes: {}, islands: modules, baseUrl: FIXTURES }),
    /A\.tsx and .*A\.tsx have the same name/,
  );
});
