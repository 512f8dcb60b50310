import type { FreshConfig } from "../config.ts";
import type { Manifest } from "../types.ts";
import { ServerContext } from "./context.ts";

const SIGNALS: Deno.Signal[] = ["SIGINT", "SIGTERM"];

/**
 * Serves an application, compressing what it renders, until SIGINT, SIGTERM or `config.server.signal`, then lets running requests
 * finish. A port that is taken ends the process with one sentence and code 1.
 */
export async function start(manifest: Manifest, config: FreshConfig = {}): Promise<void> {
  const context = await ServerContext.fromManifest(manifest, config);
  const { signal, ...options } = config.server ?? {};
  const port = options.port ?? Number(Deno.env.get("PORT") ?? 8000);
  const defaults = { onListen: printAddress, automaticCompression: true };
  const server = listen(context, { ...defaults, ...options, port });
  const stop = () => void server.shutdown();
  // Passed on, the signal would cut running requests off.
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  for (const name of SIGNALS) Deno.addSignalListener(name, stop);
  await server.finished;
  for (const name of SIGNALS) Deno.removeSignalListener(name, stop);
}

type ListenOptions = Deno.ServeTcpOptions & { port: number };

function listen(context: ServerContext, options: ListenOptions) {
  try {
    return Deno.serve(options, context.handler());
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    console.error(`Port ${options.port} is taken: stop what uses it or set PORT to another one`);
    Deno.exit(1);
  }
}

function printAddress({ hostname, port }: Deno.NetAddr): void {
  const host = hostname === "0.0.0.0" || hostname === "::" ? "localhost" : hostname;
  console.log(`Listening on http://${host}:${port}/`);
}
