import process from "node:process";
import twindPlugin from "$fresh/plugins/twind.ts";
import { createHandler, type ServeHandler } from "$fresh/server.ts";
import presetTailwind from "@twind/preset-tailwind";
import manifest from "./app/fresh.gen.ts";

const WARM_UP = 5_000;
const ROUNDS = 7;
const REQUESTS = 4_000;

/**
 * CPU time of the whole process (all threads, user and system) for one request through the handler
 * in this process: making the Request, routing, middleware, layout, page, island and its props,
 * critical CSS, policy, and reading the answer. The median of several rounds.
 */
async function microsecondsPerRequest(handler: ServeHandler, path: string): Promise<number> {
  await sendMany(handler, path, WARM_UP);
  const rounds: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const before = process.cpuUsage();
    await sendMany(handler, path, REQUESTS);
    const { user, system } = process.cpuUsage(before);
    rounds.push((user + system) / REQUESTS);
  }
  return rounds.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

async function sendMany(handler: ServeHandler, path: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await (await handler(new Request(`http://localhost${path}`))).text();
  }
}

/** Bytes of all JavaScript that a page loads, each file compressed with gzip as it is served. */
async function scriptBytes(handler: ServeHandler, path: string): Promise<Record<string, number>> {
  const html = await (await handler(new Request(`http://localhost${path}`))).text();
  const sizes: Record<string, number> = {};
  for (const url of new Set(html.match(/\/_frsh\/js\/[^"]+/g))) {
    const headers = { "accept-encoding": "gzip" };
    const response = await handler(new Request(`http://localhost${url}`, { headers }));
    sizes[url.split("/").at(-1)!] = (await response.bytes()).length;
  }
  return sizes;
}

async function main(): Promise<void> {
  const config = { presets: [presetTailwind()], hash: false };
  const handler = await createHandler(manifest, {
    plugins: [twindPlugin(config)],
    build: { outDir: await Deno.makeTempDir() },
  });

  const sizes = await scriptBytes(handler, "/");
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  console.log(`JavaScript of a page with one counter island: ${total} bytes gzip (budget 9216)`);
  for (const [file, size] of Object.entries(sizes)) console.log(`  ${file}  ${size}`);

  const island = await microsecondsPerRequest(handler, "/");
  const plain = await microsecondsPerRequest(handler, "/static");
  console.log(`CPU per page with island, layout, middleware: ${island.toFixed(0)} us (budget 100)`);
  console.log(`CPU per page with layout and middleware: ${plain.toFixed(0)} us`);
}

await main();
