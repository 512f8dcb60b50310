import assert from "node:assert/strict";
import { type ErrorPageProps, HttpError, type Manifest, type PageProps } from "$fresh/server.ts";
import { anApp, silently } from "./app.ts";

function throwing(error: unknown) {
  return {
    handler: () => {
      throw error;
    },
  };
}

const layout = {
  default: ({ Component }: PageProps) => (
    <main>
      <Component />
    </main>
  ),
};
const errorPage = {
  default: ({ error, state }: ErrorPageProps) => (
    <p>{error instanceof HttpError ? error.message : "our fault"} {state.user as string}</p>
  ),
};

Deno.test("An unknown path shows the project's 404 page with app and layouts", async () => {
  const { fetch } = await anApp({
    routes: { _layout: layout, _404: { default: ({ url }: PageProps) => <p>{url.pathname}?</p> } },
  });

  const response = await fetch("/nowhere", { method: "POST" });

  assert.equal(response.status, 404);
  assert.match(await response.text(), /<html.*<main><p>\/nowhere\?<\/p><\/main>/);
});

Deno.test("A handler or a thrown 404 shows the same page, with data or the error", async () => {
  const { fetch } = await anApp({
    routes: {
      _404: {
        default: ({ data, error }: PageProps) => <p>{data ?? (error as Error)?.message}</p>,
      },
      called: { handler: (_req, ctx) => ctx.renderNotFound("no such thing") },
      thrown: throwing(new HttpError(404, "gone")),
    },
  });

  for (const [path, text] of [["/called", "no such thing"], ["/thrown", "gone"]]) {
    const response = await fetch(path!);
    assert.equal(response.status, 404);
    assert.match(await response.text(), new RegExp(`<p>${text}</p>`));
  }
});

Deno.test("A handler of the error pages can answer or render with its own status", async () => {
  const { fetch } = await anApp({
    routes: {
      _404: {
        handler: (_req, ctx) => ctx.render({ a: 1 }, { status: 410 }),
        default: ({ data }: PageProps) => <p>{data.a}</p>,
      },
      _500: {
        handler: (req, ctx) =>
          Response.json({ method: req.method, message: (ctx.error as Error).message }),
      },
      bad: throwing(new HttpError(400, "bad")),
    },
  });

  const gone = await fetch("/nowhere");
  assert.equal(gone.status, 410);
  assert.match(await gone.text(), /<p>1<\/p>/);
  assert.deepEqual(await (await fetch("/bad")).json(), { method: "GET", message: "bad" });
});

Deno.test("A thrown HttpError gives the error page its status, with state and layouts", async () => {
  const { fetch } = await anApp({
    routes: {
      _middleware: { handler: (_req, ctx) => (ctx.state.user = "Otieno", ctx.next()) },
      _layout: layout,
      _500: errorPage,
      teapot: throwing(new HttpError(418, "short and stout")),
      page: {
        default: () => {
          throw new HttpError(403, "members only");
        },
      },
    },
  });

  const { result, printed } = await silently(() => fetch("/teapot"));
  assert.equal(result.status, 418);
  assert.match(await result.text(), /<main><p>short and stout Otieno<\/p><\/main>/);
  assert.deepEqual(printed, []);
  assert.equal((await fetch("/page")).status, 403);
});

Deno.test("An unforeseen error answers 500, is logged once, and tells the visitor nothing", async () => {
  const secret = new Error("password is hunter2");
  const index = throwing(secret);
  for (const routes of [{ index }, { index, _500: errorPage }] as Manifest["routes"][]) {
    const { fetch } = await anApp({ routes });

    const { result, printed } = await silently(() => fetch("/"));

    assert.equal(result.status, 500);
    assert.doesNotMatch(await result.text(), /hunter2|errors_test/);
    assert.deepEqual(printed, [secret]);
  }
});

Deno.test("A middleware can render the page of an error and add to the answer", async () => {
  const { fetch } = await anApp({
    routes: {
      _500: errorPage,
      _404: { default: () => <p>gone</p> },
      _middleware: {
        handler: async (_req, ctx) => {
          ctx.state.user = "Wanjiru";
          const response = await ctx.next().catch(ctx.renderError);
          response.headers.append("set-cookie", "session=renewed");
          return response;
        },
      },
      refused: throwing(new HttpError(403, "members only")),
      missing: throwing(new HttpError(404)),
    },
  });

  const cases = [["/refused", 403, /members only Wanjiru/], ["/missing", 404, /gone/]] as const;
  for (const [path, status, text] of cases) {
    const response = await fetch(path);
    assert.equal(response.status, status);
    assert.equal(response.headers.get("set-cookie"), "session=renewed");
    assert.match(await response.text(), text);
  }
});

Deno.test("The message of an HttpError from 500 on is for the log alone", async () => {
  const { fetch } = await anApp({ routes: { index: throwing(new HttpError(503, "db down")) } });

  const { result, printed } = await silently(() => fetch("/"));

  assert.equal(result.status, 503);
  assert.doesNotMatch(await result.text(), /db down/);
  assert.equal(printed.length, 1);
});

Deno.test("In development the answer has the stack", async () => {
  const { fetch } = await anApp({ routes: { index: throwing(new Error("oops")) } }, { dev: true });

  const { result } = await silently(() => fetch("/"));

  assert.match(await result.text(), /Error: oops\n.*errors_test/);
});

Deno.test("An error page that fails itself still ends in an answer", async () => {
  const broken = {
    default: () => {
      throw new Error("the page too");
    },
  };
  const { fetch } = await anApp({
    routes: { _404: broken, _500: broken, index: throwing(new Error("first")) },
  });

  const { result: failed, printed } = await silently(() => fetch("/"));
  assert.equal(failed.status, 500);
  assert.equal(printed.length, 2);
  assert.equal((await silently(() => fetch("/nowhere"))).result.status, 500);
});

Deno.test("A middleware sees what the route throws and can answer in its place", async () => {
  const { fetch } = await anApp({
    routes: {
      _middleware: {
        handler: (_req, ctx) =>
          ctx.next().catch((error) => new Response(`caught ${error.message}`)),
      },
      index: throwing(new Error("it")),
    },
  });

  assert.equal(await (await fetch("/")).text(), "caught it");
});

Deno.test("Whatever is thrown, even nothing, becomes an answer", async () => {
  for (const thrown of [undefined, null, "text", 0]) {
    const { fetch } = await anApp({ routes: { index: throwing(thrown) } });
    assert.equal((await silently(() => fetch("/"))).result.status, 500);
  }
});

Deno.test("An HttpError is made only with an error status", () => {
  assert.throws(() => new HttpError(200), /between 400 and 599, not 200/);
  assert.throws(() => new HttpError(400.5), RangeError);
  const cause = new Error("why");
  assert.equal(new HttpError(400, "bad", { cause }).cause, cause);
});
