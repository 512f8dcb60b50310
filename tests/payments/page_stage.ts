import type postgres from "postgres";
import { LOCAL_PAYSTACK_ACCOUNT, sealCredentials } from "@/lib/payments/mod.ts";
import { SEAL_KEYS, sealer } from "@/tests/fixtures/seal_keys.ts";
import type { Shop } from "@/tests/fixtures/shop.ts";
import { type PlacedOrder, type Stage, startStage } from "./stage.ts";
import { startFunction } from "./start_function.ts";
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
  const received = await startFunction("paystack", {
    SUPABASE_DB_URL: stage.databaseUrl,
    CREDENTIALS_KEYS: SEAL_KEYS,
  });
  const token = await givePaystack(stage.sql, stage.shop, LOCAL_KEY);
  const webhookUrl = `${received.url}/paystack/${token}`;
  await stage.paystack.setUp({ secret_key: LOCAL_KEY, webhook_url: webhookUrl });
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
    async [Symbol.asyncDispose]() {
      await received.stop();
      await stage[Symbol.asyncDispose]();
    },
  };
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
