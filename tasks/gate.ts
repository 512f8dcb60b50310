import { join } from "node:path";

/** Something that must succeed. */
export interface Step {
  title: string;
  /** Of `deno`. */
  args: string[];
  /** Tests are counted; the others only succeed or fail. */
  isTests?: boolean;
  /** Shows output as it comes; otherwise only that of a failure. */
  isStreamed?: boolean;
}

export interface Tally {
  passed: number;
  failed: number;
  /** Titles of the steps that failed. */
  broken: string[];
}

/** No step takes this long; one that does is stuck. */
const LIMIT_MS = 20 * 60_000;

/** Runs every step, whatever became of those before, and says in a line each how it went. */
export async function runSteps(steps: Step[]): Promise<Tally> {
  const reports = await Deno.makeTempDir({ prefix: "afrify-" });
  const tally: Tally = { passed: 0, failed: 0, broken: [] };
  for (const [i, step] of steps.entries()) {
    const started = performance.now();
    const report = join(reports, `${i}.xml`);
    const isOk = await run(step, report);
    const counts = step.isTests ? await readCounts(report, isOk) : { passed: 0, failed: 0 };
    tally.passed += counts.passed;
    tally.failed += counts.failed;
    if (!isOk) tally.broken.push(step.title);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const figures = step.isTests ? `, ${counts.passed} passed, ${counts.failed} failed` : "";
    console.log(`${isOk ? "ok    " : "FAILED"} ${step.title} (${seconds} s${figures})`);
  }
  await Deno.remove(reports, { recursive: true });
  return tally;
}

async function run({ args, isStreamed, isTests }: Step, report: string): Promise<boolean> {
  const stdio = isStreamed ? "inherit" : "piped";
  const child = new Deno.Command(Deno.execPath(), {
    args: isTests ? [...args, `--junit-path=${report}`] : args,
    stdin: "null",
    stdout: stdio,
    stderr: stdio,
    signal: AbortSignal.timeout(LIMIT_MS),
  }).spawn();
  if (isStreamed) return (await child.status).success;
  const { success, stdout, stderr } = await child.output();
  const [said, complained] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  if (!success) console.log(isTests ? fromErrors(said!) : said, complained);
  return success;
}

/** Tests that passed are not what somebody wants to read now. */
function fromErrors(output: string): string {
  return output.slice(Math.max(output.indexOf(" ERRORS "), 0));
}

/** A run that broke before it could count is one failure. */
async function readCounts(
  report: string,
  isOk: boolean,
): Promise<{ passed: number; failed: number }> {
  const xml = await Deno.readTextFile(report).catch(() => "");
  const head = /<testsuites [^>]*>/.exec(xml)?.[0] ?? "";
  const count = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const failed = count("failures") + count("errors");
  const skipped = (xml.match(/<skipped/g) ?? []).length;
  return {
    passed: count("tests") - failed - skipped,
    failed: !isOk && failed === 0 ? 1 : failed,
  };
}
