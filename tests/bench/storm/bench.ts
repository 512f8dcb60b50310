import { runStorm } from "@/tests/chaos/storm/storm.ts";

const ORDERS = Number(Deno.env.get("STORM_ORDERS") ?? 2_000);
const SEED = Deno.env.get("STORM_SEED") ?? crypto.randomUUID();

/** A storm over every gateway, after which all money is where the gateways say that it is. */
console.log(`seed ${SEED}`);
const started = performance.now();
for (const [what, figure] of Object.entries(await runStorm({ orders: ORDERS, seed: SEED }))) {
  console.log(`${what.padEnd(10)} ${figure}`);
}
console.log(`${"seconds".padEnd(10)} ${Math.round((performance.now() - started) / 1000)}`);
