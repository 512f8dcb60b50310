/** Everything that CI runs. Ends with `N passed, N failed`. */
import { runSteps } from "./gate.ts";
import { QUICK_STEPS, UNIT_TESTS } from "./ok.ts";

// A file waits for its platform and its browser more than it computes. Each has processes and data of
// its own, and with more than a few at a time they take each other's memory.
const FILES_AT_ONCE = Math.min(navigator.hardwareConcurrency, 3);

const { broken, failed, passed } = await runSteps([
  ...QUICK_STEPS,
  {
    title: "Database, API, browser and chaos tests",
    args: ["test", "-A", "--no-check", "--parallel", `--ignore=${UNIT_TESTS.join(",")}`, "tests"],
    env: { DENO_JOBS: String(FILES_AT_ONCE) },
    isTests: true,
    isStreamed: true,
    alone: (files) => ["test", "-A", "--no-check", ...files],
  },
]);
if (broken.length > 0) console.log(`Failed: ${broken.join("; ")}`);
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(broken.length === 0 ? 0 : 1);
