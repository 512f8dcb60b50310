import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const REPOSITORY = new URL("../../", import.meta.url);

/** A project on disk with one slow page; `main.ts` and `dev.ts` as every project has them. */
async function aProject(): Promise<string> {
  const root = await Deno.makeTempDir();
  const files = {
    "routes/index.ts": `export const handler = () => new Response("hello");`,
    "routes/page.tsx": `export default () => <p>{"long ".repeat(100)}</p>;`,
    "routes/slow.ts": `export async function handler() {
      console.log("began");
      await new Promise((done) => setTimeout(done, 300));
      return new Response("finished");
    }`,
    "routes/fails.ts": `export function handler() { throw new Error("oops"); }`,
    "islands/Dot.tsx": `export default () => <i>.</i>;`,
    "main.ts": `import { start } from "$fresh/server.ts";
      import manifest from "./fresh.gen.ts";
      await start(manifest, { server: { hostname: "127.0.0.1" } });`,
    "dev.ts": `import dev from "$fresh/dev.ts";
      await dev(import.meta.url, "./main.ts");`,
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.mkdir(join(root, name, ".."), { recursive: true });
    await Deno.writeTextFile(join(root, name), text);
  }
  return root;
}

/** Runs a file of the project as a process of its own, with this repository's import map. */
function run(path: string, options: { args?: string[]; env?: Record<string, string> } = {}) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--config", new URL("deno.json", REPOSITORY).pathname, path]
      .concat(options.args ?? []),
    env: { PORT: "0", NO_COLOR: "1", ...options.env },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  return {
    child,
    /** What was printed, once `pattern` is in it. */
    async until(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const match = pattern.exec(printed);
        if (match) return match;
        const { value, done } = await lines.read();
        if (done) throw new Error(`Ended before ${pattern}: ${printed}`);
        printed += value;
      }
    },
    /** Reads to the end and gives the exit code and what went wrong. */
    async end() {
      while (!(await lines.read()).done);
      const [{ code }, errors] = await Promise.all([
        child.status,
        new Response(child.stderr).text(),
      ]);
      return { code, errors };
    },
  };
}

const ADDRESS = /Listening on (http:\/\/127\.0\.0\.1:(\d+))\//;

Deno.test("dev.ts writes the manifest and serves, with stacks in error pages", async () => {
  const root = await aProject();
  const process = run(join(root, "dev.ts"));
  const [, origin] = await process.until(ADDRESS);

  assert.equal(await (await fetch(`${origin}/`)).text(), "hello");
  const page = await fetch(`${origin}/page`, { headers: { "accept-encoding": "br" } });
  assert.equal(page.headers.get("vary"), "Accept-Encoding");
  assert.match(await page.text(), /^<!DOCTYPE html>/);
  assert.match(await (await fetch(`${origin}/fails`)).text(), /oops\n.*fails\.ts/);
  assert.match(await Deno.readTextFile(join(root, "fresh.gen.ts")), /"\.\/islands\/Dot\.tsx"/);
  process.child.kill("SIGTERM");
  assert.equal((await process.end()).code, 0);
});

Deno.test("dev.ts build writes the islands, which main.ts then serves", async () => {
  const root = await aProject();
  const build = run(join(root, "dev.ts"), { args: ["build"] });
  await build.until(/Built 1 islands? into/);
  assert.equal((await build.end()).code, 0);
  const { buildId } = JSON.parse(await Deno.readTextFile(join(root, "_fresh/snapshot.json")));

  const server = run(join(root, "main.ts"));
  const [, origin] = await server.until(ADDRESS);
  const response = await fetch(`${origin}/_frsh/js/${buildId}/island-dot.js`);
  assert.equal(response.status, 200);
  assert.match(await response.text(), /export/);
  assert.doesNotMatch(await (await fetch(`${origin}/fails`)).text(), /oops/);
  server.child.kill("SIGINT");
  assert.equal((await server.end()).code, 0);
});

Deno.test("A request that runs when the server is told to stop is still answered", async () => {
  const root = await aProject();
  const process = run(join(root, "dev.ts"));
  const [, origin] = await process.until(ADDRESS);

  const slow = fetch(`${origin}/slow`).then((response) => response.text());
  await process.until(/began/);
  process.child.kill("SIGTERM");

  assert.equal(await slow, "finished");
  assert.equal((await process.end()).code, 0);
});

Deno.test("A port that is taken ends the start with one sentence", async () => {
  const root = await aProject();
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const PORT = String((taken.addr as Deno.NetAddr).port);

  const { code, errors } = await run(join(root, "dev.ts"), { env: { PORT } }).end();

  taken.close();
  assert.equal(code, 1);
  assert.equal(
    errors.trim(),
    `Port ${PORT} is taken: stop what uses it or set PORT to another one`,
  );
});

Deno.test("An abort signal stops the server like SIGTERM does", async () => {
  const root = await aProject();
  await Deno.writeTextFile(
    join(root, "stops.ts"),
    `import { start } from "$fresh/server.ts";
    const stop = new AbortController();
    const handler = () => { stop.abort(); return new Response("bye"); };
    await start(
      { routes: { "./routes/index.ts": { handler } }, islands: {}, baseUrl: import.meta.url },
      { server: { hostname: "127.0.0.1", signal: stop.signal } },
    );`,
  );
  const process = run(pathToFileURL(join(root, "stops.ts")).href);
  const [, origin] = await process.until(ADDRESS);

  assert.equal(await (await fetch(`${origin}/`)).text(), "bye");
  assert.equal((await process.end()).code, 0);
});
