/** A terminal and the programs between it and this one may each pass the same Ctrl-C on. */
const SAME_REQUEST_MS = 1_000;

/** Aborts at the first SIGINT, SIGTERM or SIGHUP. A later one ends the process at once. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  let askedAt = 0;
  const stop = () => {
    if (!stopping.signal.aborted) {
      askedAt = Date.now();
      stopping.abort();
    } else if (Date.now() - askedAt > SAME_REQUEST_MS) {
      Deno.exit(1);
    }
  };
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) Deno.addSignalListener(signal, stop);
  return stopping.signal;
}
