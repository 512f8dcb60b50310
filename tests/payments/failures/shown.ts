import { fileURLToPath } from "node:url";
import { GATEWAYS } from "@/lib/enums.ts";
import { GATEWAY_CASES } from "../gateway_cases.ts";
import { refundStepsOf } from "../gateway_refund_steps.ts";
import { stepsOf } from "../gateway_steps.ts";
import { OUTCOMES } from "./names.ts";
import { FAILURE_STEPS } from "./steps.ts";

/** A test that shows a failure or an outcome at a way to be paid. */
export interface Shown {
  /** Of the failure; null for an outcome. */
  row: number | null;
  name: string;
  way: string;
}

/** Row and name of a failure or an outcome, and the way to be paid at which it is shown. */
const NAME = new RegExp(
  `["\`](?:7\\.(\\d+) ([^,:]+)|(${OUTCOMES.join("|")}),)[^\`"\\n]*: (\\w+|\\$\\{gateway\\})["\`]`,
  "g",
);
/** Names of a small table of steps in a test file: the rest of the name follows from the loop. */
const LISTED = new RegExp(`\\["(${OUTCOMES.join("|")}), [^"]*", `, "g");

/** Everything that tests show, by their names. */
export async function listShown(): Promise<Shown[]> {
  return [...await listWritten(), ...listTabled()];
}

/** What is written out in test files; steps of tables are told by their tables. */
async function listWritten(): Promise<Shown[]> {
  const folders = ["payments", "db", "lib", "lib/payments", "chaos"]
    .map((name) => fileURLToPath(new URL(`../../${name}/`, import.meta.url)));
  const shown: Shown[] = [];
  for (const folder of folders) {
    for await (const { name: file, isFile } of Deno.readDir(folder)) {
      if (!isFile || !file.endsWith("_test.ts")) continue;
      const text = await Deno.readTextFile(folder + file);
      for (const found of read(text)) {
        // The one file that goes through all gateways by itself.
        const all = file.startsWith("wire_") ? GATEWAYS : [];
        const ways = found.way === "${gateway}" ? all : [found.way];
        shown.push(...ways.map((way) => ({ ...found, way })));
      }
      if (file !== "stk_payment_test.ts") continue;
      for (const [, name] of text.matchAll(LISTED)) {
        shown.push({ row: null, name: name!, way: "mpesa" });
      }
    }
  }
  return shown;
}

function listTabled(): Shown[] {
  const names = GATEWAY_CASES.flatMap((it) =>
    [...Object.keys(stepsOf(it)), ...Object.keys(refundStepsOf(it))]
      .map((what) => [what, it.gateway])
  );
  const failures = Object.entries(FAILURE_STEPS)
    .flatMap(([what, { at }]) => at.map((gateway) => [what, gateway]));
  return [...names, ...failures].flatMap(([what, gateway]) => read(`"${what}: ${gateway}"`));
}

function read(text: string): Shown[] {
  return [...text.matchAll(NAME)].map(([, row, name, outcome, way]) => ({
    row: row ? Number(row) : null,
    name: (name ?? outcome)!.trim(),
    way: way!,
  }));
}
