import { runStorm } from "@/tests/chaos/storm/storm.ts";

const ORDERS = Number(Deno.env.get("STORM_ORDERS") ?? 2_000);
const SEED = Deno.env.get("STORM_SEED") ?? crypto.randomUUID();

/** A storm over every gateway, after which all money is where the gateways say that it is. */
const say = (what: string, figure: unknown) => console.log(`${what.padEnd(22)} ${figure}`);
say("seed", SEED);
const started = performance.now();
const report = await runStorm({ orders: ORDERS, seed: SEED });
for (const [what, figure] of Object.entries(report)) say(what.replaceAll("_", " "), figure);
say("seconds", Math.round((performance.now() - started) / 1000));
say("verdict", "ledger = gateways, paid = released, paid twice = for a person, stock adds up");
