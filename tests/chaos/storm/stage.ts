import { GATEWAY_CASES } from "@/tests/payments/gateway_cases.ts";
import { type GatewayStage, startGatewayStage } from "@/tests/payments/gateway_stage.ts";
import { givePaystack } from "@/tests/payments/page_stage.ts";
import { startFunction } from "@/tests/payments/start_function.ts";
import { LOCAL_KEY } from "@/tests/payments/till.ts";
import { type RunningWorker, startWorker } from "@/tests/payments/worker.ts";
import { SEAL_KEYS } from "@/tests/fixtures/seal_keys.ts";
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
  /** What workers wrote. */
  log: string[];
  startWorker(): Promise<RunningWorker>;
  /** Lets time pass for gateways, messages and shops. */
  pass(seconds: number): Promise<void>;
}

export async function startStormStage(dice: Dice): Promise<StormStage> {
  const post = openPost(dice);
  const stage = await startGatewayStage({ door: post });
  const received = await startFunction("paystack", {
    SUPABASE_DB_URL: stage.databaseUrl,
    CREDENTIALS_KEYS: SEAL_KEYS,
  });
  post.leadsTo.set("paystack", received.url);
  const token = await givePaystack(stage.sql, stage.shop, LOCAL_KEY);
  await stage.paystack.setUp({
    secret_key: LOCAL_KEY,
    webhook_url: `${post.url}/paystack/${token}`,
  });
  const stands = GATEWAY_CASES.map(({ gateway }) => stage.at[gateway]!);
  const mpesa = startCallWire("mpesa", stage.phone.url, dice);
  const paystack = startCallWire("paystack", stage.paystack.url, dice);
  const others = stands.map(({ it, counter }) => ({
    name: `${it.gateway.toUpperCase()}_URL`,
    wire: startCallWire(it.gateway, counter.url, dice),
  }));
  const wires = [mpesa, paystack, ...others.map(({ wire }) => wire)];
  const log: string[] = [];
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
        },
        hear: (text) => log.push(text),
      }),
    async pass(seconds) {
      await Promise.all([
        stage.phone.pass(seconds),
        stage.paystack.pass(seconds),
        post.pass(seconds),
        ...stands.map(({ counter }) => counter.pass(seconds)),
      ]);
      await unlessDeadlocked(() => stage.passHere(seconds));
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(wires.map((wire) => wire.stop()));
      await received.stop();
      await stage[Symbol.asyncDispose]();
    },
  };
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
