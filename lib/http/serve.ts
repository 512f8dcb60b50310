import { untilStopped } from "@/lib/lifetime.ts";
import { StartupError } from "@/lib/startup_error.ts";
import { storeHostPath } from "./store_host.ts";

export interface ServeOptions {
  /** 0 takes a free port. */
  port: number;
  platformDomain: string;
  /** Called with the port once requests are accepted. */
  onListen(port: number): void;
}

/**
 * Answers requests until the process is asked to stop; requests under way are finished first.
 * Throws a StartupError when the port is taken.
 */
export async function serve(
  handler: (
    req: Request,
    info: Deno.ServeHandlerInfo<Deno.NetAddr>,
  ) => Response | Promise<Response>,
  options: ServeOptions,
): Promise<void> {
  const server = listen(handler, options);
  await untilStopped();
  const hurry = setTimeout(() => Deno.exit(0), 5_000);
  await server.shutdown();
  clearTimeout(hurry);
}

function listen(handler: Parameters<typeof serve>[0], options: ServeOptions) {
  try {
    return Deno.serve(
      {
        port: options.port,
        onListen: ({ port }) => options.onListen(port),
        automaticCompression: true,
      },
      (req, info) => handler(toStorePath(req, options.platformDomain), info),
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new StartupError(`Port ${options.port} is taken; set PORT to another one, or to 0`);
  }
}

function toStorePath(req: Request, platformDomain: string): Request {
  const url = new URL(req.url);
  const path = storeHostPath(url.host, url.pathname, platformDomain);
  if (path === null) return req;
  url.pathname = path;
  return new Request(url, req);
}
