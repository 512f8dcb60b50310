import { untilStopped } from "@/lib/lifetime.ts";
import { StartupError } from "@/lib/startup_error.ts";
import { securityHeaders } from "./security.ts";
import { storeHostPath } from "./store_host.ts";

type Handler = (
  req: Request,
  info: Deno.ServeHandlerInfo<Deno.NetAddr>,
) => Response | Promise<Response>;

export interface ServeOptions {
  /** 0 takes a free port. */
  port: number;
  platformDomain: string;
  /** Whether browsers reach this server by HTTPS, here or at a proxy in front of it. */
  isSecure: boolean;
  /** Called with the port once requests are accepted. */
  onListen(port: number): void;
}

/**
 * Answers requests until the process is asked to stop; requests under way are finished first.
 * Throws a StartupError when the port is taken.
 */
export async function serve(handler: Handler, options: ServeOptions): Promise<void> {
  const server = listen(handler, options);
  await untilStopped();
  const hurry = setTimeout(() => Deno.exit(0), 5_000);
  await server.shutdown();
  clearTimeout(hurry);
}

function listen(handler: Handler, options: ServeOptions) {
  try {
    return Deno.serve(
      {
        port: options.port,
        onListen: ({ port }) => options.onListen(port),
        automaticCompression: true,
      },
      async (req, info) => {
        const url = URL.parse(req.url);
        // With a Host header like "shop:99999" there is no address to find a page by.
        const response = url
          ? await handler(toStorePath(req, url, options.platformDomain), info)
          : new Response("Bad request\n", { status: 400 });
        securityHeaders(response.headers, options);
        return response;
      },
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new StartupError(`Port ${options.port} is taken; set PORT to another one, or to 0`);
  }
}

function toStorePath(req: Request, url: URL, platformDomain: string): Request {
  const path = storeHostPath(url.host, url.pathname, platformDomain);
  if (path === null) return req;
  url.pathname = path;
  return new Request(url, req);
}
