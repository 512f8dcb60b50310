/** A reason not to start that its reader can act on. The message is one sentence, shown without a stack. */
export class StartupError extends Error {
  override name = "StartupError";
}

/** Runs a process to its end: exit code 0, or 1 with the sentence of a StartupError or the stack of a fault. */
export async function runEntryPoint(main: () => Promise<void>): Promise<never> {
  try {
    await main();
    Deno.exit(0);
  } catch (error) {
    console.error(error instanceof StartupError ? error.message : error);
    Deno.exit(1);
  }
}
