import type { ComponentChildren, ComponentType, FunctionComponent } from "preact";
import type { ResolvedFreshConfig } from "./config.ts";

/** What a request is headed for, so that a middleware can leave the rest alone. */
export type DestinationKind = "internal" | "static" | "route" | "notFound";

/** Status, headers and status text of a rendered page. */
export type RenderOptions = Pick<ResponseInit, "status" | "statusText" | "headers">;

// deno-lint-ignore no-explicit-any
export interface FreshContext<State = Record<string, unknown>, Data = any, NotFoundData = Data> {
  remoteAddr: Deno.NetAddr;
  url: URL;
  /** Always empty: serving from a sub-path is not supported. */
  basePath: string;
  /** Pattern of the route that answers, for example `/blog/:slug`. */
  route: string;
  /** Same as `route`. */
  pattern: string;
  destination: DestinationKind;
  /** Values matched by the route, not percent-decoded. */
  params: Record<string, string>;
  isPartial: boolean;
  state: State;
  config: ResolvedFreshConfig;
  data: Data;
  /** What was thrown; set on the `_500` page and on the `_404` page of a thrown error. */
  error?: unknown;
  /** The page or layout that this one wraps. */
  // deno-lint-ignore no-explicit-any
  Component: FunctionComponent<any>;
  /** Runs the next middleware, or the route. */
  next(): Promise<Response>;
  render(data?: Data, options?: RenderOptions): Response | Promise<Response>;
  renderNotFound(data?: NotFoundData): Response | Promise<Response>;
  /**
   * The page that throwing this would show, as an answer that middlewares can still add to. Not part
   * of upstream Fresh.
   */
  renderError(error: unknown): Promise<Response>;
}

// deno-lint-ignore no-explicit-any
export type PageProps<Data = any, State = Record<string, unknown>> = Omit<
  FreshContext<State, Data>,
  "render" | "renderNotFound" | "renderError" | "next"
>;
// deno-lint-ignore no-explicit-any
export type LayoutProps<Data = any, State = Record<string, unknown>> = PageProps<Data, State>;
// deno-lint-ignore no-explicit-any
export type AppProps<Data = any, State = Record<string, unknown>> = PageProps<Data, State>;
// deno-lint-ignore no-explicit-any
export type UnknownPageProps<Data = any, State = Record<string, unknown>> = PageProps<Data, State>;
// deno-lint-ignore no-explicit-any
export type ErrorPageProps<Data = any, State = Record<string, unknown>> = PageProps<Data, State>;

// deno-lint-ignore no-explicit-any
export type RouteContext<Data = any, State = Record<string, unknown>> = FreshContext<State, Data>;
// deno-lint-ignore no-explicit-any
export type LayoutContext<Data = any, State = Record<string, unknown>> = FreshContext<State, Data>;
// deno-lint-ignore no-explicit-any
export type AppContext<Data = any, State = Record<string, unknown>> = FreshContext<State, Data>;

export const KNOWN_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type KnownMethod = typeof KNOWN_METHODS[number];

// deno-lint-ignore no-explicit-any
export type Handler<Data = any, State = Record<string, unknown>> = (
  req: Request,
  ctx: FreshContext<State, Data>,
) => Response | Promise<Response>;

// deno-lint-ignore no-explicit-any
export type Handlers<Data = any, State = Record<string, unknown>> = {
  [Method in KnownMethod]?: Handler<Data, State>;
};

export type MiddlewareHandler<State = Record<string, unknown>> = (
  req: Request,
  ctx: FreshContext<State>,
) => Response | Promise<Response>;

export type UnknownHandler = Handler;
export type ErrorHandler = Handler;

export interface RouteConfig {
  /** A URL pattern that takes the place of the one the file path gives. */
  routeOverride?: string;
  /** False turns the content security policy off for this page. */
  csp?: boolean;
  skipAppWrapper?: boolean;
  skipInheritedLayouts?: boolean;
}

export type LayoutConfig = Pick<RouteConfig, "skipAppWrapper" | "skipInheritedLayouts">;

/** A page that is given the request, for example to await its own data. */
export type AsyncRoute<Data, State> = (
  req: Request,
  ctx: FreshContext<State, Data>,
) => ComponentChildren | Response | Promise<ComponentChildren | Response>;

// deno-lint-ignore no-explicit-any
export type AnyComponent = ComponentType<any> | AsyncRoute<any, any>;

export interface RouteModule {
  default?: AnyComponent;
  // deno-lint-ignore no-explicit-any
  handler?: Handler<any, any> | Handlers<any, any>;
  // deno-lint-ignore no-explicit-any
  handlers?: Handler<any, any> | Handlers<any, any>;
  config?: RouteConfig;
}

export interface LayoutModule {
  default: AnyComponent;
  config?: LayoutConfig;
}

export interface MiddlewareModule<State = Record<string, unknown>> {
  handler: MiddlewareHandler<State> | MiddlewareHandler<State>[];
}

export type IslandModule = Record<string, unknown>;

/** What `fresh.gen.ts` exports: every module of `routes/` and of the islands folders. */
export interface Manifest {
  // deno-lint-ignore no-explicit-any
  routes: Record<string, RouteModule | LayoutModule | MiddlewareModule<any>>;
  islands: Record<string, IslandModule>;
  baseUrl: string;
}

/** An extension of the server; hooks run in the order of `FreshConfig.plugins`. */
export interface Plugin<State = Record<string, unknown>> {
  name: string;
  /** Wraps the rendering of a page; must call `ctx.render()` exactly once. */
  render?(ctx: PluginRenderContext): PluginRenderResult;
  /** Called with the resolved configuration before anything else. */
  configResolved?(config: ResolvedFreshConfig): Promise<void> | void;
  /** Routes and middlewares, by path relative to `routes/` and without extension. */
  routes?: PluginRoute[];
  middlewares?: PluginMiddleware<State>[];
}

export interface PluginRoute {
  path: string;
  component?: AnyComponent;
  // deno-lint-ignore no-explicit-any
  handler?: Handler<any, any> | Handlers<any, any>;
}

export interface PluginMiddleware<State = Record<string, unknown>> {
  path: string;
  middleware: MiddlewareModule<State>;
}

export interface PluginRenderContext {
  render(): PluginRenderFunctionResult;
}

export interface PluginRenderFunctionResult {
  htmlText: string;
  requiresHydration: boolean;
  /**
   * Strings in the source of the page's islands that may be class lists, so that a style plugin
   * can also cover what appears after an interaction. Not part of upstream Fresh.
   */
  islandStrings: readonly string[];
}

export interface PluginRenderResult {
  styles?: PluginRenderStyleTag[];
}

export interface PluginRenderStyleTag {
  cssText: string;
  media?: string;
  id?: string;
}
