import { connect } from "@/lib/db/mod.ts";
import { readShelfPage } from "@/lib/catalog/storefront.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { processesOf } from "@/tests/fixtures/processes.ts";

/** Of the web server, not of the Supabase services, whose file has the same name. */
const MAIN = new URL("../../../main.ts", import.meta.url).href;
const WARM_UP = 200;
const REQUESTS = 1_000;
const CONCURRENCY = 8;
const TICKS_PER_SECOND = 100;

/**
 * Pages of the demo shop as the running platform serves them, and the product list's own statement
 * sent by a server that does nothing else: requests a second, CPU of the server's process, bytes.
 */
async function main(): Promise<void> {
  const platform = await startPlatform();
  try {
    const [web] = await processesOf(platform.dataDir, MAIN);
    for (
      const path of [
        "/s/demo",
        "/s/demo/c/baskets",
        "/s/demo/p/market-basket-indigo",
        "/s/demo/cart",
      ]
    ) {
      const bytes = await sizeOf(platform.url + path);
      const { rate, cpuMs } = await load(platform.url + path, web!);
      console.log(
        `${path.padEnd(34)} ${rate} a second, ${cpuMs.toFixed(2)} ms CPU, ${bytes} bytes brotli`,
      );
    }
    const ratio = await againstBareServer(platform, web!);
    console.log(
      `product list, of what a bare server with the same statement reaches: ${ratio.toFixed(2)}`,
    );
  } finally {
    await platform.stop();
  }
}

async function againstBareServer(platform: Platform, web: number): Promise<number> {
  const db = connect({ url: platform.web_database_url });
  const cart = { lines: [], changedAt: 0 };
  const bare = Deno.serve(
    { port: 0, onListen: () => {} },
    async () =>
      Response.json(await readShelfPage(db.public, { slug: "demo", cart, shelf: "baskets" })),
  );
  try {
    const { rate: bareRate } = await load(`http://127.0.0.1:${bare.addr.port}/`, Deno.pid);
    const { rate } = await load(`${platform.url}/s/demo/c/baskets`, web);
    return rate / bareRate;
  } finally {
    await bare.shutdown();
    await db.close();
  }
}

interface Load {
  /** Requests a second. */
  rate: number;
  /** CPU time of the server's process for one request, in ms. */
  cpuMs: number;
}

async function load(url: string, pid: number): Promise<Load> {
  await requestMany(url, WARM_UP);
  const cpuBefore = await cpuTicks(pid);
  const started = performance.now();
  await requestMany(url, REQUESTS);
  const seconds = (performance.now() - started) / 1000;
  const ticks = await cpuTicks(pid) - cpuBefore;
  return {
    rate: Math.round(REQUESTS / seconds),
    cpuMs: ticks / TICKS_PER_SECOND * 1000 / REQUESTS,
  };
}

async function requestMany(url: string, count: number): Promise<void> {
  let left = count;
  await Promise.all(Array.from({ length: CONCURRENCY }, async () => {
    while (left-- > 0) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      await response.arrayBuffer();
    }
  }));
}

async function sizeOf(url: string): Promise<number> {
  const curl = new Deno.Command("curl", {
    args: ["-s", "-H", "accept-encoding: br", "-o", "/dev/null", "-w", "%{size_download}", url],
  });
  return Number(new TextDecoder().decode((await curl.output()).stdout));
}

/** User and system time of a process, in ticks of 10 ms (Linux). */
async function cpuTicks(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

await main();
