import type postgres from "postgres";
import type { Gateway } from "@/lib/enums.ts";
import { methodOf, sealCredentials } from "@/lib/payments/mod.ts";
import { REGISTRY } from "@/lib/payments/registry.ts";
import { sealer } from "@/tests/fixtures/seal_keys.ts";
import { makeShop, type Shop } from "@/tests/fixtures/shop.ts";
import { type Counter, createCounter, type Plan } from "./counter.ts";
import { type Door, openDoor } from "./door.ts";
import { GATEWAY_CASES, type GatewayCase } from "./gateway_cases.ts";
import { placeAnOrder, type PlacedOrder, type Stage, startStage } from "./stage.ts";

/** A stage with every gateway of the table, and a shop for each. */
export interface GatewayStage extends Stage {
  at: Record<string, Stand>;
  passAndWork(...seconds: number[]): Promise<void>;
}

/** What there is of one gateway. */
export interface Stand {
  it: GatewayCase;
  isPage: boolean;
  counter: Counter;
  shop: Shop;
  /** What comes before the token in callback addresses. */
  callbackBase: string;
  /** The account's callback address; prompts have one of their own below it. */
  callbackUrl: string;
  /** Of a total, as the gateway writes it. */
  wire(order: PlacedOrder): number | string;
  order(): Promise<PlacedOrder>;
  /** An order whose money the gateway was asked for, the plan having been told before. */
  asked(plan?: Plan): Promise<PlacedOrder>;
  /** What the shopper does who pays, or declines. */
  pay(order: PlacedOrder): Promise<void>;
  decline(order: PlacedOrder): Promise<void>;
  /** Pays, and has what follows done: at once, or when the gateway has been asked what changed. */
  payAndWork(order: PlacedOrder): Promise<void>;
}

let phones = 0;

export async function startGatewayStage(
  { door = openDoor(), hear }: { door?: Door; hear?: (text: string) => void } = {},
): Promise<GatewayStage> {
  const dataDir = await Deno.makeTempDir();
  const servers = await Promise.all(
    GATEWAY_CASES.map((it) => it.start({ dataDir, seed: "stage" })),
  );
  const counters = servers.map(({ url }, index) => createCounter(url, GATEWAY_CASES[index]!.refOf));
  const beside = Object.fromEntries(
    GATEWAY_CASES.map(({ gateway }, index) => [gateway, counters[index]!]),
  );
  const stage = await startStage({ beside, functionsUrl: door.url, ...(hear && { hear }) });
  door.leadsTo.set(REGISTRY.mpesa.reader.functionName, stage.functionsUrl);
  await Promise.all(GATEWAY_CASES.map(async ({ gateway }) => {
    const { functionName } = REGISTRY[gateway].reader;
    door.leadsTo.set(functionName, (await stage.startFunction(functionName)).url);
  }));
  const at: Record<string, Stand> = {};
  for (const [index, it] of GATEWAY_CASES.entries()) {
    const counter = counters[index]!;
    at[it.gateway] = await openStand(stage, { it, counter, functionsUrl: door.url });
  }
  return {
    ...stage,
    at,
    async passAndWork(...spans) {
      for (const seconds of spans) {
        await stage.pass(seconds);
        await stage.work();
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((one) => one.stop()));
      await door.stop();
      await stage[Symbol.asyncDispose]();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
}

async function openStand(
  stage: Stage,
  { it, counter, functionsUrl }: { it: GatewayCase; counter: Counter; functionsUrl: string },
): Promise<Stand> {
  const { sql } = stage;
  const { gateway, currency } = it;
  const { reader, amounts } = REGISTRY[gateway];
  const isPage = methodOf(gateway).kind === "page";
  const shop = await makeShop(sql, { stock: [10_000], currency });
  const token = await giveAccount(sql, shop, { gateway, ...it.account });
  const callbackBase = `${functionsUrl}/${reader.functionName}`;
  const callbackUrl = `${callbackBase}/${token}`;
  if (it.isToldByHand) {
    const [key = "", secret = ""] = Object.values(it.account.credentials);
    await counter.setUp({ key, secret, callback_url: callbackUrl });
  }
  const stand: Stand = {
    it,
    isPage,
    counter,
    shop,
    callbackBase,
    callbackUrl,
    wire: ({ shillings }) => amounts.toWire(Math.round(shillings * 100), currency)!,
    order: () => {
      const payer_phone = `+${it.phonePrefix}${String(1_000_000 + ++phones)}`;
      return placeAnOrder(sql, shop, { gateway, payer_phone });
    },
    async asked(plan) {
      const order = await stand.order();
      if (plan) await counter.plan({ match: { reference: order.attemptId }, ...plan });
      await stage.work();
      return order;
    },
    async pay({ attemptId }) {
      if (isPage) await counter.click(attemptId, "pay");
      else await counter.end(attemptId, "paid");
    },
    async payAndWork(order) {
      await stand.pay(order);
      await stage.work();
      if (it.tellsEnds) return;
      await stage.pass(6);
      await stage.work();
    },
    async decline({ attemptId }) {
      if (isPage) await counter.click(attemptId, "fail");
      else await counter.end(attemptId, "cancelled");
    },
  };
  return stand;
}

/** An account whose keys are sealed. Answers the token of its callback address. */
export async function giveAccount(
  sql: postgres.Sql,
  { storeId }: Shop,
  { gateway, settings, credentials }: {
    gateway: Gateway;
    settings: Record<string, string>;
    credentials: Record<string, string>;
  },
): Promise<string> {
  const sealed = await sealCredentials(sealer, { storeId, gateway }, credentials);
  const [account] = await sql`insert into payment_accounts (store_id, gateway, settings)
    values (${storeId}, ${gateway}, ${sql.json(settings)}) returning id`;
  const [row] = await sql`insert into private.payment_credentials (account_id, credentials)
    values (${account!.id}, ${sql.json({ ...sealed })}) returning callback_token`;
  return row!.callback_token;
}
