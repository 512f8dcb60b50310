import postgres from "postgres";
import { readDateRange } from "@/lib/date_range.ts";
import { connect } from "@/lib/db/mod.ts";
import { getMoney, listEntries } from "@/lib/ledger/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

const ORDERS = 100_000;
/** They are spread over as many days: half of a year. */
const DAYS = 180;
const ROUNDS = 25;
/** Milliseconds that 95 of 100 readings must stay under. */
const LIMIT = 40;

/** How long it takes to add up the money of a shop with 100,000 paid orders, and to list what is behind it. */
async function main(): Promise<void> {
  const database = await startDatabase();
  const owner = postgres(database.superuserUrl, { onnotice: () => {}, max: 1 });
  const db = connect({ url: database.webUrl, poolSize: 1 });
  try {
    const shop = await makeShop(owner);
    await fill(owner, shop);
    const [counted] = await owner`select
      (select count(*)::int from public.ledger_entries) as entries,
      (select count(*)::int from private.money_days) as days`;
    console.log(`${ORDERS} orders, ${counted!.entries} entries, ${counted!.days} days and ways`);
    const timeZone = "Africa/Nairobi";
    const slow: string[] = [];
    for (
      const range of ["range=1", "range=7", "range=30", "range=90", "from=2026-01-01&to=2026-12-31"]
    ) {
      const days = readDateRange(new URLSearchParams(range), { timeZone });
      const read = (what: "money" | "entries") =>
        db.asUser<unknown>(
          { sub: CAST.merchant, role: "authenticated" } as never,
          (sql) =>
            what === "money"
              ? getMoney(sql, shop.storeId, days)
              : listEntries(sql, { id: shop.storeId, timeZone }, days),
        );
      for (const what of ["money", "entries"] as const) {
        const { middle, most } = await time(() => read(what));
        console.log(`${range}, ${what}: ${middle} ms, 95 of 100 under ${most} ms`);
        if (most > LIMIT) slow.push(`${range}, ${what}`);
      }
    }
    if (slow.length > 0) {
      console.error(`Over ${LIMIT} ms: ${slow.join("; ")}`);
      Deno.exitCode = 1;
    }
  } finally {
    await db.close();
    await owner.end();
    await database.stop();
  }
}

/** Orders paid evenly over the days, most by a prompt, some by card, some in cash; a few refunded. */
async function fill(owner: postgres.Sql, shop: Shop): Promise<void> {
  const { order_id } = await placeOrder(owner, shop.slug, orderInput(shop.variantIds[0]!));
  await owner.begin(async (sql) => {
    // Copies of one order: triggers would take minutes, and foreign keys add nothing here.
    await sql`set local session_replication_role = replica`;
    await sql`insert into public.orders
      select c.* from public.orders as o
      cross join generate_series(1, ${ORDERS}::int) as n
      cross join lateral jsonb_populate_record(o, jsonb_build_object('id', private.uuid_v7(), 'number', 2000 + n,
        'token', private.random_token(), 'idempotency_key', 'bench-order-' || n)) as c
      where o.id = ${order_id}`;
    await sql`insert into public.ledger_entries (store_id, order_id, kind, from_book, to_book, amount_minor,
        currency, way, entry_key, booked_at)
      select o.store_id, o.id, m.kind::public.ledger_kind, m.source::public.ledger_book,
        m.target::public.ledger_book, m.minor, 'KES',
        case when o.number % 5 < 3 then 'mpesa' when o.number % 5 = 3 then 'paystack' else 'cash' end,
        m.kind || ':' || o.id, now() - (o.number - 2000) * interval '1 day' * ${
      DAYS / ORDERS
    }::float8
      from public.orders as o
      join (values ('charge', 'buyer', 'gateway', 265000, 1), ('fee', 'gateway', 'fees', 3900, 1),
        ('refund', 'returning', 'buyer', 265000, 30)) as m (kind, source, target, minor, every)
        on o.number % m.every = 0
      where o.store_id = ${shop.storeId} and o.number >= 2000`;
    await sql`select private.add_up_days(${shop.storeId})`;
  });
  await owner`vacuum analyze public.ledger_entries`;
  await owner`vacuum analyze public.orders`;
}

async function time(run: () => Promise<unknown>): Promise<{ middle: number; most: number }> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await run();
    took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => Math.round(took[Math.floor(ROUNDS * share)]! * 10) / 10;
  return { middle: at(0.5), most: at(0.95) };
}

await main();
