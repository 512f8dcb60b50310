import postgres from "postgres";
import { EMPTY_CART } from "@/lib/carts/mod.ts";
import { searchProducts } from "@/lib/catalog/search.ts";
import type { SearchRequest } from "@/lib/catalog/search_request.ts";
import { connect } from "@/lib/db/mod.ts";
import { startLargeShop } from "@/tests/fixtures/large_shop.ts";

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

/** All there is, as a shopper walks along the shelves. */
const WALKS: Partial<SearchRequest>[] = [
  {},
  { sort: "price_up" },
  { after: "p-4000" },
  { category: "shelf-3" },
  { tags: ["gift"] },
  { options: ["Colour: Rust"], isAvailable: true },
  { price: { from: 100_000, below: 300_000 } },
];

const SAVES = 200;
const TICKS_PER_SECOND = 100;

/**
 * How long searches of a large shop take, counts of all filters and the page's frame included, and the
 * database's CPU time for one, which neighbours on the machine change less. Then what saving costs.
 */
async function main(): Promise<void> {
  const database = await startLargeShop();
  const owner = postgres(database.url, { onnotice: () => {}, max: 1 });
  const db = connect({ url: database.webUrl, poolSize: 1 });
  try {
    const [backend] = await db.public<{ pid: number }[]>`select pg_backend_pid() as pid`;
    console.log(`${spin()} ms for a bare loop, which tells how busy the machine is`);
    // A connection plans its first few searches one by one.
    for (const request of [...REQUESTS.slice(0, 8), ...WALKS]) await measure(request, 1);
    await measureAll("searches", REQUESTS, backend!.pid);
    await measureAll("all goods, with filters", WALKS, backend!.pid);
    await measureSaves(owner);
    console.log(`${spin()} ms for the same loop`);
  } finally {
    await db.close();
    await owner.end();
    await database.stop();
  }

  async function measureAll(name: string, requests: Partial<SearchRequest>[], pid: number) {
    const all: number[] = [];
    for (const request of requests) {
      const before = await cpuTicks(pid);
      const { times, total } = await measure(request);
      const cpu = cpuPerRound(await cpuTicks(pid) - before, ROUNDS);
      all.push(...times);
      console.log(
        `${line(times)}, ${cpu}  ${String(total).padStart(5)} found  ${JSON.stringify(request)}`,
      );
    }
    console.log(`${line(all)}  ${name}, under ${LIMIT} ms wanted`);
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

/** What one product's new title costs, its words and the shop's included. */
async function measureSaves(owner: postgres.Sql): Promise<void> {
  const [backend] = await owner<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const times: number[] = [];
  const before = await cpuTicks(backend!.pid);
  for (let n = 1; n <= SAVES; n++) {
    const started = performance.now();
    await owner`update products set title = title || ' again'
      from stores as s where s.slug = 'large' and store_id = s.id and products.slug = ${`p-${
      n * 90
    }`}`;
    times.push(performance.now() - started);
  }
  const cpu = cpuPerRound(await cpuTicks(backend!.pid) - before, SAVES);
  console.log(`${line(times)}, ${cpu}  one product is saved`);
}

/** How busy the machine is. */
function spin(): string {
  const started = performance.now();
  let sum = 0;
  for (let i = 0; i < 20_000_000; i++) sum = (sum + i * i) | 0;
  return (performance.now() - started + (sum === 1 ? 1 : 0)).toFixed(0);
}

function cpuPerRound(ticks: number, rounds: number): string {
  return `CPU ${(ticks / TICKS_PER_SECOND * 1000 / rounds).toFixed(1).padStart(5)} ms`;
}

/** User and system time of a process, in ticks of 10 ms (Linux). */
async function cpuTicks(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

await main();
