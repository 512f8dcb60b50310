/**
 * Resolves when this process should end: on SIGTERM or SIGINT, and under a supervisor
 * (AFRIFY_SUPERVISED=1) also when standard input closes, which happens however the supervisor dies.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => resolve();
    Deno.addSignalListener("SIGTERM", stop);
    Deno.addSignalListener("SIGINT", stop);
    if (Deno.env.get("AFRIFY_SUPERVISED") === "1") drainStdin().then(stop, stop);
  });
}

async function drainStdin(): Promise<void> {
  const buffer = new Uint8Array(64);
  while (await Deno.stdin.read(buffer) !== null);
}
