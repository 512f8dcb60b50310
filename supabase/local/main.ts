/** The process of the local Supabase services. */
import { join } from "node:path";
import { logToFile } from "./log_file.ts";
import { startStack } from "./stack.ts";
import { STACK_OPTIONS, type StackOptions } from "./stack_options.ts";

const options = JSON.parse(Deno.env.get(STACK_OPTIONS)!) as StackOptions & { dataDir: string };
// Edge functions inherit the environment, and these keys are no business of theirs.
Deno.env.delete(STACK_OPTIONS);
await logToFile(join(options.dataDir, "supabase.log"));
const stack = await startStack(options);
Deno.addSignalListener("SIGTERM", () => void stack.stop().then(() => Deno.exit(0)));
