import { GATEWAY_CASES } from "@/tests/payments/gateway_cases.ts";
import { type GatewayStage, startGatewayStage } from "@/tests/payments/gateway_stage.ts";
import { servePaystack } from "@/tests/payments/page_stage.ts";
import { type CallWire, startCallWire } from "./calls.ts";
import type { Site } from "./checkout.ts";
import { type Crew, startCrew } from "./crew.ts";
import { type Desk, mpesaDesk, paystackDesk, standDesk } from "./desks.ts";
import type { Dice } from "./dice.ts";
import { openPost, type Post } from "./post.ts";
import { holdMessages, passInDatabase } from "./time.ts";

/** Every gateway, with weather on both ways between it and the shops, and all processes of the product. */
export interface StormStage extends AsyncDisposable {
  sql: GatewayStage["sql"];
  desks: Desk[];
  site: Site;
  crew: Crew;
  post: Post;
  wires: CallWire[];
  /** What the processes wrote. */
  log: string[];
  /** Lets time pass for gateways, messages and shops. */
  pass(seconds: number): Promise<void>;
}

export async function startStormStage(dice: Dice): Promise<StormStage> {
  const post = openPost(dice);
  const log: string[] = [];
  const hear = (text: string) => void log.push(text);
  const stage = await startGatewayStage({ door: post, hear });
  const { sql } = stage;
  await servePaystack(stage, post);
  await holdMessages(sql);
  const stands = GATEWAY_CASES.map(({ gateway }) => stage.at[gateway]!);
  const mpesa = startCallWire("mpesa", stage.phone.url, dice);
  const paystack = startCallWire("paystack", stage.paystack.url, dice);
  const others = stands.map(({ it, counter }) => ({
    name: `${it.gateway.toUpperCase()}_URL`,
    wire: startCallWire(it.gateway, counter.url, dice),
  }));
  const wires = [mpesa, paystack, ...others.map(({ wire }) => wire)];
  const surroundings = {
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
  };
  const crew = await startCrew({ stage, post, surroundings, hear });
  return {
    sql,
    desks: [mpesaDesk(stage), paystackDesk(stage), ...stands.map(standDesk)],
    site: { sql, crew, counts: { tries: 0, unanswered: 0 } },
    crew,
    post,
    wires,
    log,
    async pass(seconds) {
      await Promise.all([
        stage.phone.pass(seconds),
        stage.paystack.pass(seconds),
        post.pass(seconds),
        ...stands.map(({ counter }) => counter.pass(seconds)),
      ]);
      await passInDatabase(sql, seconds);
    },
    async [Symbol.asyncDispose]() {
      await crew.stop();
      await Promise.all(wires.map((wire) => wire.stop()));
      await stage[Symbol.asyncDispose]();
    },
  };
}
