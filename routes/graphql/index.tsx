import { Head } from "$fresh/runtime.ts";
import type { Handlers, PageProps } from "$fresh/server.ts";
import { Playground } from "@/components/api/Playground.tsx";
import { PlatformHeader } from "@/components/Layout.tsx";
import type { AppState } from "@/lib/app.ts";
import { play, type Played, respondGraphql, schemaText } from "@/lib/graphql/mod.ts";

/** GraphQL for programs; for browsers a page on which to try it. */
export const handler: Handlers<Played | null, AppState> = {
  GET(req, ctx) {
    if (!isPage(req, ctx.url)) return respondGraphql(req, ctx.state);
    return ctx.render(null, { headers: { vary: "accept" } });
  },
  async POST(req, ctx) {
    if (!isForm(req)) return respondGraphql(req, ctx.state);
    const played = await play(req, ctx.state);
    return ctx.render(played, { status: played.status, headers: { "cache-control": "no-store" } });
  },
};

/** A browser that asks for nothing in particular. */
function isPage(req: Request, { searchParams }: URL): boolean {
  const asks = searchParams.has("query") || searchParams.has("extensions");
  return !asks && (req.headers.get("accept") ?? "").includes("text/html");
}

function isForm(req: Request): boolean {
  return (req.headers.get("content-type") ?? "").startsWith("application/x-www-form-urlencoded");
}

export default function GraphqlPage({ data: played }: PageProps<Played | null>) {
  return (
    <>
      <Head>
        <title>Afrify GraphQL</title>
        <meta name="description" content="Ask the Afrify API in GraphQL." />
      </Head>
      <PlatformHeader />
      <main id="main" class="w flex-1 pb-10">
        <h1>GraphQL</h1>
        <p class="my-3">
          Programs send <code>POST /graphql</code> with{" "}
          <code class="break-words">Authorization: Bearer afk_…</code>. Make a key in your shop
          under Settings, API keys. What it does is told in{" "}
          <a href="/api/docs">the docs of the API</a>, which has the same operations.
        </p>
        <Playground played={played} schema={schemaText()} />
      </main>
    </>
  );
}
