/** Everything that CI runs. Ends with `N passed, N failed`. */
import { runSteps } from "./gate.ts";
import { QUICK_STEPS, UNIT_TESTS } from "./ok.ts";

const { broken, failed, passed } = await runSteps([
  ...QUICK_STEPS,
  {
    title: "Database, API, browser and chaos tests",
    args: ["test", "-A", "--no-check", `--ignore=${UNIT_TESTS.join(",")}`, "tests"],
    isTests: true,
    isStreamed: true,
  },
]);
if (broken.length > 0) console.log(`Failed: ${broken.join("; ")}`);
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(broken.length === 0 ? 0 : 1);
