import { fromFileUrl, isAbsolute, join } from "./paths.ts";
import type { Plugin } from "./types.ts";

export interface FreshConfig {
  build?: {
    /** Where `dev.ts build` writes. Default `_fresh`, relative to the project. */
    outDir?: string;
    /** esbuild target of the islands. Default `es2022`. */
    target?: string | string[];
    /**
     * Scripts that are no islands, by name, as paths relative to the project: a service worker, what
     * runs once a page is there. Pages find them by `builtScript()`. Not part of upstream Fresh.
     */
    scripts?: Record<string, string>;
  };
  plugins?: Plugin[];
  /** Folder served as is. Default `static`, relative to the project. */
  staticDir?: string;
  router?: RouterOptions;
  /**
   * Called with what was thrown whenever a visitor gets an error of the server's own (500 and up).
   * By default it is printed. Not part of upstream Fresh.
   */
  onError?: (error: unknown, request: { method: string; route: string }) => void;
  /** Options of `Deno.serve`; the port defaults to the PORT variable, then to 8000. */
  server?: Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem>;
}

export interface RouterOptions {
  /** True redirects `/about` to `/about/`; by default it is the other way round. */
  trailingSlash?: boolean;
  /** Files under `routes/` and `islands/` that the manifest leaves out. Default: tests. */
  ignoreFilePattern?: RegExp;
}

export interface ResolvedFreshConfig {
  /** True when started through `dev.ts`: stacks in error pages, no cached files. */
  dev: boolean;
  build: { outDir: string; target: string | string[]; scripts: Record<string, string> };
  plugins: Plugin[];
  staticDir: string;
  router: RouterOptions;
  onError: NonNullable<FreshConfig["onError"]>;
  server: NonNullable<FreshConfig["server"]>;
  basePath: string;
}

export const DEFAULT_IGNORE = /(?:[^/]*_|[^/]*\.|)test\.(?:ts|tsx|mts|js|mjs|jsx)$/;

/** Fills in the defaults; relative folders are taken from the folder of `baseUrl`, a file URL. */
export function resolveConfig(
  baseUrl: string,
  config: FreshConfig = {},
  options: { dev?: boolean } = {},
): ResolvedFreshConfig {
  const root = fromFileUrl(new URL("./", baseUrl));
  return {
    dev: options.dev ?? Deno.env.get("FRESH_DEV") === "1",
    build: {
      outDir: inside(root, config.build?.outDir ?? "_fresh"),
      target: config.build?.target ?? "es2022",
      scripts: config.build?.scripts ?? {},
    },
    plugins: config.plugins ?? [],
    staticDir: inside(root, config.staticDir ?? "static"),
    router: config.router ?? {},
    onError: config.onError ?? ((error) => console.error(error)),
    server: config.server ?? {},
    basePath: "",
  };
}

function inside(root: string, path: string): string {
  if (path.startsWith("file://")) return fromFileUrl(path);
  return isAbsolute(path) ? path : join(root, path);
}
