import postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";
import { productColumns } from "@/lib/rest/mod.ts";
import { type ApiStage, startApiStage } from "@/tests/api/rest/stage.ts";
import { liftPhoneLimits, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

/** Requests at a time, and fewer in a turn than one address may send in its 15 minutes. */
const AT_ONCE = 8;
const TURN = 88;
const TURNS = 12;

/**
 * What the API answers a second, beside the same statement sent straight to Postgres by its owner: the way
 * through HTTP, the token, the limit, row-level security and the checks of input and answer costs the rest.
 */
async function main(): Promise<void> {
  await using stage = await startApiStage();
  await liftPhoneLimits(stage.sql);
  const token = await stage.tokenOf("merchant");
  const goods = await findGoods(stage);
  const db = postgres(stage.databaseUrl, { max: AT_ONCE, onnotice: () => {} });
  try {
    const sql = db as unknown as Sql;
    const list = () =>
      sql`select ${productColumns(sql)} from public.products as p
        where p.store_id = ${stage.storeId} order by p.id desc limit 21`;
    await compare("product list", stage, {
      api: () => ask(stage, token, { path: "/products" }),
      postgres: list,
    });
    await compare("product by id", stage, {
      api: () => ask(stage, token, { path: `/products/${goods.product}` }),
      postgres: () =>
        sql`select ${productColumns(sql)} from public.products as p
          where p.store_id = ${stage.storeId} and p.id = ${goods.product}`,
    });
    await compare("order creation", stage, {
      api: () => ask(stage, token, { method: "POST", path: "/orders", body: newOrder(goods) }),
      postgres: () =>
        placeOrder(db, "demo", orderInput(goods.variant, { phone: phone(), payer_phone: phone() })),
    });
  } finally {
    await db.end();
  }
}

type Goods = { product: string; variant: string };

/** Goods of the demo shop, with more of them than are ordered here. */
async function findGoods({ sql }: ApiStage): Promise<Goods> {
  const [row] = await sql<Goods[]>`
    select p.id as product, v.id as variant from products as p
    join stores as s on s.id = p.store_id and s.slug = 'demo'
    join variants as v on v.product_id = p.id and v.archived_at is null
    where p.status = 'published' and not p.is_digital order by v.id limit 1`;
  await sql`update inventory_levels set on_hand = 100000 where variant_id = ${row!.variant}`;
  return row!;
}

let phones = 0;
const phone = () => `+2547${String(10_000_000 + ++phones)}`;

function newOrder({ variant }: Goods) {
  return {
    lines: [{ variant_id: variant, quantity: 1 }],
    name: "Wanjiru Kamau",
    phone: phone(),
    delivery_method: "pickup",
  };
}

async function ask(stage: ApiStage, token: string, request: Parameters<ApiStage["call"]>[1]) {
  const { status, body } = await stage.call(token, request);
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
}

type Do = () => Promise<unknown>;

async function compare(
  name: string,
  stage: ApiStage,
  ways: { api: Do; postgres: Do },
): Promise<void> {
  const spent = { api: new Figures(), postgres: new Figures() };
  for (let turn = 0; turn <= TURNS; turn++) {
    for (const way of ["api", "postgres"] as const) {
      await stage.forgetTurns();
      const figures = turn === 0 ? new Figures() : spent[way];
      await figures.measure(ways[way]);
    }
  }
  console.log(`${name.padEnd(15)} API ${spent.api}   Postgres ${spent.postgres}`);
}

/** Times of single requests, and of all of them together. */
class Figures {
  readonly #times: number[] = [];
  #spentMs = 0;

  async measure(run: Do): Promise<void> {
    const started = performance.now();
    let left = TURN;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) {
        const began = performance.now();
        await run();
        this.#times.push(performance.now() - began);
      }
    }));
    this.#spentMs += performance.now() - started;
  }

  toString(): string {
    const sorted = this.#times.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)]!.toFixed(1);
    const rate = Math.round(sorted.length / this.#spentMs * 1000);
    return `${rate}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
  }
}

await main();
