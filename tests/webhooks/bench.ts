import postgres from "postgres";
import { connectService, type Sql } from "@/lib/db/mod.ts";
import { WEBHOOK_EVENT_TYPES } from "@/lib/webhooks/mod.ts";
import { type DeliverDeps, deliverWebhook, type Tried } from "@/lib/webhooks/deliver.ts";
import { sealSecret } from "@/lib/webhooks/secrets.ts";
import { makeSecret } from "@/lib/webhooks/sign.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { sealer } from "@/tests/fixtures/seal_keys.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { startReceiver } from "./receiver.ts";

/** A shop whose merchant's program listens, and a clock that tests turn. */
export interface WebhookBench {
  database: TestDatabase;
  sql: postgres.Sql;
  service: Sql;
  shop: Shop;
  receiver: ReturnType<typeof startReceiver>;
  /** The endpoint that `receiver` is, which wants everything. */
  endpointId: string;
  clock: { now: Date };
  /** Calls a function of the dashboard as the shop's merchant. */
  // deno-lint-ignore no-explicit-any
  ask(name: string, ...args: unknown[]): Promise<any>;
  order(): Promise<string>;
  deliver(deliveryId: string, deps?: Partial<DeliverDeps>): Promise<Tried | null>;
  deliverAll(): Promise<void>;
}

export async function withWebhooks(run: (bench: WebhookBench) => Promise<void>): Promise<void> {
  const database = await startDatabase();
  const sql = postgres(database.url, { max: 4, onnotice: () => {} });
  const service = connectService({ url: database.url, poolSize: 4 });
  const receiver = startReceiver(makeSecret());
  try {
    const shop = await makeShop(sql);
    const endpointId = await addEndpoint(sql, shop, receiver);
    const clock = { now: new Date() };
    const deliver = (id: string, deps: Partial<DeliverDeps> = {}) =>
      deliverWebhook(id, {
        sql: service,
        sealer,
        dns: { servers: [] },
        reach: { allowsLoopback: true },
        signal: AbortSignal.timeout(60_000),
        now: () => clock.now,
        ...deps,
      });
    await run({
      database,
      sql,
      service,
      shop,
      receiver,
      endpointId,
      clock,
      ask: (name, ...args) => asMerchant(sql, CAST.merchant, name, args),
      order: async () =>
        (await placeOrder(sql, shop.slug, orderInput(shop.variantIds[0]!))).order_id,
      deliver,
      async deliverAll() {
        const rows =
          await sql`select id from webhook_deliveries where state = 'pending' order by id`;
        for (const { id } of rows) await deliver(id);
      },
    });
  } finally {
    await receiver.stop();
    await service.end();
    await sql.end();
    await database.stop();
  }
}

/** Calls a function as this person, as the API does. */
export async function asMerchant(
  sql: postgres.Sql,
  user: string,
  name: string,
  args: unknown[],
  // deno-lint-ignore no-explicit-any
): Promise<any> {
  return await sql.begin(async (sql) => {
    await sql`select set_config('request.jwt.claims', ${
      JSON.stringify({ sub: user, role: "authenticated" })
    }, true)`;
    await sql`set local role authenticated`;
    const list = args.map((one, i) => [
      i ? sql`,` : sql``,
      typeof one === "object" && one !== null
        ? sql`${sql.json(one as never)}`
        : sql`${one as string}`,
    ]).flat();
    const [row] = await sql`select ${sql(name)}(${list}) as answer`;
    return row!.answer;
  });
}

/** An endpoint of a shop at a receiver, with its secret sealed. */
export async function addEndpoint(
  sql: postgres.Sql,
  shop: Pick<Shop, "storeId">,
  { url, secret }: { url: string; secret: string },
  { events = WEBHOOK_EVENT_TYPES as readonly string[], user = CAST.merchant as string } = {},
): Promise<string> {
  const sealed = await sealSecret(sealer, shop.storeId, secret);
  const made = await asMerchant(sql, user, "save_webhook_endpoint", [
    shop.storeId,
    null,
    { url, description: "Books", events, secret: sealed },
  ]);
  return made.id;
}
