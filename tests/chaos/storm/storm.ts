import { aMoment } from "./crew.ts";
import { createDice, type Dice } from "./dice.ts";
import { chunks } from "./post.ts";
import { type Report, report } from "./report.ts";
import { giveBack, goOn, placeOrder, type Shopper } from "./shopper.ts";
import { startStormStage, type StormStage } from "./stage.ts";
import { assertLogsTellNothing, assertTrue, differences } from "./verdict.ts";

export interface StormOptions {
  orders: number;
  seed: string;
  /** Looks at what the storm left behind, before all of it goes. */
  inspect?(stage: StormStage, shoppers: Shopper[]): Promise<void>;
}

/** In each the web server, the worker and an edge function are killed. */
const ROUNDS = 6;
const ROUNDS_OF_MANY = 20;
const MANY = 500;
/** How many shoppers do something at the same moment. */
const CROWD = 12;
/** After this nobody asks gateways about what came to nothing. */
const PATIENCE_S = 74 * 3600;

/**
 * So many orders over every gateway: answers lost, messages dropped, late, repeated and in any order, and
 * every process of the product killed. In the end the ledger says of each order what its gateway really
 * took and gave back. Rejects otherwise, with the seed, by which all of it happens again but for the
 * moments at which processes meet.
 */
export async function runStorm({ orders, seed, inspect }: StormOptions): Promise<Report> {
  try {
    return await storm(orders, createDice(seed), inspect);
  } catch (error) {
    throw new Error(`The storm of the seed "${seed}" broke something`, { cause: error });
  }
}

interface Weather {
  stage: StormStage;
  shoppers: Shopper[];
  dice: Dice;
  clock: { nowS: number };
}

async function storm(
  count: number,
  dice: Dice,
  inspect: StormOptions["inspect"],
): Promise<Report> {
  await using stage = await startStormStage(dice);
  const weather: Weather = { stage, shoppers: [], dice, clock: { nowS: 0 } };
  const { shoppers } = weather;
  const rounds = count < MANY ? ROUNDS : ROUNDS_OF_MANY;
  for (let round = 1; round <= rounds; round++) {
    await passRound(weather, round, Math.round(count * round / rounds));
  }
  await settle(weather);
  await assertTrue(stage, shoppers);
  await stage.post.repeatAll();
  await pass(weather, 61);
  await assertTrue(stage, shoppers);
  await assertLogsTellNothing(stage);
  await inspect?.(stage, shoppers);
  return await report(stage, shoppers, weather.clock.nowS);
}

/** Everything dies at some moment, while shoppers come and do what they do. */
async function passRound(weather: Weather, round: number, until: number): Promise<void> {
  const { dice } = weather;
  const died = killEach(weather, round);
  await placeOrders(weather, until);
  for (let i = 0; i < 3; i++) {
    await everybodyGoesOn(weather);
    // A machine that is slow for so many gets its time: that of shoppers and gateways stands still meanwhile.
    await untilDue(weather.stage, 2 * CROWD);
    await advance(weather, dice.between(`round ${round} pause ${i}`, 3, 50));
  }
  await died;
}

async function killEach({ stage: { crew, post }, dice }: Weather, round: number): Promise<void> {
  const names = [...post.leadsTo.keys()].sort();
  const name = names[round % names.length]!;
  const kills = {
    "web server": (ms: number) => crew.killServer(ms),
    "worker": (ms: number) => crew.killWorker(ms),
    "function": (ms: number) => crew.killFunction(name, ms),
  };
  await Promise.all(
    Object.entries(kills).map(async ([what, kill]) => {
      await aMoment(dice.between(`${what} ${round} lives`, 50, 2_000));
      await kill(dice.between(`${what} ${round} is gone`, 0, 1_000));
    }),
  );
}

async function placeOrders({ stage, shoppers, dice }: Weather, until: number): Promise<void> {
  const from = shoppers.length;
  const numbers = Array.from({ length: until - from }, (_, index) => from + index);
  for (const crowd of chunks(numbers, CROWD)) {
    const placed = crowd.map((number) => {
      const desk = stage.desks[number % stage.desks.length]!;
      return placeOrder({ dice, site: stage.site, desk }, number);
    });
    shoppers.push(...await Promise.all(placed));
  }
}

async function everybodyGoesOn({ stage: { sql }, shoppers, clock }: Weather): Promise<void> {
  const rows = await sql<{ id: string }[]>`select id from orders where status = 'paid'`;
  const paid = new Set(rows.map(({ id }) => id));
  const isDue = ({ isDone, goesOnAt, refund, order }: Shopper) =>
    (!isDone && goesOnAt <= clock.nowS) || (refund !== "none" && paid.has(order.id));
  for (const some of chunks(shoppers.filter(isDue), CROWD)) {
    await Promise.all(some.map(async (shopper) => {
      await goOn(sql, shopper, clock.nowS);
      await giveBack(sql, shopper);
    }));
  }
}

/** Time, until gateways and ledger say the same of every order. */
async function settle(weather: Weather): Promise<void> {
  const { stage, shoppers, clock } = weather;
  for (let step = 0; clock.nowS < PATIENCE_S; step++) {
    // What they ask for is sent and paid before hours pass: nobody waits for a prompt that comes so late.
    for (let turn = 0; turn < 2; turn++) {
      await everybodyGoesOn(weather);
      await pass(weather, 31);
    }
    if (await isSettled(weather) && (await differences(stage, shoppers)).length === 0) return;
    await pass(weather, step < 5 ? 31 : step < 16 ? 301 : 7201);
  }
}

async function pass(weather: Weather, seconds: number): Promise<void> {
  await advance(weather, seconds);
  await untilDue(weather.stage, 0);
}

async function advance({ stage, clock }: Weather, seconds: number): Promise<void> {
  clock.nowS += seconds;
  await stage.pass(seconds);
}

async function isSettled({ stage: { sql }, shoppers }: Weather): Promise<boolean> {
  if (shoppers.some(({ isDone }) => !isDone)) return false;
  const [row] = await sql`select
    exists (select from orders where status = 'pending' and paid_minor = 0)
    or exists (select from payment_attempts where state in ('created', 'submitted', 'unknown'))
    or exists (select from refunds where state not in ('done', 'failed')) as is_open`;
  return !row!.is_open;
}

/** Resolves when no more jobs than so many are late. */
async function untilDue({ sql }: StormStage, most: number): Promise<void> {
  while (true) {
    const [row] = await sql`
      select count(*)::int as due from graphile_worker.jobs
      where run_at <= now() and attempts < max_attempts
        and task_identifier in ('submit_payment', 'poll_payment', 'apply_payment_event',
          'expire_order', 'send_refund', 'poll_refund', 'apply_refund_event')`;
    if (row!.due <= most) return;
    await aMoment(50);
  }
}
