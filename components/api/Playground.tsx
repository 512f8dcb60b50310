import { Button } from "@/components/Button.tsx";
import { Field, TextArea } from "@/components/Field.tsx";
import type { Played } from "@/lib/graphql/mod.ts";

const FIRST = `query Orders {
  stores {
    name
    orders(limit: 5) {
      number
      status
      totalMinor
      currency
      items { title quantity }
    }
  }
}`;

/** A query, its variables, a key, and what came back. Without scripts. */
export function Playground({ played, schema }: { played: Played | null; schema: string }) {
  const { values, errors }: Pick<Played, "values" | "errors"> = played ??
    { values: {}, errors: {} };
  return (
    <>
      <form method="post" action="/graphql">
        <TextArea
          name="query"
          label="Query"
          rows={14}
          spellcheck={false}
          value={values.query ?? FIRST}
          error={errors.query}
        />
        <TextArea
          name="variables"
          label="Variables"
          hint="JSON, such as {&quot;id&quot;: &quot;…&quot;}."
          optional
          rows={3}
          spellcheck={false}
          value={values.variables ?? ""}
          error={errors.variables}
        />
        <Field
          name="key"
          type="password"
          label="API key or access token"
          hint="It is sent with this query and not kept."
          autocomplete="off"
          value={values.key ?? ""}
          error={errors.key}
        />
        <Button>Run</Button>
      </form>
      {played?.result && (
        <section aria-label="Answer" class="mt-6">
          <h2>Answer</h2>
          <pre class="card overflow-x-auto text-sm" tabIndex={0}><code>{played.result}</code></pre>
        </section>
      )}
      <details class="mt-6">
        <summary class="min-h-tap flex items-center">Schema</summary>
        <pre class="overflow-x-auto text-sm" tabIndex={0}><code>{schema}</code></pre>
      </details>
    </>
  );
}
