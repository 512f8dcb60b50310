import assert from "node:assert/strict";
import { assertFound, FAULTS } from "./storm/faults.ts";
import { runStorm } from "./storm/storm.ts";
import { assertTrue } from "./storm/verdict.ts";

/** STORM_SEED has one happen again; otherwise each run is another storm. */
const seed = Deno.env.get("STORM_SEED") ?? crypto.randomUUID();

/** `task bench storm` has two thousand. */
const ORDERS = 36;

Deno.test(`a storm over every gateway loses no money and doubles none (STORM_SEED=${seed})`, async () => {
  const { server_kills, worker_kills, function_kills, ...report } = await runStorm({
    orders: ORDERS,
    seed,
  });
  assert.deepEqual([server_kills, worker_kills, function_kills], [6, 6, 6], "all of them died");
  assert.ok(
    report.paid > 0 && report.refunded + report.partly_refunded > 0,
    "money went both ways",
  );
});

Deno.test("the verdict over a storm finds what must never happen", async (t) => {
  await runStorm({
    orders: ORDERS,
    seed: "faults",
    async inspect(stage, shoppers) {
      for (const fault of FAULTS) {
        await t.step(fault.what, () => assertFound(fault, stage, shoppers));
      }
      await assertTrue(stage, shoppers);
    },
  });
});
