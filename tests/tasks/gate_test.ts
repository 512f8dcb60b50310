import assert from "node:assert/strict";
import { join } from "node:path";
import { runSteps, type Tally } from "@/tasks/gate.ts";

const PASSES = `Deno.test("one", () => {}); Deno.test("two", () => {});`;
const FAILS = `Deno.test("three", () => { throw new Error("no"); });`;

/** Runs test files of these contents as one step, quietly. */
async function tallyOf(...contents: string[]): Promise<Tally> {
  const folder = await Deno.makeTempDir();
  for (const [i, text] of contents.entries()) {
    await Deno.writeTextFile(join(folder, `${i}_test.ts`), text);
  }
  const print = console.log;
  console.log = () => {};
  try {
    const args = ["test", "--no-check", "--no-config", folder];
    return await runSteps([{ title: "Tests", args, isTests: true }]);
  } finally {
    console.log = print;
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("tests of every file are counted", async () => {
  assert.deepEqual(await tallyOf(PASSES, PASSES), { passed: 4, failed: 0, broken: [] });
});

Deno.test("a failing test is counted and breaks its step", async () => {
  assert.deepEqual(await tallyOf(PASSES, FAILS), { passed: 2, failed: 1, broken: ["Tests"] });
});

Deno.test("a test that is skipped is neither passed nor failed", async () => {
  const tally = await tallyOf(PASSES, `Deno.test.ignore("later", () => {});`);
  assert.deepEqual(tally, { passed: 2, failed: 0, broken: [] });
});

Deno.test("a file that cannot be loaded is a failure, not an absence", async () => {
  const { broken, failed } = await tallyOf(PASSES, "import './missing.ts';");
  assert.equal(failed, 1);
  assert.deepEqual(broken, ["Tests"]);
});
