import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { StartupError } from "@/lib/startup_error.ts";
import { keepChild, untilListening } from "@/supabase/local/child.ts";

export interface ProductOptions {
  root: string;
  /** The environment of its processes, on top of this one's. */
  env: Record<string, string>;
  port: number;
  /** Regenerate the manifest at each start, and build islands when asked for. */
  watch: boolean;
  say: (line: string) => void;
}

/** The web server and the job worker, each started again whenever it ends by itself. */
export interface Product {
  /** Resolves when the web server listens. Throws StartupError when it ends instead. */
  ready: Promise<void>;
  restart(): Promise<void>;
}

/** Starts the product's processes and hands their stop to `scope`. */
export function startProduct(options: ProductOptions, scope: AsyncDisposableStack): Product {
  const { root, env, port, watch, say } = options;
  const keep = (name: string, file: string) => {
    const entry = pathToFileURL(join(root, file)).href;
    return keepChild({ entry, env }, {
      onRestart: (code) => say(`The ${name} ended with code ${code}: starting it again`),
    });
  };
  const web = keep("web server", watch ? "dev.ts" : "main.ts");
  const worker = keep("job worker", "worker.ts");
  scope.defer(async () => void await Promise.all([web.stop(), worker.stop()]));
  return {
    ready: untilServing(port, web.firstEnd),
    restart: async () => void await Promise.all([web.restart(), worker.restart()]),
  };
}

async function untilServing(port: number, webEnds: Promise<unknown>): Promise<void> {
  if (await untilListening(port, webEnds)) return;
  throw new StartupError("The web server ended while starting; its reason is above");
}
