import assert from "node:assert/strict";
import { GATEWAYS } from "@/lib/enums.ts";
import { REGISTRY } from "@/lib/payments/registry.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { type Forge, tryForgeries } from "./forgeries.ts";
import { GATEWAY_CASES } from "./gateway_cases.ts";
import { type GatewayStage, giveAccount, type Stand, startGatewayStage } from "./gateway_stage.ts";
import { stepsOf } from "./gateway_steps.ts";

/** Somebody with an account of their own at the same gateway. */
async function forgeAt(stand: Stand, { sql }: GatewayStage): Promise<Forge> {
  const { it, callbackUrl, callbackBase } = stand;
  const rival = await makeShop(sql, { currency: it.currency });
  const { settings } = it.account;
  const rivalToken = await giveAccount(sql, rival, {
    gateway: it.gateway,
    settings,
    credentials: it.strange,
  });
  const order = await stand.asked();
  const [attempt] = await sql`select callback_ref from payment_attempts
    where id = ${order.attemptId}`;
  const isOwn = REGISTRY[it.gateway].reader.callbacksTo === "attempt";
  const end = isOwn ? `/${attempt!.callback_ref}` : "";
  return {
    order,
    url: callbackUrl + end,
    rivalUrl: `${callbackBase}/${rivalToken}${end}`,
    body: it.paidMessage({
      reference: it.refOf?.(order.attemptId) ?? order.attemptId,
      code: (await stand.counter.charge(order.attemptId)).code,
      amount: stand.wire(order),
      currency: it.currency,
    }),
    sign: () => it.prove(it.account.credentials),
    signAsOther: () => it.prove(it.strange),
  };
}

Deno.test("every gateway is in the table, or has tests of its own", () => {
  const tested = ["mpesa", "paystack", ...GATEWAY_CASES.map(({ gateway }) => gateway)];
  assert.deepEqual(tested.toSorted(), GATEWAYS.toSorted());
});

Deno.test("money through every gateway", async (t) => {
  await using stage = await startGatewayStage();
  for (const { gateway } of GATEWAY_CASES) {
    const stand = stage.at[gateway]!;
    for (const [what, step] of Object.entries(stepsOf(stand.it))) {
      await t.step(`${what}: ${gateway}`, () => step(stand, stage));
    }
    const forge = await forgeAt(stand, stage);
    await tryForgeries(t, stage, { gateway, forge, proof: stand.it.proof });
    await assertLedgerAddsUp(stage.sql, stand.shop.storeId);
  }

  await t.step("no secret, address of a page or whole phone stands in the log", () => {
    const log = stage.log.join("");
    for (const { account } of GATEWAY_CASES) {
      for (const key of Object.values(account.credentials)) assert.ok(!log.includes(key));
    }
    assert.doesNotMatch(log, /\/pay\/|\+?2567[1578]\d{7}|@noemail/);
    assert.match(log, /Flutterwave answered.*MTN answered/s);
    return Promise.resolve();
  });
});
