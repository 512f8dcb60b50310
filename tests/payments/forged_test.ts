import { createHmac } from "node:crypto";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { type Forge, tryForgeries } from "./forgeries.ts";
import { stkCallback } from "./messages.ts";
import { givePaystack, type PageStage, startPageStage } from "./page_stage.ts";
import { callbackUrl, giveLocalAccount } from "./stage.ts";
import { LOCAL_KEY } from "./till.ts";

async function forgeMpesa(stage: PageStage): Promise<Forge> {
  const rival = await makeShop(stage.sql);
  await giveLocalAccount(stage.sql, rival);
  const order = await stage.order();
  await stage.work();
  const url = await callbackUrl(stage.sql, stage.functionsUrl, order);
  const { checkoutId } = await stage.phone.prompt(order.phone);
  return {
    order,
    url,
    rivalUrl: url.replace(stage.shop.callbackToken, rival.callbackToken),
    body: stkCallback({ checkoutId, amount: order.shillings }),
    sign: () => ({}),
    signAsOther: () => ({}),
  };
}

async function forgePaystack(stage: PageStage): Promise<Forge> {
  const rival = await makeShop(stage.sql);
  const rivalToken = await givePaystack(stage.sql, rival, "sk_test_rivalrival");
  const order = await stage.pageOrder();
  await stage.work();
  const sign = (body: string, key = LOCAL_KEY) => ({
    "x-paystack-signature": createHmac("sha512", key).update(body).digest("hex"),
  });
  const data = {
    id: 1,
    domain: "test",
    status: "success",
    reference: order.attemptId,
    amount: order.shillings * 100,
    currency: "KES",
  };
  return {
    order,
    url: stage.webhookUrl,
    rivalUrl: `${stage.webhookBase}/paystack/${rivalToken}`,
    body: JSON.stringify({ event: "charge.success", data }),
    sign: (body) => sign(body),
    signAsOther: (body) => sign(body, "sk_test_rivalrival"),
  };
}

Deno.test("forged messages change nothing", async (t) => {
  await using stage = await startPageStage();
  const mpesa = await forgeMpesa(stage);
  await tryForgeries(t, stage, { gateway: "mpesa", forge: mpesa, proof: "none" });
  const paystack = await forgePaystack(stage);
  await tryForgeries(t, stage, { gateway: "paystack", forge: paystack, proof: "signature" });
  await assertLedgerAddsUp(stage.sql, stage.shop.storeId);
});
