import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Child, startChild, untilListening } from "./child.ts";
import { freePort } from "./free_port.ts";
import { readCapped } from "./read_capped.ts";
import { isAllowed } from "./token.ts";

const MAX_BODY_BYTES = 2 * 1024 * 1024;
const START_PATIENCE_MS = 20_000;

export interface FunctionsOptions {
  /** Folder with one folder per function, each with an `index.ts`. */
  folder: string;
  /** What a function finds in its environment, named as on hosted Supabase. */
  env: Record<string, string>;
  /** Functions that check their callers themselves. */
  open: Set<string>;
  jwtSecret: string;
  /** Keys that stand for a token. */
  keys: string[];
}

/** Serves `/functions/v1/<name>/*` by unmodified Supabase edge functions, each in its own process. */
export interface Functions {
  /** `peer` is the address that the request came from. */
  fetch(request: Request, peer: string): Promise<Response>;
  stop(): Promise<void>;
}

interface RunningFunction {
  port: number;
  child: Child;
}

/** A function starts with its first request, and again with the next one after it died. */
export function startFunctions(options: FunctionsOptions): Functions {
  const running = new Map<string, Promise<RunningFunction | null>>();

  function run(name: string): Promise<RunningFunction | null> {
    const known = running.get(name);
    if (known) return known;
    const starting = startFunction(name, options, () => running.delete(name));
    running.set(name, starting);
    return starting;
  }

  return {
    async fetch(request, peer) {
      const [, name = ""] = new URL(request.url).pathname.match(/^\/functions\/v1\/([\w-]+)/) ?? [];
      if (!await isFunction(options.folder, name)) return refusal(404, "function_not_found");
      if (!options.open.has(name) && !await isAllowed(request, options)) {
        return refusal(401, "unauthorized");
      }
      const body = await readCapped(request, MAX_BODY_BYTES);
      if (body === null) return refusal(413, "body_too_large");
      const target = await run(name);
      if (!target) return refusal(503, "function_unavailable");
      return await forward(request, { body, peer, port: target.port });
    },
    async stop() {
      const all = await Promise.all(running.values());
      await Promise.all(all.map((one) => one?.child.stop()));
    },
  };
}

async function isFunction(folder: string, name: string): Promise<boolean> {
  if (!/^[a-z0-9][\w-]*$/i.test(name)) return false;
  return await Deno.stat(join(folder, name, "index.ts")).then(({ isFile }) => isFile, () => false);
}

async function startFunction(
  name: string,
  { folder, env }: FunctionsOptions,
  onEnd: () => void,
): Promise<RunningFunction | null> {
  const port = freePort();
  const child = startChild({
    entry: pathToFileURL(join(folder, name, "index.ts")).href,
    env: { ...env, DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` },
    // What a function may do on hosted Supabase, and no more.
    flags: ["--quiet", "--allow-net", "--allow-env", "--allow-read", "--allow-sys"],
  });
  const patience = new Promise((resolve) =>
    Deno.unrefTimer(setTimeout(resolve, START_PATIENCE_MS))
  );
  child.ended.then(onEnd);
  if (await untilListening(port, Promise.race([child.ended, patience]))) return { port, child };
  await child.stop();
  return null;
}

/** A function sees its own name as the first part of the path, as on hosted Supabase. */
async function forward(
  request: Request,
  { body, peer, port }: { body: Uint8Array<ArrayBuffer>; peer: string; port: number },
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  headers.delete("host");
  headers.delete("content-length");
  headers.append("x-forwarded-for", peer);
  // Otherwise an answer would be unpacked on its way while its headers still call it packed.
  headers.set("accept-encoding", "identity");
  try {
    return await fetch(
      `http://127.0.0.1:${port}${pathname.slice("/functions/v1".length)}${search}`,
      {
        method: request.method,
        headers,
        body: body.length > 0 ? body : null,
        redirect: "manual",
        signal: request.signal,
      },
    );
  } catch {
    return refusal(502, "function_failed");
  }
}

function refusal(status: number, code: string): Response {
  return Response.json({ code }, { status });
}
