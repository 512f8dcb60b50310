export { createHandler, type ServeHandler, ServerContext } from "./server/context.ts";
export { start } from "./server/start.ts";
export type { FreshConfig, ResolvedFreshConfig, RouterOptions } from "./config.ts";
export { defineApp, defineConfig, defineLayout, defineRoute } from "./defines.ts";
export { HttpError } from "./http_error.ts";
export { STATUS_CODE, type StatusCode } from "./status.ts";
export type {
  AppContext,
  AppProps,
  DestinationKind,
  ErrorHandler,
  ErrorPageProps,
  FreshContext,
  Handler,
  Handlers,
  LayoutConfig,
  LayoutContext,
  LayoutProps,
  Manifest,
  MiddlewareHandler,
  PageProps,
  Plugin,
  PluginMiddleware,
  PluginRenderContext,
  PluginRenderFunctionResult,
  PluginRenderResult,
  PluginRenderStyleTag,
  PluginRoute,
  RenderOptions,
  RouteConfig,
  RouteContext,
  UnknownHandler,
  UnknownPageProps,
} from "./types.ts";
