import type { Handlers, PageProps } from "$fresh/server.ts";
import { Head } from "$fresh/runtime.ts";
import { OperationCard, SchemaFields } from "@/components/api/OperationCard.tsx";
import { Card, PlatformHeader } from "@/components/Layout.tsx";
import type { AppState } from "@/lib/app.ts";
import { type OpenApi, OPERATIONS, toOpenApi } from "@/lib/rest/mod.ts";

/** The API, in words for people. Nothing on it comes from elsewhere. */
export const handler: Handlers<OpenApi, AppState> = {
  GET(_req, ctx) {
    const document = toOpenApi(OPERATIONS, ctx.state.app.config.publicUrl);
    return ctx.render(document, { headers: { "cache-control": "public, max-age=300" } });
  },
};

export default function ApiDocs({ data: document }: PageProps<OpenApi>) {
  const { schemas } = document.components;
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
  );
  return (
    <>
      <Head>
        <title>Afrify API</title>
        <meta name="description" content="Every operation of the Afrify API." />
      </Head>
      <PlatformHeader />
      <main id="main" class="w flex-1 pb-10">
        <h1>{document.info.title}</h1>
        {document.info.description.split("\n").map((line) => <p key={line}>{line}</p>)}
        <p class="my-3">
          Everything is under{" "}
          <code class="break-words">{document.servers[0]!.url}</code>. Make a key in your shop under
          Settings, API keys, and send it as{" "}
          <code>Authorization: Bearer afk_…</code>. The same as a document:{" "}
          <a href="/api/v1/openapi.json">OpenAPI 3.1</a>. Or ask in <a href="/graphql">GraphQL</a>.
        </p>
        <nav aria-label="Operations">
          {document.tags.map(({ name }) => (
            <div key={name} class="mb-3">
              <strong>{name}</strong>
              <ul class="flex flex-wrap gap-x-4">
                {all.filter(({ operation }) => operation.tags[0] === name).map(({ operation }) => (
                  <li key={operation.operationId}>
                    <a
                      class="inline-flex items-center min-h-tap"
                      href={`#${operation.operationId}`}
                    >
                      {operation.operationId}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        {document.tags.map(({ name }) => (
          <section key={name} aria-label={name}>
            <h2 class="my-4">{name}</h2>
            {all.filter(({ operation }) => operation.tags[0] === name).map((one) => (
              <OperationCard key={one.operation.operationId} {...one} schemas={schemas} />
            ))}
          </section>
        ))}
        <h2 class="my-4">What answers are made of</h2>
        {Object.entries(schemas).filter(([, schema]) => schema.properties).map(([name, schema]) => (
          <Card key={name} class="mb-4">
            <h3 id={`schema-${name}`}>{name}</h3>
            <SchemaFields title="Fields" schema={schema} />
          </Card>
        ))}
      </main>
    </>
  );
}
