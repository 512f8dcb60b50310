import assert from "node:assert/strict";
import { Logger as QueueLogger, runOnce } from "graphile-worker";
import postgres from "postgres";
import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import type { TaskList } from "@/lib/jobs/mod.ts";
import { createLogger } from "@/lib/observability/mod.ts";
import { LOCAL_MPESA_ACCOUNT, paymentTasks } from "@/lib/payments/mod.ts";
import { startDaraja } from "@/supabase/local/daraja/mod.ts";
import { startPaystack } from "@/supabase/local/paystack/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CREDENTIALS_KEYS, SEAL_KEYS } from "@/tests/fixtures/seal_keys.ts";
import { assertNothingTold, readSecrets } from "@/tests/fixtures/told.ts";
import { makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { createPhone, type Phone } from "./phone.ts";
import { type RunningFunction, startFunction } from "./start_function.ts";
import { createTill, type Till } from "./till.ts";

/**
 * Everything between an order and its money: database, edge function, M-Pesa's stand-in, jobs. Rejects at
 * its end when jobs or functions have told their logs what nobody should read there.
 */
export interface Stage extends AsyncDisposable {
  sql: postgres.Sql;
  databaseUrl: string;
  /** As the web server's login. */
  webDatabaseUrl: string;
  functionsUrl: string;
  /** Edge functions by name. Those in it are stopped with the stage. */
  functions: Map<string, RunningFunction>;
  /** Starts one more of them, whose output is looked at with the rest. */
  startFunction(name: string): Promise<RunningFunction>;
  phone: Phone;
  /** Paystack's stand-in. */
  paystack: Till;
  log: string[];
  shop: Shop;
  /** Does the payment jobs that are due, and those that they queue for at once. */
  work(): Promise<void>;
  /** Lets time pass for the gateways, then for us. */
  pass(seconds: number): Promise<void>;
  /** Lets time pass for us alone, while the gateways stand still. */
  passHere(seconds: number): Promise<void>;
  /** Another prompt, as the shopper asks for it on the payment page. */
  retry(order: PlacedOrder, phone?: string, gateway?: string): Promise<void>;
  order(overrides?: Record<string, unknown>): Promise<PlacedOrder>;
  /** Where the order and its money stand. */
  look(order: PlacedOrder): Promise<Standing>;
  /** What a shop's callback address is told, by whoever knows it. */
  tell(order: PlacedOrder, body: string): Promise<Response>;
  tasks: TaskList;
}

export interface Standing {
  order: string;
  paidShillings: number;
  needsReview: boolean;
  /** States of its attempts, first to last. */
  attempts: string[];
  resultCode: string | null;
  payments: { shillings: number; receipt: string | null; isSurplus: boolean }[];
  events: string[];
  reserved: number;
  sold: number;
}

export interface PlacedOrder {
  id: string;
  token: string;
  attemptId: string;
  /** As M-Pesa writes it. */
  phone: string;
  shillings: number;
}

/** A stand-in that somebody else started and will stop. */
export interface Beside {
  url: string;
  pass(seconds: number): Promise<void>;
}

/** Nobody answers there. */
const NOWHERE = Object.fromEntries(GATEWAYS.map((name) => [name, "http://127.0.0.1:1"]));

export interface StageOptions {
  /** What edge functions write. */
  hear?: (text: string) => void;
  /** Stand-ins of gateways that this stage has none of. */
  beside?: Partial<Record<Gateway, Beside>>;
  /** Where gateways reach the edge functions; that of M-Pesa alone unless told. */
  functionsUrl?: string;
}

export async function startStage(
  { beside = {}, functionsUrl, hear: listen }: StageOptions = {},
): Promise<Stage> {
  const database = await startDatabase();
  const dataDir = await Deno.makeTempDir();
  const daraja = await startDaraja({ dataDir, seed: "stage" });
  const till = await startPaystack({ dataDir, seed: "stage" });
  const log: string[] = [];
  const heard: string[] = [];
  const hear = (text: string) => {
    heard.push(text);
    listen?.(text);
  };
  const functions = new Map<string, RunningFunction>();
  async function start(name: string): Promise<RunningFunction> {
    const env = { SUPABASE_DB_URL: database.url, CREDENTIALS_KEYS: SEAL_KEYS };
    const running = await startFunction(name, env, hear);
    functions.set(name, running);
    return running;
  }
  const received = await start("stk");
  const sql = postgres(database.url, { onnotice: () => {} });
  const service = postgres(database.url, {
    onnotice: () => {},
    connection: { role: "service_role" },
  });
  const tasks = paymentTasks({
    sql: service as never,
    config: {
      credentialsKeys: CREDENTIALS_KEYS,
      functionsUrl: functionsUrl ?? received.url,
      gatewayUrls: {
        ...NOWHERE,
        mpesa: daraja.url,
        paystack: till.url,
        ...urlsOf(beside),
      } as Record<
        Gateway,
        string
      >,
      publicUrl: "http://shops.test",
    },
    log: createLogger("test", { write: (line) => log.push(line) }),
  });
  const shop = await makeShop(sql, { stock: [1_000] });
  await giveLocalAccount(sql, shop);
  const phone = createPhone(daraja.url);
  const paystack = createTill(till.url);

  return {
    sql,
    databaseUrl: database.url,
    webDatabaseUrl: database.webUrl,
    functionsUrl: received.url,
    functions,
    startFunction: start,
    phone,
    paystack,
    log,
    shop,
    tasks,
    async work() {
      await runOnce({
        connectionString: database.url,
        taskList: tasks as never,
        concurrency: 4,
        noHandleSignals: true,
        logger: new QueueLogger(() => () => {}),
      });
      const failed = await sql`
        select task_identifier, last_error from graphile_worker.jobs where last_error is not null`;
      assert.deepEqual([...failed], [], "no job failed");
    },
    async pass(seconds) {
      const others = Object.values(beside).map((one) => one.pass(seconds));
      await Promise.all([phone.pass(seconds), paystack.pass(seconds), ...others]);
      await passInDatabase(sql, seconds);
    },
    passHere: (seconds) => passInDatabase(sql, seconds),
    async retry(order, phone = order.phone, gateway) {
      const [row] = await sql`select retry_payment(${shop.slug}, ${order.token}, ${"+" + phone},
        ${gateway ?? null}) as answer`;
      assert.equal(row!.answer.ok, true, JSON.stringify(row!.answer));
    },
    order: (overrides) => placeAnOrder(sql, shop, overrides),
    look: (order) => look(sql, order),
    async tell(order, body) {
      return await fetch(await callbackUrl(sql, received.url, order), { method: "POST", body });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([daraja.stop(), till.stop()]);
      await Promise.all([...functions.values()].map((one) => one.stop()));
      const secrets = await readSecrets(sql);
      await Promise.all([sql.end(), service.end()]);
      await database.stop();
      await Deno.remove(dataDir, { recursive: true });
      assertNothingTold(log.concat(heard).join(""), secrets);
    },
  };
}

function urlsOf(beside: Partial<Record<Gateway, Beside>>): Record<string, string> {
  return Object.fromEntries(Object.entries(beside).map(([name, { url }]) => [name, url]));
}

export async function giveLocalAccount(sql: postgres.Sql, shop: Shop): Promise<void> {
  const { settings, credentials } = LOCAL_MPESA_ACCOUNT;
  await sql`update payment_accounts set settings = ${
    sql.json(settings)
  } where id = ${shop.accountId}`;
  await sql`update private.payment_credentials set credentials = ${sql.json({ ...credentials })}
    where account_id = ${shop.accountId}`;
}

let phones = 0;

/** Each order has a phone of its own, so that prompts do not meet. */
export async function placeAnOrder(
  sql: postgres.Sql,
  shop: Shop,
  overrides: Record<string, unknown> = {},
): Promise<PlacedOrder> {
  const phone = `2547${String(10_000_000 + ++phones)}`;
  const input = orderInput(shop.variantIds[0]!, { payer_phone: `+${phone}`, ...overrides });
  const placed = await placeOrder(sql, shop.slug, input);
  const [attempt] =
    await sql`select id, phone from payment_attempts where order_id = ${placed.order_id}`;
  return {
    id: placed.order_id,
    token: placed.token,
    attemptId: attempt!.id,
    phone: attempt!.phone.slice(1),
    shillings: placed.total_minor / 100,
  };
}

export async function callbackUrl(
  sql: postgres.Sql,
  functionsUrl: string,
  { attemptId }: PlacedOrder,
): Promise<string> {
  const [row] = await sql`
    select c.callback_token || '/' || a.callback_ref as path
    from payment_attempts a join private.payment_credentials c on c.account_id = a.account_id
    where a.id = ${attemptId}`;
  return `${functionsUrl}/stk/${row!.path}`;
}

async function look(sql: postgres.Sql, { id }: PlacedOrder): Promise<Standing> {
  const [row] = await sql`
    select o.status as order, (o.paid_minor / 100)::int as "paidShillings", o.needs_review as "needsReview",
      array(select state::text from payment_attempts where order_id = o.id order by number) as attempts,
      (select result_code from payment_attempts where order_id = o.id order by number desc limit 1) as "resultCode",
      (select coalesce(json_agg(json_build_object('shillings', amount_minor / 100.0, 'receipt', receipt,
        'isSurplus', is_surplus) order by id), '[]') from payments where order_id = o.id) as payments,
      array(select e.source || ' ' || e.state from payment_events e join payment_attempts a on a.id = e.attempt_id
        where a.order_id = o.id order by e.received_at) as events,
      (select coalesce(sum(reserved_delta), 0)::int from inventory_movements where order_id = o.id) as reserved,
      (select coalesce(-sum(on_hand_delta), 0)::int from inventory_movements where order_id = o.id) as sold
    from orders o where o.id = ${id}`;
  return row as unknown as Standing;
}

/** Everything that happened, happened that much earlier. */
async function passInDatabase(sql: postgres.Sql, seconds: number): Promise<void> {
  await sql.begin(async (sql) => {
    const span = sql`make_interval(secs => ${seconds})`;
    await sql`update graphile_worker._private_jobs set run_at = run_at - ${span}`;
    await sql`update payment_attempts set created_at = created_at - ${span},
      submitted_at = submitted_at - ${span}, polled_at = polled_at - ${span}`;
    await sql`update refunds set created_at = created_at - ${span}, sent_at = sent_at - ${span},
      polled_at = polled_at - ${span}`;
    await sql`update arrivals set came_at = came_at - ${span}, created_at = created_at - ${span}`;
    await sql`update payment_events set received_at = received_at - ${span}`;
    await sql`update orders set placed_at = placed_at - ${span}, expires_at = expires_at - ${span}`;
  });
}
