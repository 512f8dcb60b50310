import assert from "node:assert/strict";
import type { FreshContext, Handlers, MiddlewareHandler, PageProps } from "$fresh/server.ts";
import { anApp, whileServing } from "./app.ts";

/** A middleware that writes its name on the way in and on the way out. */
function trace(name: string): MiddlewareHandler<{ log: string[] }> {
  return async (_req, ctx) => {
    (ctx.state.log ??= []).push(`>${name}`);
    const response = await ctx.next();
    ctx.state.log.push(`<${name}`);
    response.headers.set("x-log", ctx.state.log.join(" "));
    return response;
  };
}

const ok = { handler: () => new Response("ok") };

Deno.test("Middlewares run from the outermost folder inward and come back in reverse", async () => {
  const { fetch } = await anApp({
    routes: {
      "a/b/_middleware": { handler: trace("b") },
      "a/_middleware": { handler: [trace("a1"), trace("a2")] },
      _middleware: { handler: trace("root") },
      "(group)/_middleware": { handler: trace("group") },
      "a/b/page": ok,
      "a/page": ok,
      "(group)/in": ok,
    },
  });

  const log = async (path: string) => (await fetch(path)).headers.get("x-log");
  assert.equal(await log("/a/b/page"), ">root >a1 >a2 >b <b <a2 <a1 <root");
  assert.equal(await log("/a/page"), ">root >a1 >a2 <a2 <a1 <root");
  assert.equal(await log("/in"), ">root >group <group <root");
  assert.equal(await log("/nothing"), ">root <root");
});

Deno.test("A middleware's folder is that of the file, not of the URL", async () => {
  const { fetch } = await anApp({
    routes: {
      "a/_middleware": { handler: trace("a") },
      "a/page": { ...ok, config: { routeOverride: "/elsewhere" } },
      "[x]/y": ok,
    },
  });

  assert.equal((await fetch("/elsewhere")).headers.get("x-log"), ">a <a");
  assert.equal((await fetch("/a/y")).headers.get("x-log"), null);
});

Deno.test("A middleware can answer itself, and sees the route's parameters", async () => {
  const { fetch } = await anApp({
    routes: {
      "[tenant]/_middleware": {
        handler: (_req, ctx) => ctx.params.tenant === "no" ? new Response("stop") : ctx.next(),
      },
      "[tenant]/page": ok,
    },
  });

  assert.equal(await (await fetch("/no/page")).text(), "stop");
  assert.equal(await (await fetch("/yes/page")).text(), "ok");
});

Deno.test("A middleware that calls next twice runs what comes after it twice", async () => {
  const seen: string[] = [];
  const { fetch } = await anApp({
    routes: {
      _middleware: {
        handler: async (_req, ctx) => {
          await ctx.next();
          return ctx.next();
        },
      },
      "a/_middleware": { handler: (_req, ctx) => (seen.push("inner"), ctx.next()) },
      "a/page": { handler: () => (seen.push("page"), new Response("ok")) },
    },
  });

  await fetch("/a/page");

  assert.deepEqual(seen, ["inner", "page", "inner", "page"]);
});

Deno.test("State set by a middleware reaches handlers and pages, also when it is replaced", async () => {
  const { fetch } = await anApp({
    routes: {
      _middleware: {
        handler: (_req, ctx: FreshContext) => {
          ctx.state = { name: "Wanjiru" };
          return ctx.next();
        },
      },
      page: { default: ({ state }: PageProps) => <p>{state.name as string}</p> },
      handler: { handler: (_req, ctx: FreshContext) => new Response(String(ctx.state.name)) },
    },
  });

  assert.match(await (await fetch("/page")).text(), /<p>Wanjiru<\/p>/);
  assert.equal(await (await fetch("/handler")).text(), "Wanjiru");
});

Deno.test("ctx.destination tells routes, files, built files and unknown paths apart", async () => {
  const { fetch } = await anApp({
    routes: {
      _middleware: {
        handler: async (_req, ctx) => {
          const response = await ctx.next();
          response.headers.set("x-destination", ctx.destination);
          return response;
        },
      },
      index: ok,
    },
  });

  const destination = async (path: string) => (await fetch(path)).headers.get("x-destination");
  assert.equal(await destination("/"), "route");
  assert.equal(await destination("/hello.txt"), "static");
  assert.equal(await destination("/_frsh/js/any/file.js"), "internal");
  assert.equal(await destination("/nothing"), "notFound");
});

Deno.test("The context tells the URL, the pattern and the parameters", async () => {
  const { handler } = await anApp({
    routes: {
      "blog/[slug]": {
        handler: (_req, { url, route, pattern, params, remoteAddr, isPartial }: FreshContext) =>
          Response.json({ path: url.pathname, route, pattern, params, remoteAddr, isPartial }),
      },
    },
  });
  const remoteAddr = { transport: "tcp", hostname: "10.0.0.1", port: 9 } as const;

  const response = await handler(new Request("http://h/blog/a%20b?q=1"), {
    remoteAddr,
    completed: Promise.resolve(),
  });

  assert.deepEqual(await response.json(), {
    path: "/blog/a%20b",
    route: "/blog/:slug",
    pattern: "/blog/:slug",
    params: { slug: "a%20b" },
    remoteAddr,
    isPartial: false,
  });
});

Deno.test("Each method goes to its own handler, and a page answers GET by itself", async () => {
  const handler: Handlers = {
    POST: async (req) => new Response(`posted ${await req.text()}`, { status: 201 }),
  };
  const { fetch } = await anApp({ routes: { page: { default: () => <p>page</p>, handler } } });

  assert.match(await (await fetch("/page")).text(), /<p>page<\/p>/);
  const posted = await fetch("/page", { method: "POST", body: "x" });
  assert.equal(posted.status, 201);
  assert.equal(await posted.text(), "posted x");
});

Deno.test("A method without a handler is answered with 405 and the methods there are", async () => {
  const { fetch } = await anApp({
    routes: {
      page: { default: () => <p>page</p>, handler: { POST: () => new Response() } },
      api: { handler: { DELETE: () => new Response() } },
    },
  });

  const page = await fetch("/page", { method: "PUT" });
  assert.equal(page.status, 405);
  assert.equal(page.headers.get("allow"), "GET, HEAD, POST");
  const api = await fetch("/api");
  assert.equal(api.status, 405);
  assert.equal(api.headers.get("allow"), "DELETE");
  assert.equal((await fetch("/api", { method: "PROPFIND" })).status, 405);
});

Deno.test("HEAD is answered like GET without a body", async () => {
  const { fetch, handler } = await anApp({
    routes: {
      page: { default: () => <p>page</p> },
      api: { handler: { GET: () => new Response("body", { headers: { "x-a": "1" } }) } },
      any: { handler: (req) => new Response(req.method, { status: 202 }) },
    },
  });
  const head = (path: string) => fetch(path, { method: "HEAD" });

  assert.equal((await head("/page")).headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal((await head("/api")).headers.get("x-a"), "1");
  assert.equal((await head("/any")).status, 202);
  for (const path of ["/page", "/api", "/any"]) assert.equal(await (await head(path)).text(), "");
  await whileServing(handler, async (origin) => {
    const response = await globalThis.fetch(`${origin}/page`, { method: "HEAD" });
    assert.notEqual(response.headers.get("content-length"), "0");
  });
});

Deno.test("A handler renders its page with data, status and headers", async () => {
  const { fetch } = await anApp({
    routes: {
      index: {
        handler: {
          GET: (_req, ctx) =>
            ctx.render("from the handler", { status: 202, headers: { "x-a": "1" } }),
        },
        default: ({ data }: PageProps<string>) => <p>{data}</p>,
      },
    },
  });

  const response = await fetch("/");

  assert.equal(response.status, 202);
  assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(response.headers.get("x-a"), "1");
  assert.match(await response.text(), /<p>from the handler<\/p>/);
});

Deno.test("A slash at the end is redirected away, never to another host", async () => {
  const { fetch } = await anApp({ routes: { about: ok, index: ok } });
  const location = async (path: string) => {
    const response = await fetch(`http://localhost${path}`);
    return response.status === 307 ? response.headers.get("location") : response.status;
  };

  assert.equal(await location("/about/"), "/about");
  assert.equal(await location("/about/?a=1&b=/"), "/about?a=1&b=/");
  assert.equal(await location("/"), 200);
  assert.equal(await location("/about"), 200);
  assert.equal(await location("//evil.example/"), "/evil.example");
  assert.equal(await location("/\\evil.example/"), "/evil.example");
  assert.equal(await location("///"), "/");
});

Deno.test("With trailingSlash set a slash is added instead, but not to files", async () => {
  const { fetch } = await anApp({ routes: { about: ok, index: ok } }, {
    router: { trailingSlash: true },
  });

  assert.equal((await fetch("/about")).headers.get("location"), "/about/");
  assert.equal((await fetch("/about/")).status, 200);
  assert.equal((await fetch("/")).status, 200);
  assert.equal((await fetch("/hello.txt")).status, 200);
});

Deno.test("A file that belongs to the root of routes is refused elsewhere", async () => {
  await assert.rejects(
    anApp({ routes: { "a/_404": { default: () => <p /> } } }),
    /"_404" belongs at the root/,
  );
});
