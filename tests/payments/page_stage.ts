import type postgres from "postgres";
import { LOCAL_PAYSTACK_ACCOUNT, sealCredentials } from "@/lib/payments/mod.ts";
import { sealer } from "@/tests/fixtures/seal_keys.ts";
import type { Shop } from "@/tests/fixtures/shop.ts";
import type { Door } from "./door.ts";
import { type PlacedOrder, type Stage, startStage } from "./stage.ts";
import { LOCAL_KEY } from "./till.ts";

/** A stage whose shop is paid through Paystack as well. */
export interface PageStage extends Stage {
  /** The shop's webhook address, as its owner pastes it at Paystack. */
  webhookUrl: string;
  /** What comes before `/paystack` in it. */
  webhookBase: string;
  /** An order that is to be paid through Paystack. */
  pageOrder(overrides?: Record<string, unknown>): Promise<PlacedOrder>;
  passAndWork(...seconds: number[]): Promise<void>;
}

export async function startPageStage(): Promise<PageStage> {
  const stage = await startStage();
  const received = await stage.startFunction("paystack");
  const webhookUrl = await openPaystack(stage, received.url);
  return {
    ...stage,
    webhookUrl,
    webhookBase: received.url,
    pageOrder: (overrides = {}) => stage.order({ gateway: "paystack", ...overrides }),
    async passAndWork(...spans) {
      for (const seconds of spans) {
        await stage.pass(seconds);
        await stage.work();
      }
    },
  };
}

/** Paystack beside other gateways, all of which tell shops through one door. */
export async function servePaystack(stage: Stage, door: Door): Promise<void> {
  door.leadsTo.set("paystack", (await stage.startFunction("paystack")).url);
  await openPaystack(stage, door.url);
}

/** The stage's shop is paid through Paystack as well, which tells it below this address. Answers where. */
async function openPaystack(stage: Stage, base: string): Promise<string> {
  const token = await givePaystack(stage.sql, stage.shop, LOCAL_KEY);
  const webhookUrl = `${base}/paystack/${token}`;
  await stage.paystack.setUp({ secret_key: LOCAL_KEY, webhook_url: webhookUrl });
  return webhookUrl;
}

/** An account with Paystack whose keys are sealed. Answers the token of its webhook address. */
export async function givePaystack(
  sql: postgres.Sql,
  { storeId }: Shop,
  secretKey: string,
): Promise<string> {
  const sealed = await sealCredentials(sealer, { storeId, gateway: "paystack" }, {
    secret_key: secretKey,
  });
  const { settings } = LOCAL_PAYSTACK_ACCOUNT;
  const [account] = await sql`insert into payment_accounts (store_id, gateway, settings)
    values (${storeId}, 'paystack', ${sql.json(settings)}) returning id`;
  const [row] = await sql`insert into private.payment_credentials (account_id, credentials)
    values (${account!.id}, ${sql.json({ ...sealed })}) returning callback_token`;
  return row!.callback_token;
}
