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

const PHONE = "Mozilla/5.0 (Linux; Android 12; TECNO KI5) Chrome/130.0.0.0 Mobile Safari/537.36";

/** Nobody's question: a page with it is made for each who asks. */
const UNKEPT = "?unkept=1";

/**
 * Pages of the demo shop as the running platform serves them, made anew, kept, and for who has them
 * already; and the product list's own statement sent by a server that does nothing else: requests a
 * second, middle and slow answers, CPU of the server's process, bytes.
 */
async function main(): Promise<void> {
  const platform = await startPlatform();
  try {
    const [web] = await processesOf(platform.dataDir, MAIN);
    const show = async (name: string, url: string, headers?: HeadersInit) =>
      print(name, await load(url, web!, headers), await sizeOf(url));
    for (const path of ["/s/demo", "/s/demo/c/baskets", "/s/demo/p/market-basket-indigo"]) {
      const url = platform.url + path;
      await show(`${path}, made`, url + UNKEPT);
      await show(`${path}, kept`, url);
      const { headers } = await fetch(url);
      await show(`${path}, known`, url, { "if-none-match": headers.get("etag")! });
    }
    await show("/s/demo/cart", `${platform.url}/s/demo/cart`);
    await compareCounting(platform, web!);
    const ratio = await againstBareServer(platform, web!);
    console.log(
      `product list, of what a bare server with the same statement reaches: ${ratio.toFixed(2)}`,
    );
  } finally {
    await platform.stop();
  }
}

function print(name: string, { rate, p50, p95, cpuMs }: Load, bytes: number): void {
  const times = `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
  console.log(
    `${name.padEnd(40)} ${rate} a second, ${times}, ${
      cpuMs.toFixed(2)
    } ms CPU, ${bytes} bytes brotli`,
  );
}

/** Kept pages for a browser that is counted, and for one that asks not to be; in turns, as both drift. */
async function compareCounting(platform: Platform, web: number): Promise<void> {
  const url = `${platform.url}/s/demo/p`;
  const ways = {
    counted: { "user-agent": PHONE },
    "not counted": { "user-agent": PHONE, "sec-gpc": "1" },
  };
  const cpuMs: Record<string, number[]> = { counted: [], "not counted": [] };
  for (let round = 0; round < 5; round++) {
    for (const [name, headers] of Object.entries(ways)) {
      cpuMs[name]!.push((await load(url, web, headers)).cpuMs);
    }
  }
  const middle = (name: string) => cpuMs[name]!.toSorted((a, b) => a - b)[2]!;
  const [counted, not] = [middle("counted"), middle("not counted")];
  console.log(
    `a kept page, counted: ${counted.toFixed(2)} ms CPU, not counted: ${not.toFixed(2)}; ratio ${
      (counted / not).toFixed(2)
    }`,
  );
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
    const { rate } = await load(`${platform.url}/s/demo/c/baskets${UNKEPT}`, web);
    return rate / bareRate;
  } finally {
    await bare.shutdown();
    await db.close();
  }
}

interface Load {
  /** Requests a second. */
  rate: number;
  /** Milliseconds until an answer was there, for half of the requests and for 95 of 100. */
  p50: number;
  p95: number;
  /** CPU time of the server's process for one request, in ms. */
  cpuMs: number;
}

async function load(url: string, pid: number, headers?: HeadersInit): Promise<Load> {
  await requestMany(url, WARM_UP, headers);
  const cpuBefore = await cpuTicks(pid);
  const started = performance.now();
  const times = await requestMany(url, REQUESTS, headers);
  const seconds = (performance.now() - started) / 1000;
  const ticks = await cpuTicks(pid) - cpuBefore;
  times.sort((a, b) => a - b);
  return {
    rate: Math.round(REQUESTS / seconds),
    p50: times[Math.floor(REQUESTS * 0.5)]!,
    p95: times[Math.floor(REQUESTS * 0.95)]!,
    cpuMs: ticks / TICKS_PER_SECOND * 1000 / REQUESTS,
  };
}

/** How long each took, in ms. */
async function requestMany(url: string, count: number, headers?: HeadersInit): Promise<number[]> {
  let left = count;
  const times: number[] = [];
  await Promise.all(Array.from({ length: CONCURRENCY }, async () => {
    while (left-- > 0) {
      const started = performance.now();
      const response = await fetch(url, { headers });
      if (!response.ok && response.status !== 304) {
        throw new Error(`${url} answered ${response.status}`);
      }
      await response.arrayBuffer();
      times.push(performance.now() - started);
    }
  }));
  return times;
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
