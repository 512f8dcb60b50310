import { HttpError } from "../http_error.ts";
import { composeTree } from "../render/compose.ts";
import { setPolicy } from "../render/csp.ts";
import { renderPage } from "../render/page.ts";
import type { FreshContext, MiddlewareHandler, RenderOptions } from "../types.ts";
import type { App } from "./context.ts";
import { chooseMethod } from "./methods.ts";
import { plainErrorPage } from "./plain_pages.ts";
import type { Route } from "./routes.ts";
import { trailingSlashRedirect } from "./trailing_slash.ts";

const NO_ADDRESS: Deno.NetAddr = { transport: "tcp", hostname: "localhost", port: 0 };

type Endpoint = (req: Request, ctx: FreshContext) => Response | Promise<Response>;

/** What answers a request, behind which middlewares. */
interface Target extends Pick<FreshContext, "destination" | "route" | "params"> {
  middlewares: MiddlewareHandler[];
  endpoint: Endpoint;
}

/** Takes a request through routing, middlewares, the route, and the error pages. */
export class RequestHandler {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /** Always answers: whatever is thrown on the way becomes an error page. */
  async handle(req: Request, info?: Deno.ServeHandlerInfo): Promise<Response> {
    const url = new URL(req.url);
    const { config, staticFiles } = this.#app;
    if (config.dev) await staticFiles.refresh(url.pathname);
    const redirect = trailingSlashRedirect(url, config.router.trailingSlash ?? false);
    if (redirect) return redirect;

    const target = this.#findTarget(req, url);
    const ctx = this.#createContext(req, url, target, info);
    let response: Response;
    try {
      response = await runMiddlewares(req, ctx, target);
    } catch (error) {
      response = await this.#answerError(req, ctx, error);
    }
    return req.method === "HEAD" ? await withoutBody(response) : response;
  }

  #findTarget(req: Request, url: URL): Target {
    const { assets, staticFiles, table, router } = this.#app;
    const own = { route: url.pathname, params: {}, middlewares: table.rootMiddlewares };
    if (req.method === "GET" || req.method === "HEAD") {
      if (assets.owns(url.pathname)) {
        const endpoint: Endpoint = (req) => assets.serve(req, url.pathname);
        return { ...own, destination: "internal", endpoint };
      }
      if (staticFiles.has(url.pathname)) {
        const endpoint: Endpoint = (req) => staticFiles.serve(req, url);
        return { ...own, destination: "static", endpoint };
      }
    }
    // By now a path that ends with a slash is meant to.
    const match = router.match(url.pathname.replace(/(.)\/$/, "$1"));
    if (!match) {
      const endpoint: Endpoint = (_req, ctx) => ctx.renderNotFound();
      return { ...own, destination: "notFound", route: table.notFound.pattern, endpoint };
    }
    const { value: route, params } = match;
    const { pattern, middlewares } = route;
    const endpoint: Endpoint = (req, ctx) => this.#answerRoute(route, req, ctx);
    return { destination: "route", route: pattern, params, middlewares, endpoint };
  }

  #createContext(
    req: Request,
    url: URL,
    { destination, route, params }: Target,
    info?: Deno.ServeHandlerInfo,
  ): FreshContext {
    const ctx: FreshContext = {
      remoteAddr: info?.remoteAddr as Deno.NetAddr ?? NO_ADDRESS,
      url,
      basePath: "",
      route,
      pattern: route,
      destination,
      params,
      isPartial: false,
      state: {},
      config: this.#app.config,
      data: undefined,
      Component: () => null,
      next: () => Promise.reject(new Error("ctx.next() is for middlewares")),
      render: () => {
        throw new Error(`The route ${route} has no component to render`);
      },
      renderNotFound: (data) => this.#answerNotFound(req, ctx, data),
      renderError: (error) => this.#answerError(req, ctx, error),
    };
    return ctx;
  }

  async #answerRoute(route: Route, req: Request, ctx: FreshContext): Promise<Response> {
    ctx.render = (data, options) => this.#render(route, req, ctx, { data, ...options });
    const chosen = chooseMethod(route, req.method);
    if (chosen.kind === "refuse") {
      const headers = { allow: chosen.allow.join(", ") };
      return new Response("Method not allowed", { status: 405, headers });
    }
    const response = chosen.kind === "page" ? await ctx.render() : await chosen.handler(req, ctx);
    if (!(response instanceof Response)) {
      throw new TypeError(`The handler of ${route.pattern} did not return a Response`);
    }
    return response;
  }

  async #render(
    route: Route,
    req: Request,
    ctx: FreshContext,
    { data, ...init }: RenderOptions & { data?: unknown },
  ): Promise<Response> {
    if (!route.component) throw new Error(`The route ${route.pattern} has no component to render`);
    ctx.data = data;
    const composed = composeTree([...route.wrappers, route.component], req, ctx);
    const tree = composed instanceof Promise ? await composed : composed;
    if (tree instanceof Response) return tree;

    const { plugins } = this.#app.config;
    const { html, scope } = renderPage(tree, { plugins, assets: this.#app.assets });
    const headers = new Headers(init.headers);
    if (!headers.has("content-type")) headers.set("content-type", "text/html; charset=utf-8");
    if (route.csp) setPolicy(headers, scope);
    return new Response(html, { ...init, headers });
  }

  async #answerNotFound(req: Request, ctx: FreshContext, data?: unknown): Promise<Response> {
    const route = this.#app.table.notFound;
    return await this.#answerSpecial(route, req, ctx, { status: 404, data }) ??
      plainErrorPage(404, undefined, this.#app.config.dev);
  }

  async #answerError(req: Request, ctx: FreshContext, error: unknown): Promise<Response> {
    const status = error instanceof HttpError ? error.status : 500;
    const report = (error: unknown) =>
      this.#app.config.onError(error, { method: req.method, route: ctx.route });
    if (status >= 500) report(error);
    ctx.error = error;
    try {
      if (status === 404) return await this.#answerNotFound(req, ctx);
      const page = await this.#answerSpecial(this.#app.table.error, req, ctx, { status });
      if (page) return page;
    } catch (pageError) {
      report(pageError);
    }
    return plainErrorPage(status, error, this.#app.config.dev);
  }

  /** Answers with the `_404` or `_500` page, or with nothing when the project has none. */
  async #answerSpecial(
    route: Route,
    req: Request,
    ctx: FreshContext,
    { status, data }: { status: number; data?: unknown },
  ): Promise<Response | undefined> {
    ctx.render = (data, options) => this.#render(route, req, ctx, { status, data, ...options });
    if (typeof route.handler === "function") return await route.handler(req, ctx);
    return route.component ? await ctx.render(data) : undefined;
  }
}

/** Runs the middlewares from the outermost to the innermost, then the endpoint. */
function runMiddlewares(
  req: Request,
  ctx: FreshContext,
  { middlewares, endpoint }: Target,
): Promise<Response> {
  const run = async (index: number): Promise<Response> => {
    const middleware = middlewares[index];
    if (!middleware) return await endpoint(req, ctx);
    // The context is shared, so `next` is put back for whoever asks again after an inner one ran.
    const next = () => run(index + 1).finally(() => ctx.next = next);
    ctx.next = next;
    return await middleware(req, ctx);
  };
  return run(0);
}

async function withoutBody(response: Response): Promise<Response> {
  if (!response.body) return response;
  await response.body.cancel();
  // An empty stream rather than none, for which the server would state a length of 0.
  return new Response(new Blob().stream(), response);
}
