import { type BuildOutput, bundleIslands } from "../build/bundle.ts";
import { readSnapshot } from "../build/snapshot.ts";
import { type FreshConfig, resolveConfig, type ResolvedFreshConfig } from "../config.ts";
import { type Island, readIslands } from "../islands/registry.ts";
import { fromFileUrl } from "../paths.ts";
import { registerIslands } from "../render/islands.ts";
import { Router } from "../router/router.ts";
import { assetHashes } from "../runtime/asset.ts";
import { builtScripts } from "../runtime/built_script.ts";
import type { Manifest } from "../types.ts";
import { Assets } from "./assets.ts";
import { buildRouteTable, type Route, type RouteTable } from "./routes.ts";
import { RequestHandler } from "./request_handler.ts";
import { StaticFiles } from "./static_files.ts";

export type ServeHandler = (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

export interface App {
  config: ResolvedFreshConfig;
  table: RouteTable;
  router: Router<Route>;
  assets: Assets;
  staticFiles: StaticFiles;
}

/** An application made ready to answer requests. */
export class ServerContext {
  readonly #handler: RequestHandler;

  private constructor(app: App) {
    this.#handler = new RequestHandler(app);
  }

  /**
   * Reads the manifest, lists static files, and loads the islands from the build folder, or
   * builds them when there is none. Throws on a manifest that contradicts itself.
   */
  static async fromManifest(
    manifest: Manifest,
    config: FreshConfig & { dev?: boolean } = {},
  ): Promise<ServerContext> {
    const resolved = resolveConfig(manifest.baseUrl, config, { dev: config.dev });
    for (const plugin of resolved.plugins) await plugin.configResolved?.(resolved);

    const islands = readIslands(manifest);
    registerIslands(islands);
    const table = buildRouteTable(manifest, resolved.plugins);

    const staticFiles = new StaticFiles(resolved.staticDir);
    const [build] = await Promise.all([
      loadBuild(manifest, islands, resolved),
      staticFiles.load(),
    ]);
    assetHashes.of = (path) => staticFiles.hashOf(path);
    const assets = new Assets(islands, build);
    builtScripts.of = (name) => assets.scriptUrl(name);
    return new ServerContext({
      config: resolved,
      table,
      router: new Router(table.routes.map((route) => ({ ...route, value: route }))),
      assets,
      staticFiles,
    });
  }

  handler(): ServeHandler {
    return (req, info) => this.#handler.handle(req, info);
  }
}

/** The handler of an application without a server, for tests and other hosts. */
export async function createHandler(
  manifest: Manifest,
  config: FreshConfig & { dev?: boolean } = {},
): Promise<ServeHandler> {
  return (await ServerContext.fromManifest(manifest, config)).handler();
}

async function loadBuild(
  manifest: Manifest,
  islands: Island[],
  { build, dev }: ResolvedFreshConfig,
): Promise<BuildOutput> {
  const snapshot = dev ? null : await readSnapshot(build.outDir);
  if (snapshot) return snapshot;
  const root = fromFileUrl(new URL("./", manifest.baseUrl));
  return await bundleIslands(islands, { root, ...build, dev });
}
