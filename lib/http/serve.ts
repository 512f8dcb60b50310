import { untilStopped } from "@/lib/lifetime.ts";
import { StartupError } from "@/lib/startup_error.ts";
import { gzipPage } from "./encoding.ts";
import { securityHeaders } from "./security.ts";
import { languagePath, shopPath, storeHostPath } from "./store_host.ts";

type Handler = (
  req: Request,
  info: Deno.ServeHandlerInfo<Deno.NetAddr>,
) => Response | Promise<Response>;

export interface ServeOptions {
  /** 0 takes a free port. */
  port: number;
  platformDomain: string;
  /** Slug of the shop whose own domain a host is, or null. Rejects when nobody can say. */
  findShop(host: string): Promise<string | null>;
  /** Whether browsers reach this server by HTTPS, here or at a proxy in front of it. */
  isSecure: boolean;
  /** Called with the port once requests are accepted. */
  onListen(port: number): void;
  /** Called before the last requests are waited for: ends answers that would go on for ever. */
  onStopping(): void;
  /** Called once the last request is answered. */
  onStop(): Promise<void>;
}

/**
 * Answers requests until the process is asked to stop; requests under way are finished first.
 * Throws a StartupError when the port is taken.
 */
export async function serve(handler: Handler, options: ServeOptions): Promise<void> {
  const server = listen(handler, options);
  await untilStopped();
  const hurry = setTimeout(() => Deno.exit(0), 5_000);
  options.onStopping();
  await server.shutdown();
  await options.onStop();
  clearTimeout(hurry);
}

function listen(handler: Handler, options: ServeOptions) {
  async function answer(req: Request, url: URL, info: Deno.ServeHandlerInfo<Deno.NetAddr>) {
    let path = storeHostPath(url.host, url.pathname, options.platformDomain);
    if (path === null) {
      try {
        const slug = await options.findShop(url.host);
        path = slug === null ? null : shopPath(slug, url.pathname);
      } catch {
        // Whose host it is decides what may be shown: better nothing than the wrong site.
        return new Response("Try again\n", { status: 503, headers: { "retry-after": "5" } });
      }
    }
    return await handler(toPath(req, url, languagePath(path ?? url.pathname)), info);
  }
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
          ? await answer(req, url, info)
          : new Response("Bad request\n", { status: 400 });
        securityHeaders(response.headers, options);
        return await gzipPage(req, response);
      },
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new StartupError(`Port ${options.port} is taken; set PORT to another one, or to 0`);
  }
}

function toPath(req: Request, url: URL, path: string): Request {
  if (path === url.pathname) return req;
  url.pathname = path;
  return new Request(url, req);
}
