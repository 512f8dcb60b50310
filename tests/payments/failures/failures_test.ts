import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { FAILURE_STEPS } from "./steps.ts";
import { startWays } from "./ways.ts";

Deno.test("failures that look the same at every gateway", async (t) => {
  await using stage = await startWays();
  for (const [what, { at, step }] of Object.entries(FAILURE_STEPS)) {
    for (const way of stage.ways.filter(({ gateway }) => at.includes(gateway))) {
      await t.step(`${what}: ${way.gateway}`, () => step(way, stage));
    }
  }
  for (const { shop } of stage.ways) await assertLedgerAddsUp(stage.sql, shop.storeId);
});
