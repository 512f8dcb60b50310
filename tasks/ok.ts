/** Format, lint, types, arrows and unit tests: what to run before every commit, in under a minute. */
import { runSteps, type Step } from "./gate.ts";

/** Tests that start no database, no server and no browser. */
export const UNIT_TESTS = ["tests/architecture_test.ts", "tests/lib"];

export const QUICK_STEPS: Step[] = [
  { title: "Format", args: ["fmt", "--check"] },
  { title: "Lint", args: ["lint"] },
  { title: "Types", args: ["check", "--quiet", "."] },
  {
    title: "Arrows and unit tests",
    args: ["test", "-A", "--no-check", "--quiet", ...UNIT_TESTS],
    isTests: true,
  },
];

if (import.meta.main) {
  const { broken, failed, passed } = await runSteps(QUICK_STEPS);
  console.log(`${passed} passed, ${failed} failed`);
  Deno.exit(broken.length === 0 ? 0 : 1);
}
