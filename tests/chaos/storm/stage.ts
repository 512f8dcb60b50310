import type postgres from "postgres";
import { GATEWAY_CASES } from "@/tests/payments/gateway_cases.ts";
import { type GatewayStage, startGatewayStage } from "@/tests/payments/gateway_stage.ts";
import { servePaystack } from "@/tests/payments/page_stage.ts";
import { type RunningWorker, startWorker } from "@/tests/payments/worker.ts";
import { type CallWire, startCallWire } from "./calls.ts";
import { type Desk, mpesaDesk, paystackDesk, standDesk } from "./desks.ts";
import type { Dice } from "./dice.ts";
import { openPost, type Post } from "./post.ts";

/** Every gateway, with weather on both ways between it and the shops. */
export interface StormStage extends AsyncDisposable {
  sql: GatewayStage["sql"];
  desks: Desk[];
  post: Post;
  wires: CallWire[];
  /** What workers and edge functions wrote. */
  log: string[];
  startWorker(): Promise<RunningWorker>;
  /** Ends an edge function as a machine that loses power does; it is back after a while. */
  killFunction(name: string, backAfterMs: number): Promise<void>;
  /** Lets time pass for gateways, messages and shops. */
  pass(seconds: number): Promise<void>;
}

export async function startStormStage(dice: Dice): Promise<StormStage> {
  const post = openPost(dice);
  const log: string[] = [];
  const hear = (text: string) => void log.push(text);
  const stage = await startGatewayStage({ door: post, hear });
  await servePaystack(stage, post);
  await holdMessages(stage.sql);
  const stands = GATEWAY_CASES.map(({ gateway }) => stage.at[gateway]!);
  const mpesa = startCallWire("mpesa", stage.phone.url, dice);
  const paystack = startCallWire("paystack", stage.paystack.url, dice);
  const others = stands.map(({ it, counter }) => ({
    name: `${it.gateway.toUpperCase()}_URL`,
    wire: startCallWire(it.gateway, counter.url, dice),
  }));
  const wires = [mpesa, paystack, ...others.map(({ wire }) => wire)];
  return {
    sql: stage.sql,
    desks: [
      mpesaDesk(stage),
      paystackDesk({ ...stage, order: () => stage.order({ gateway: "paystack" }) }),
      ...stands.map(standDesk),
    ],
    post,
    wires,
    log,
    startWorker: () =>
      startWorker({
        databaseUrl: stage.databaseUrl,
        functionsUrl: post.url,
        phone: mpesa,
        paystack,
        gatewayUrls: {
          ...Object.fromEntries(others.map(({ name, wire }) => [name, wire.url])),
          LOG_LEVEL: "debug",
          JOB_CONCURRENCY: "8",
        },
        hear,
      }),
    async killFunction(name, backAfterMs) {
      post.leadsTo.delete(name);
      await stage.functions.get(name)!.kill();
      await new Promise((resolve) => setTimeout(resolve, backAfterMs));
      post.leadsTo.set(name, (await stage.startFunction(name)).url);
    },
    async pass(seconds) {
      await Promise.all([
        stage.phone.pass(seconds),
        stage.paystack.pass(seconds),
        post.pass(seconds),
        ...stands.map(({ counter }) => counter.pass(seconds)),
      ]);
      await unlessDeadlocked(() => passForOpen(stage.sql, seconds));
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(wires.map((wire) => wire.stop()));
      await stage[Symbol.asyncDispose]();
    },
  };
}

/** Emails and SMS are not what is looked at, and nobody would take them. */
async function holdMessages(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create function public.hold_message() returns trigger language plpgsql as $$
    begin
      if new.task_id = (select id from graphile_worker._private_tasks where identifier = 'send_notification') then
        new.run_at := now() + interval '100 years';
      end if;
      return new;
    end $$;
    create trigger hold_message before insert on graphile_worker._private_jobs
      for each row execute function public.hold_message()`);
}

/** As `passHere`, for what time can still do something to, and the worker looks at once. */
async function passForOpen(sql: postgres.Sql, seconds: number): Promise<void> {
  const span = sql`make_interval(secs => ${seconds})`;
  await sql.begin(async (sql) => {
    await sql`update graphile_worker._private_jobs set run_at = run_at - ${span}
      where run_at < now() + interval '10 years'`;
    await sql`update payment_attempts set created_at = created_at - ${span},
      submitted_at = submitted_at - ${span}, polled_at = polled_at - ${span}
      where state <> 'succeeded'`;
    await sql`update refunds set created_at = created_at - ${span}, sent_at = sent_at - ${span},
      polled_at = polled_at - ${span} where state <> 'done'`;
    await sql`update payment_events set received_at = received_at - ${span}
      where state = 'received'`;
    await sql`update orders set placed_at = placed_at - ${span}, expires_at = expires_at - ${span}
      where status = 'pending'`;
    await sql`select pg_notify('jobs:insert', '{"count":8}')`;
  });
}

/** All rows change at once here while workers lock theirs one after another: Postgres ends one of the two. */
async function unlessDeadlocked(pass: () => Promise<void>): Promise<void> {
  const DEADLOCK = "40P01";
  for (let left = 20;; left--) {
    try {
      return await pass();
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || left === 0) throw error;
    }
  }
}
