import type {
  AnyComponent,
  Handler,
  Handlers,
  LayoutModule,
  Manifest,
  MiddlewareHandler,
  MiddlewareModule,
  Plugin,
  RouteModule,
} from "../types.ts";
import { DefaultApp } from "../render/default_app.ts";
import { patternOf } from "../router/router.ts";

/** A page with all that its folders add to it, outermost first. */
export interface Route {
  path: string;
  pattern: string;
  routeOverride?: string;
  // deno-lint-ignore no-explicit-any
  handler?: Handler<any, any> | Handlers<any, any>;
  component?: AnyComponent;
  middlewares: MiddlewareHandler[];
  /** The app wrapper and the layouts around the component. */
  wrappers: AnyComponent[];
  csp: boolean;
}

export interface RouteTable {
  routes: Route[];
  notFound: Route;
  error: Route;
  /** What runs for static files and for what the server itself answers. */
  rootMiddlewares: MiddlewareHandler[];
}

interface Scoped<T> {
  folder: string;
  module: T;
}

interface Sources {
  app?: LayoutModule;
  layouts: Scoped<LayoutModule>[];
  middlewares: Scoped<MiddlewareModule>[];
  pages: Map<string, RouteModule>;
}

/** Puts routes, layouts and middlewares together by file path. Throws on a misplaced file. */
export function buildRouteTable(manifest: Manifest, plugins: Plugin[]): RouteTable {
  const sources = readSources(manifest, plugins);
  const toRoute = (path: string) => composeRoute(path, sources.pages.get(path) ?? {}, sources);
  const paths = [...sources.pages.keys()].filter((path) => path !== "_404" && path !== "_500");
  return {
    routes: paths.map(toRoute),
    notFound: toRoute("_404"),
    error: toRoute("_500"),
    rootMiddlewares: middlewaresOf("_404", sources),
  };
}

function readSources(manifest: Manifest, plugins: Plugin[]): Sources {
  const sources: Sources = { layouts: [], middlewares: [], pages: new Map() };
  for (const { path, middleware } of plugins.flatMap((plugin) => plugin.middlewares ?? [])) {
    sources.middlewares.push({ folder: trimSlashes(path), module: middleware as MiddlewareModule });
  }
  for (const { path, component, handler } of plugins.flatMap((plugin) => plugin.routes ?? [])) {
    sources.pages.set(trimSlashes(path), { default: component, handler });
  }
  for (const [file, module] of Object.entries(manifest.routes)) {
    addModule(file.replace(/^\.\/routes\//, "").replace(/\.[^./]+$/, ""), module, sources);
  }
  const byDepth = (a: Scoped<unknown>, b: Scoped<unknown>) => depthOf(a.folder) - depthOf(b.folder);
  sources.layouts.sort(byDepth);
  sources.middlewares.sort(byDepth);
  return sources;
}

function addModule(path: string, module: Manifest["routes"][string], sources: Sources): void {
  const slash = path.lastIndexOf("/");
  const folder = slash === -1 ? "" : path.slice(0, slash);
  const name = path.slice(slash + 1);
  if (name === "_middleware") {
    sources.middlewares.push({ folder, module: module as MiddlewareModule });
  } else if (name === "_layout") {
    sources.layouts.push({ folder, module: module as LayoutModule });
  } else if (name === "_app" || name === "_404" || name === "_500") {
    if (folder !== "") {
      throw new Error(`"${name}" belongs at the root of routes/, not in ${folder}/`);
    }
    if (name === "_app") sources.app = module as LayoutModule;
    else sources.pages.set(path, module as RouteModule);
  } else {
    sources.pages.set(path, module as RouteModule);
  }
}

function composeRoute(path: string, module: RouteModule, sources: Sources): Route {
  const config = module.config ?? {};
  let layouts = sources.layouts.filter(({ folder }) => covers(folder, path));
  const restart = layouts.findLastIndex(({ module }) => module.config?.skipInheritedLayouts);
  if (restart > 0) layouts = layouts.slice(restart);
  if (config.skipInheritedLayouts) layouts = [];

  const skipApp = config.skipAppWrapper ||
    layouts.some(({ module }) => module.config?.skipAppWrapper);
  const app = skipApp ? [] : [sources.app?.default ?? DefaultApp];
  return {
    path,
    pattern: patternOf({ path, routeOverride: config.routeOverride }),
    routeOverride: config.routeOverride,
    handler: module.handler ?? module.handlers,
    component: module.default,
    middlewares: middlewaresOf(path, sources),
    wrappers: [...app, ...layouts.map(({ module }) => module.default)],
    csp: config.csp ?? true,
  };
}

function middlewaresOf(path: string, { middlewares }: Sources): MiddlewareHandler[] {
  return middlewares
    .filter(({ folder }) => covers(folder, path))
    .flatMap(({ module }) => module.handler);
}

function covers(folder: string, path: string): boolean {
  return folder === "" || path.startsWith(folder + "/");
}

function depthOf(folder: string): number {
  return folder === "" ? 0 : folder.split("/").length;
}

function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}
