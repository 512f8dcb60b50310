import postgres from "postgres";
import { EMPTY_CART } from "@/lib/carts/mod.ts";
import { searchProducts } from "@/lib/catalog/search.ts";
import type { SearchRequest } from "@/lib/catalog/search_request.ts";
import { connect } from "@/lib/db/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { fillShelves } from "@/tests/fixtures/many_goods.ts";

const PRODUCTS = 20_000;
const ROUNDS = 25;
/** Milliseconds that 95 of 100 searches must stay under. */
const LIMIT = 30;

/** From one product to a tenth of the shop, well and badly typed, narrowed and sorted. */
const REQUESTS: Partial<SearchRequest>[] = [
  { query: "basket" },
  { query: "baskets" },
  { query: "woven basket" },
  { query: "bask" },
  { query: "woven sisal basket lamu" },
  { query: "indigo" },
  { query: "sissal baskit" },
  { query: "lantren" },
  { query: "kikapu" },
  { query: "savon" },
  { query: "soap 250 ml" },
  { query: "SKU-12345" },
  { query: "carved stool nakuru" },
  { query: "zzzz" },
  { query: "bowl", category: "shelf-3" },
  { query: "bowl", sort: "price_up" },
  { query: "bowl", sort: "newest", tags: ["gift"] },
  { query: "mug", options: ["Colour: Rust"], isAvailable: true },
  { query: "tray", price: { from: 100_000, below: 300_000 } },
  { query: "tray", after: "p-4000" },
];

const TICKS_PER_SECOND = 100;

/**
 * How long searches of a large shop take, counts of all filters and the page's frame included, and the
 * database's CPU time for one, which neighbours on the machine change less.
 */
async function main(): Promise<void> {
  const database = await startDatabase();
  const owner = postgres(database.url, { onnotice: () => {}, max: 1 });
  const db = connect({ url: database.webUrl, poolSize: 1 });
  try {
    await fillShelves(owner, { slug: "large", products: PRODUCTS });
    await fillShelves(owner, { slug: "next-door", products: PRODUCTS / 4 });
    await owner`vacuum (analyze)`;
    const [backend] = await db.public<{ pid: number }[]>`select pg_backend_pid() as pid`;
    // A connection plans its first few searches one by one.
    for (const request of REQUESTS.slice(0, 8)) await measure(request, 1);
    const all: number[] = [];
    for (const request of REQUESTS) {
      const before = await cpuTicks(backend!.pid);
      const { times, total } = await measure(request);
      const ticks = await cpuTicks(backend!.pid) - before;
      const cpu = (ticks / TICKS_PER_SECOND * 1000 / ROUNDS).toFixed(1).padStart(5);
      all.push(...times);
      console.log(
        `${line(times)}, CPU ${cpu} ms  ${String(total).padStart(5)} found  ${
          JSON.stringify(request)
        }`,
      );
    }
    console.log(`${line(all)}  all, under ${LIMIT} ms wanted`);
  } finally {
    await db.close();
    await owner.end();
    await database.stop();
  }

  async function measure(asked: Partial<SearchRequest>, rounds = ROUNDS) {
    const request: SearchRequest = { query: "", sort: "relevance", ...asked };
    const times: number[] = [];
    let total = 0;
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      const page = await searchProducts(db.public, { slug: "large", cart: EMPTY_CART, request });
      times.push(performance.now() - started);
      total = page!.total;
    }
    return { times, total };
  }
}

function line(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!.toFixed(1);
  return `p50 ${at(0.5).padStart(6)} ms, p95 ${at(0.95).padStart(6)} ms`;
}

/** User and system time of a process, in ticks of 10 ms (Linux). */
async function cpuTicks(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

await main();
