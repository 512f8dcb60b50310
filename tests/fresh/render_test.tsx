import { Component, createContext, Fragment, h } from "preact";
import { useContext } from "preact/hooks";
import assert from "node:assert/strict";
import {
  defineApp,
  defineLayout,
  defineRoute,
  type FreshContext,
  type Handlers,
  type PageProps,
} from "$fresh/server.ts";
import { Head } from "$fresh/runtime.ts";
import { anApp, silently } from "./app.ts";
import * as disclosure from "./fixtures/islands/Disclosure.tsx";

type Routes = NonNullable<Parameters<typeof anApp>[0]["routes"]>;

async function htmlOf(routes: Routes, path = "/"): Promise<string> {
  const { fetch } = await anApp({ routes });
  return await (await fetch(path)).text();
}

function box(name: string) {
  return {
    default: ({ Component }: PageProps) => (
      <div class={name}>
        <Component />
      </div>
    ),
  };
}

const page = { default: () => <p>page</p> };
const app = {
  default: ({ Component }: PageProps) => (
    <html lang="sw">
      <head>
        <title>App</title>
      </head>
      <body>
        <Component />
      </body>
    </html>
  ),
};

Deno.test("Layouts nest by folder inside the app wrapper", async () => {
  const html = await htmlOf({
    _app: app,
    _layout: box("root"),
    "a/_layout": box("a"),
    "a/(group)/_layout": box("group"),
    "a/(group)/page": page,
  }, "/a/page");

  assert.equal(
    html,
    '<!DOCTYPE html><html lang="sw"><head><title>App</title></head><body>' +
      '<div class="root"><div class="a"><div class="group"><p>page</p></div></div></div></body></html>',
  );
});

Deno.test("A route or a layout can leave out what is around it", async () => {
  const routes: Routes = {
    _app: app,
    _layout: box("root"),
    "a/_layout": { ...box("a"), config: { skipInheritedLayouts: true } },
    "a/page": page,
    "bare/_layout": { ...box("bare"), config: { skipAppWrapper: true } },
    "bare/page": page,
    alone: { ...page, config: { skipInheritedLayouts: true } },
    naked: { ...page, config: { skipInheritedLayouts: true, skipAppWrapper: true } },
  };

  assert.match(await htmlOf(routes, "/a/page"), /<body><div class="a"><p>/);
  assert.equal(
    await htmlOf(routes, "/bare/page"),
    '<!DOCTYPE html><div class="root"><div class="bare"><p>page</p></div></div>',
  );
  assert.match(await htmlOf(routes, "/alone"), /<body><p>page<\/p><\/body>/);
  assert.equal(await htmlOf(routes, "/naked"), "<!DOCTYPE html><p>page</p>");
});

Deno.test("Without an app wrapper of its own a page is a whole document", async () => {
  assert.match(
    await htmlOf({ index: page }),
    /^<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"\/>.*<body><p>page<\/p><\/body><\/html>$/,
  );
});

Deno.test("App, layouts and pages may be async and are given request and context", async () => {
  const html = await htmlOf({
    _app: {
      default: defineApp(async (_req, ctx) => {
        await Promise.resolve();
        return (
          <html>
            <body>
              <ctx.Component />
            </body>
          </html>
        );
      }),
    },
    _layout: {
      default: defineLayout((req, ctx) => (
        <main data-method={req.method}>
          <ctx.Component />
        </main>
      )),
    },
    "[id]": {
      default: defineRoute(async (_req, ctx) => {
        await Promise.resolve();
        return <p>{ctx.params.id}</p>;
      }),
    },
  }, "/7");

  assert.equal(
    html,
    '<!DOCTYPE html><html><body><main data-method="GET"><p>7</p></main></body></html>',
  );
});

Deno.test("Async parts of a page wait at the same time", async () => {
  const meeting = Promise.withResolvers<void>();
  const html = await htmlOf({
    _layout: {
      default: async (_req: Request, ctx: FreshContext) => {
        await meeting.promise;
        return (
          <main>
            <ctx.Component />
          </main>
        );
      },
    },
    index: {
      default: async () => {
        meeting.resolve();
        return await Promise.resolve(<p>met</p>);
      },
    },
  });

  assert.match(html, /<main><p>met<\/p><\/main>/);
});

Deno.test("A page that returns a Response answers with it, whatever its layouts do", async () => {
  const { fetch } = await anApp({
    routes: {
      _layout: box("root"),
      index: {
        default: async () => await Promise.resolve(new Response(null, { status: 303 })),
      },
      missing: {
        default: defineRoute((_req, ctx) => ctx.renderNotFound()),
      },
    },
  });

  assert.equal((await fetch("/")).status, 303);
  assert.equal((await fetch("/missing")).status, 404);
});

Deno.test("When one async part throws, the failure of another harms nothing", async () => {
  const { fetch } = await anApp({
    routes: {
      _500: { default: ({ error }: PageProps) => <p>{(error as Error).message}</p> },
      "a/_layout": {
        default: (_req: Request, _ctx: FreshContext) => {
          throw new Error("first");
        },
      },
      "a/page": {
        default: async () => {
          await Promise.resolve();
          throw new Error("second");
        },
      },
    },
  });

  const { result } = await silently(() => fetch("/a/page"));
  assert.match(await result.text(), /<p>(first|second)<\/p>/);
});

Deno.test("Class components with two constructor arguments are components", async () => {
  class Old extends Component<PageProps> {
    constructor(props: PageProps, context: unknown) {
      super(props, context);
    }
    override render() {
      return <p>{this.props.url.pathname}</p>;
    }
  }

  assert.match(await htmlOf({ index: { default: Old } }), /<p>\/<\/p>/);
});

Deno.test("A page can be sent data, and a handler that renders without a page fails", async () => {
  const handler: Handlers = { GET: (_req, ctx) => ctx.render({ a: 1 }) };
  const { fetch } = await anApp({
    routes: {
      good: { handler, default: ({ data }: PageProps) => <p>{data.a}</p> },
      bad: { handler },
      wrong: { handler: () => "text" as unknown as Response },
    },
  }, { dev: true });

  assert.match(await (await fetch("/good")).text(), /<p>1<\/p>/);
  const { result: bad } = await silently(() => fetch("/bad"));
  assert.match(await bad.text(), /no component to render/);
  const { result: wrong } = await silently(() => fetch("/wrong"));
  assert.match(await wrong.text(), /did not return a Response/);
});

Deno.test("Head elements merge by key, and the last title wins, from wherever they come", async () => {
  const html = await htmlOf({
    _app: {
      default: ({ Component }: PageProps) => (
        <html>
          <head>
            <meta charset="utf-8" />
            <title>App</title>
            <meta key="robots" name="robots" content="index" />
            <meta name="same" content="1" />
          </head>
          <body>
            <Component />
          </body>
        </html>
      ),
    },
    _layout: {
      default: ({ Component }: PageProps) => (
        <>
          <Head>
            <title>Layout</title>
            <link rel="icon" href="/i" />
          </Head>
          <Component />
        </>
      ),
    },
    index: {
      default: () => (
        <>
          <Head>
            {h(Fragment, null, <title>{"<Page>"} & more</title>)}
            {[<meta key="robots" name="robots" content="noindex" />]}
            {false}
            <meta name="same" content="2" />
          </Head>
          <p>page</p>
        </>
      ),
    },
  });

  assert.equal(
    html,
    '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>&lt;Page> &amp; more</title>' +
      '<meta name="robots" content="noindex"/><meta name="same" content="1"/>' +
      '<link rel="icon" href="/i"/><meta name="same" content="2"/></head><body><p>page</p></body></html>',
  );
});

Deno.test("Text that looks like a tag does not move where the head ends", async () => {
  const html = await htmlOf({
    _app: {
      default: ({ Component }: PageProps) => (
        <html data-a="</head>">
          <head>
            <title>{"</head></title>"}</title>
          </head>
          <body data-b="</body>">
            <Component />
          </body>
        </html>
      ),
    },
    index: {
      default: () => (
        <>
          <Head>
            <meta name="a" content="</head>" />
          </Head>
          <p>{"</head></body>"}</p>
        </>
      ),
    },
  });

  assert.equal(html.match(/<\/head>/g)?.length, 1);
  assert.ok(html.includes('<meta name="a" content="&lt;/head>"/></head><body'));
});

Deno.test("A page without islands loads no JavaScript", async () => {
  const html = await htmlOf({ index: page });

  assert.doesNotMatch(html, /<script|modulepreload/);
});

Deno.test("Context reaches through layouts, also into content handed to an island", async () => {
  const Language = createContext("en");
  const Word = () => <b>{useContext(Language)}</b>;
  const { fetch } = await anApp({
    islands: { "./islands/Disclosure.tsx": disclosure },
    routes: {
      _layout: {
        default: ({ Component }: PageProps) => (
          <Language.Provider value="sw">
            <Component />
          </Language.Provider>
        ),
      },
      index: {
        default: () => (
          <disclosure.default id="a" open>
            <Word />
          </disclosure.default>
        ),
      },
    },
  });

  assert.match(await (await fetch("/")).text(), /<slot><b>sw<\/b><\/slot>/);
});

Deno.test("Elements kept between requests render the same each time", async () => {
  const kept = (
    <disclosure.default id="kept" open>
      <i>inside</i>
    </disclosure.default>
  );
  const head = (
    <head>
      <title>Kept</title>
    </head>
  );
  const { fetch } = await anApp({
    islands: { "./islands/Disclosure.tsx": disclosure },
    routes: {
      _app: {
        default: ({ Component }: PageProps) => (
          <html>
            {head}
            <body>
              <Component />
            </body>
          </html>
        ),
      },
      index: { default: () => kept },
    },
  });
  const html = async () => (await (await fetch("/")).text()).replace(/nonce(-|=")\w+/g, "nonce");

  const first = await html();
  assert.match(first, /<title>Kept<\/title>.*<!--frsh:0-->.*<i>inside<\/i>.*<!--\/frsh:0-->/);
  assert.equal(await html(), first);
});
