import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { GATEWAYS } from "@/lib/enums.ts";
import { GATEWAY_CASES } from "../gateway_cases.ts";
import { refundStepsOf } from "../gateway_refund_steps.ts";
import { stepsOf } from "../gateway_steps.ts";
import { FAILURES } from "./names.ts";
import { CANNOT, type PaymentWay, WAYS } from "./cannot.ts";
import { FAILURE_STEPS } from "./steps.ts";

/** Row, name, and the way to be paid at which it is shown. */
const NAME = /7\.(\d+) ([^,:]+)[^`"\n]*: (\w+|\$\{gateway\})[`"]/g;

interface Shown {
  row: number;
  name: string;
  way: string;
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
      for (const [, row, name, way] of text.matchAll(NAME)) {
        // The one file that goes through all gateways by itself.
        const ways = way === "${gateway}" ? file.startsWith("wire_") ? GATEWAYS : [] : [way!];
        shown.push(...ways.map((one) => ({ row: Number(row), name: name!, way: one })));
      }
    }
  }
  return shown;
}

function listTabled(): Shown[] {
  const names = GATEWAY_CASES.flatMap((it) => [
    ...Object.keys(stepsOf(it)).map((what) => [what, it.gateway]),
    ...Object.keys(refundStepsOf(it)).map((what) => [what, it.gateway]),
  ]);
  const failures = Object.entries(FAILURE_STEPS)
    .flatMap(([what, { at }]) => at.map((gateway) => [what, gateway]));
  return [...names, ...failures].flatMap(([what, gateway]) =>
    [...`"${what}: ${gateway}"`.matchAll(NAME)].map(([, row, name, way]) => ({
      row: Number(row),
      name: name!,
      way: way!,
    }))
  );
}

Deno.test("every failure is shown at every way to be paid, or cannot occur there", async () => {
  const shown = [...await listWritten(), ...listTabled()];
  for (const { row, name, way } of shown) {
    assert.equal(name.trim(), FAILURES[row], `row ${row} is called so`);
    assert.ok(WAYS.includes(way as PaymentWay), `${way} is a way to be paid`);
  }
  const missing: string[] = [];
  const contradictions: string[] = [];
  for (const row of Object.keys(FAILURES).map(Number)) {
    for (const way of WAYS) {
      const isShown = shown.some((one) => one.row === row && one.way === way);
      const reason = CANNOT[row]?.[way];
      if (!isShown && !reason) missing.push(`7.${row} ${FAILURES[row]}: ${way}`);
      if (isShown && reason) contradictions.push(`7.${row} ${FAILURES[row]}: ${way}`);
    }
  }
  assert.deepEqual(missing, [], "shown nowhere, and no word on why it cannot occur");
  assert.deepEqual(contradictions, [], "shown, though it is said that it cannot occur");
});
