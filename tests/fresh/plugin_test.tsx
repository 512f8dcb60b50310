import assert from "node:assert/strict";
import type { MiddlewareHandler, PageProps, Plugin } from "$fresh/server.ts";
import { anApp, silently } from "./app.ts";
import * as values from "./fixtures/islands/Values.tsx";

const islands = { "./islands/Values.tsx": values };

Deno.test("Plugins wrap rendering in their order and put styles into the head", async () => {
  const log: string[] = [];
  const plugin = (name: string): Plugin => ({
    name,
    render(ctx) {
      log.push(`>${name}`);
      const { htmlText, requiresHydration } = ctx.render();
      log.push(`<${name} ${requiresHydration} ${htmlText.includes("<p>page</p>")}`);
      return { styles: [{ cssText: `.${name}{}`, id: name, media: "print" }] };
    },
  });
  const { fetch } = await anApp({
    islands,
    routes: {
      index: { default: () => <p>page</p> },
      island: { default: () => <values.default values={1} /> },
    },
  }, { plugins: [plugin("one"), { name: "none" }, plugin("two")] });

  const html = await (await fetch("/")).text();

  assert.deepEqual(log, [">one", ">two", "<two false true", "<one false true"]);
  assert.match(html, /<style id="one" media="print" nonce="\w+">\.one\{\}<\/style>.*<\/head>/);
  log.length = 0;
  await fetch("/island");
  assert.match(log.join(), /<two true/);
});

Deno.test("A plugin that does not render fails the page by name", async () => {
  const { fetch } = await anApp({ routes: { index: { default: () => <p /> } } }, {
    plugins: [{ name: "lazy", render: () => ({}) }],
    dev: true,
  });

  const { result } = await silently(() => fetch("/"));

  assert.match(await result.text(), /The plugin "lazy" did not call render\(\)/);
});

Deno.test("Style text cannot leave its element", async () => {
  const { fetch } = await anApp({ routes: { index: { default: () => <p>page</p> } } }, {
    plugins: [{
      name: "text",
      render: (ctx) => (ctx.render(), { styles: [{ cssText: "a{content:'</style><script>'}" }] }),
    }],
  });

  assert.doesNotMatch(await (await fetch("/")).text(), /<\/style><script>/);
});

Deno.test("A plugin adds routes and middlewares by path, and reads the configuration", async () => {
  const mark: MiddlewareHandler = async (_req, ctx) => {
    const response = await ctx.next();
    response.headers.set("x-plugin", ctx.route);
    return response;
  };
  let staticDir = "";
  const plugin: Plugin = {
    name: "extra",
    configResolved: (config) => void (staticDir = config.staticDir),
    middlewares: [{ path: "/blog", middleware: { handler: mark } }],
    routes: [
      { path: "/blog/[slug]", component: ({ params }: PageProps) => <b>{params.slug}</b> },
      { path: "ping", handler: { POST: () => new Response("pong") } },
    ],
  };
  const { fetch } = await anApp({}, { plugins: [plugin] });

  const page = await fetch("/blog/hello");
  assert.equal(page.headers.get("x-plugin"), "/blog/:slug");
  assert.match(await page.text(), /<b>hello<\/b>/);
  assert.equal(await (await fetch("/ping", { method: "POST" })).text(), "pong");
  assert.match(staticDir, /fixtures\/static$/);
});
