import type { RunningWorker } from "@/tests/payments/worker.ts";
import { createDice, type Dice } from "./dice.ts";
import { chunks } from "./post.ts";
import { giveBack, goOn, placeOrder, type Shopper } from "./shopper.ts";
import { startStormStage, type StormStage } from "./stage.ts";
import { assertLogsTellNothing, assertTrue, differences } from "./verdict.ts";

/** What a storm was like. */
export interface Report {
  orders: number;
  paid: number;
  refunds: number;
  calls: number;
  lostCalls: number;
  messages: number;
  dropped: number;
  late: number;
  copies: number;
  unheard: number;
  /** Of workers, and of edge functions. */
  kills: number;
  functionKills: number;
  /** What passed on the clock of the gateways. */
  hours: number;
}

/** In each a worker and an edge function are killed. */
const ROUNDS = 6;
const ROUNDS_OF_MANY = 12;
const MANY = 500;
/** How many shoppers do something at the same moment. */
const CROWD = 12;
/** After this nobody asks gateways about what came to nothing. */
const PATIENCE_S = 74 * 3600;

/**
 * So many orders over every gateway: answers lost, messages dropped, late, repeated and in any order, workers
 * killed. In the end the ledger says of each order what its gateway really took and gave back. Rejects
 * otherwise, with the seed, by which all of it happens again but for the moments at which processes meet.
 */
export async function runStorm(
  { orders, seed }: { orders: number; seed: string },
): Promise<Report> {
  try {
    return await storm(orders, createDice(seed));
  } catch (error) {
    throw new Error(`The storm of the seed "${seed}" broke something`, { cause: error });
  }
}

async function storm(count: number, dice: Dice): Promise<Report> {
  await using stage = await startStormStage(dice);
  const clock = { nowS: 0 };
  const shoppers: Shopper[] = [];
  const rounds = count < MANY ? ROUNDS : ROUNDS_OF_MANY;
  for (let round = 1; round <= rounds; round++) {
    const from = shoppers.length;
    const some = Math.round(count * round / rounds) - from;
    const numbers = Array.from({ length: some }, (_, index) => from + index);
    for (const crowd of chunks(numbers, CROWD)) {
      shoppers.push(
        ...await Promise.all(
          crowd.map((number) =>
            placeOrder(dice, number, stage.desks[number % stage.desks.length]!)
          ),
        ),
      );
    }
    await passRound({ stage, shoppers, dice, clock }, round);
  }
  await settle({ stage, shoppers, dice, clock });
  await assertTrue(stage, shoppers);
  await stage.post.repeatAll();
  const worker = await stage.startWorker();
  await pass({ stage, shoppers, dice, clock }, 61);
  await worker.kill();
  await assertTrue(stage, shoppers);
  await assertLogsTellNothing(stage);
  return { ...await report(stage, shoppers, clock.nowS), kills: rounds + 2, functionKills: rounds };
}

interface Weather {
  stage: StormStage;
  shoppers: Shopper[];
  dice: Dice;
  clock: { nowS: number };
}

/** A worker and an edge function die at some moment, while shoppers do what they do. */
async function passRound(weather: Weather, round: number): Promise<void> {
  const { stage, dice } = weather;
  const worker = await stage.startWorker();
  const killed = aMoment(dice.between(`worker ${round} lives`, 100, 2_500))
    .then(() => worker.kill());
  const names = [...stage.post.leadsTo.keys()];
  const name = names[round % names.length]!;
  const isBack = aMoment(dice.between(`function ${round} lives`, 100, 2_500))
    .then(() => stage.killFunction(name, dice.between(`function ${round} is gone`, 0, 1_500)));
  for (let i = 0; i < 3; i++) {
    await everybodyGoesOn(weather);
    await advance(weather, dice.between(`round ${round} pause ${i}`, 3, 50));
  }
  await Promise.all([killed, isBack]);
}

async function everybodyGoesOn({ stage, shoppers, clock }: Weather): Promise<void> {
  const waiting = shoppers.filter(({ isDone, refund }) => !isDone || refund !== "none");
  for (const some of chunks(waiting, CROWD)) {
    await Promise.all(some.map(async (shopper) => {
      await goOn(stage.sql, shopper, clock.nowS);
      await giveBack(stage.sql, shopper);
    }));
  }
}

/** A worker that lives, and time, until gateways and ledger say the same of every order. */
async function settle(weather: Weather): Promise<void> {
  const { stage, shoppers, clock } = weather;
  const worker: RunningWorker = await stage.startWorker();
  try {
    for (let step = 0; clock.nowS < PATIENCE_S; step++) {
      await everybodyGoesOn(weather);
      await pass(weather, step < 10 ? 31 : step < 24 ? 301 : step < 40 ? 1801 : 7201);
      if (await isSettled(weather) && (await differences(stage, shoppers)).length === 0) return;
    }
  } finally {
    await worker.kill();
  }
}

async function pass(weather: Weather, seconds: number): Promise<void> {
  await advance(weather, seconds);
  while (await hasDueJobs(weather.stage)) await aMoment(20);
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

async function hasDueJobs({ sql }: StormStage): Promise<boolean> {
  const [row] = await sql`
    select exists (select from graphile_worker.jobs where run_at <= now() and attempts < max_attempts
      and task_identifier in ('submit_payment', 'poll_payment', 'apply_payment_event', 'expire_order',
        'send_refund', 'poll_refund', 'apply_refund_event')) as found`;
  return row!.found;
}

function aMoment(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function report(
  { sql, wires, post }: StormStage,
  shoppers: Shopper[],
  nowS: number,
): Promise<Omit<Report, "kills" | "functionKills">> {
  const [row] = await sql`select (select count(*)::int from orders where status = 'paid') as paid,
    (select count(*)::int from refunds where state = 'done') as refunds`;
  const sum = (what: "calls" | "lost") => wires.reduce((all, { counts }) => all + counts[what], 0);
  return {
    orders: shoppers.length,
    paid: row!.paid,
    refunds: row!.refunds,
    calls: sum("calls"),
    lostCalls: sum("lost"),
    ...post.counts,
    hours: Math.round(nowS / 360) / 10,
  };
}
