import assert from "node:assert/strict";
import { GATEWAYS } from "@/lib/enums.ts";
import { methodOf } from "@/lib/payments/mod.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { GATEWAY_CASES } from "./gateway_cases.ts";
import { payOrder, refundStepsOf } from "./gateway_refund_steps.ts";
import { startGatewayStage } from "./gateway_stage.ts";

Deno.test("every gateway by which money goes back is in the table, or has tests of its own", () => {
  const inTable = GATEWAY_CASES.filter((it) => it.refund).map(({ gateway }) => gateway);
  const giving = GATEWAYS.filter((gateway) => methodOf(gateway).refunds !== "never");
  assert.deepEqual(["mpesa", "paystack", ...inTable].toSorted(), giving.toSorted());
});

Deno.test("money goes back through every gateway that gives it", async (t) => {
  await using stage = await startGatewayStage();
  for (const it of GATEWAY_CASES.filter(({ refund }) => refund)) {
    const { gateway } = it;
    const stand = stage.at[gateway]!;
    for (const [what, step] of Object.entries(refundStepsOf(it))) {
      await t.step(`${what}: ${gateway}`, async () => await step(await payOrder(stage, stand)));
    }
    await assertLedgerAddsUp(stage.sql, stand.shop.storeId);
  }
});
