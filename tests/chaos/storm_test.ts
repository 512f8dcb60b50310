import { runStorm } from "./storm/storm.ts";

/** STORM_SEED has one happen again; otherwise each run is another storm. */
const seed = Deno.env.get("STORM_SEED") ?? crypto.randomUUID();

/** `task bench storm` has two thousand. */
const ORDERS = 36;

Deno.test(`a storm over every gateway loses no money and doubles none (STORM_SEED=${seed})`, async () => {
  await runStorm({ orders: ORDERS, seed });
});
