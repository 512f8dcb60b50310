import assert from "node:assert/strict";
import { join } from "node:path";
import { runSteps, type Step, type Tally } from "@/tasks/gate.ts";

const PASSES = `Deno.test("one", () => {}); Deno.test("two", () => {});`;
const FAILS = `Deno.test("three", () => { throw new Error("no"); });`;

/** Runs test files of these contents as one step, quietly. */
function tallyOf(...contents: string[]): Promise<Tally> {
  return tally(contents);
}

async function tally(contents: string[], step: Partial<Step> = {}): Promise<Tally> {
  const folder = await Deno.makeTempDir();
  for (const [i, text] of contents.entries()) {
    await Deno.writeTextFile(join(folder, `${i}_test.ts`), text);
  }
  const print = console.log;
  console.log = () => {};
  try {
    const args = ["test", "-A", "--no-check", "--no-config", folder];
    return await runSteps([{ title: "Tests", args, isTests: true, ...step }]);
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

/** Does this as long as nobody made its mark before. */
const once = (what: string) =>
  `Deno.test("four", () => {
  const mark = new URL(import.meta.url + ".mark");
  try {
    Deno.statSync(mark);
  } catch {
    Deno.writeTextFileSync(mark, "");
    ${what};
  }
});`;
const FAILS_ONCE = once('throw new Error("no")');

const ALONE = { alone: (files: string[]) => ["test", "-A", "--no-check", "--no-config", ...files] };

Deno.test("what failed beside others is tried once more, alone", async () => {
  const mended = await tally([PASSES, FAILS_ONCE], ALONE);
  assert.deepEqual(mended, { passed: 3, failed: 0, broken: [] });
});

Deno.test("what fails alone too has failed", async () => {
  const broken = await tally([PASSES, FAILS], ALONE);
  assert.deepEqual(broken, { passed: 2, failed: 1, broken: ["Tests"] });
});

Deno.test("a run that dies is a failure, whatever it had named by then", async () => {
  const broken = await tally([once('Deno.kill(Deno.pid, "SIGKILL")'), PASSES], ALONE);
  assert.deepEqual([broken.failed, broken.broken], [1, ["Tests"]]);
});

Deno.test("many files that fail are not tried again", async () => {
  const broken = await tally([FAILS_ONCE, FAILS_ONCE, FAILS_ONCE, FAILS_ONCE], ALONE);
  assert.deepEqual(broken, { passed: 0, failed: 4, broken: ["Tests"] });
});
