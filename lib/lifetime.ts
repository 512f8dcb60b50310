/** Resolves when this process should end: on SIGTERM or SIGINT. A supervisor that dies sends SIGTERM too. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      Deno.addSignalListener(signal, () => resolve());
    }
  });
}
