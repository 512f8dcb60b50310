/** Something that must succeed. */
export interface Step {
  title: string;
  /** Of `deno`. */
  args: string[];
  /** On top of this process's environment. */
  env?: Record<string, string>;
  /** Tests are counted; the others only succeed or fail. */
  isTests?: boolean;
  /** Shows output as it comes; otherwise only that of a failure. */
  isStreamed?: boolean;
  /**
   * For tests that run beside each other: the arguments with which files that failed are tried once more,
   * with the machine to themselves.
   */
  alone?: (files: string[]) => string[];
}

export interface Tally {
  passed: number;
  failed: number;
  /** Titles of the steps that failed. */
  broken: string[];
}

interface Outcome {
  isOk: boolean;
  output: string;
}

interface Counted {
  isOk: boolean;
  passed: number;
  failed: number;
}

/** No step takes this long; one that does is stuck. */
const LIMIT_MS = 80 * 60_000;

/** More files than these do not fail because the machine was busy. */
const MOST_ALONE = 3;

/** Runs every step, whatever became of those before, and says in a line each how it went. */
export async function runSteps(steps: Step[]): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, broken: [] };
  for (const step of steps) {
    const started = performance.now();
    const { isOk, passed, failed } = await count(step);
    tally.passed += passed;
    tally.failed += failed;
    if (!isOk) tally.broken.push(step.title);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const figures = step.isTests ? `, ${passed} passed, ${failed} failed` : "";
    console.log(`${isOk ? "ok    " : "FAILED"} ${step.title} (${seconds} s${figures})`);
  }
  return tally;
}

/** Runs a step, and once more alone what may have failed for others' sake; counts its tests. */
async function count(step: Step): Promise<Counted> {
  const outcome = await run(step);
  if (!step.isTests) return { isOk: outcome.isOk, passed: 0, failed: 0 };
  const counted = { isOk: outcome.isOk, ...countTests(outcome) };
  const files = outcome.isOk || !step.alone ? [] : failedFiles(outcome.output);
  if (files.length === 0 || files.length > MOST_ALONE) return counted;
  const { isOk } = await run({ ...step, args: step.alone!(files) });
  if (!isOk) return counted;
  console.log(`Failed beside others and passed alone, so look at it: ${files.join(", ")}`);
  return { isOk, passed: counted.passed + counted.failed, failed: 0 };
}

async function run({ args, env, isStreamed, isTests }: Step): Promise<Outcome> {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(LIMIT_MS),
  }).spawn();
  const [output, complaints, { success }] = await Promise.all([
    read(child.stdout, isStreamed),
    read(child.stderr, isStreamed),
    child.status,
  ]);
  if (!success && !isStreamed) {
    console.log(isTests ? fromErrors(output) : output, complaints);
  }
  return { isOk: success, output };
}

async function read(stream: ReadableStream<Uint8Array>, isShown = false): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    if (isShown) await Deno.stdout.write(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

/** Tests that passed are not what somebody wants to read now. */
function fromErrors(output: string): string {
  return output.slice(Math.max(output.indexOf(" ERRORS "), 0));
}

/** From the last line of `deno test`. A run that broke before it could count is one failure. */
function countTests({ isOk, output }: Outcome): { passed: number; failed: number } {
  const summary = [...output.matchAll(/ (\d+) passed.*? (\d+) failed/g)].at(-1);
  const [passed, failed] = [Number(summary?.[1] ?? 0), Number(summary?.[2] ?? 0)];
  return { passed, failed: isOk ? failed : Math.max(failed, 1) };
}

/**
 * From the list at the end of what `deno test` prints, which names the place of each failure. None where it did
 * not come to that list: of a run that broke off, nobody knows which tests were still to come.
 */
function failedFiles(output: string): string[] {
  const list = output.split(" FAILURES ").slice(1).at(-1) ?? "";
  return [...new Set(list.match(/[\w./()[\]-]+_test\.ts/g))];
}
